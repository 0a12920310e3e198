import type { ProductFilter } from '../catalog-editor/index.ts';
import type { ShopContext } from '../shop-context.ts';
import { exportCatalog } from './export-catalog.ts';
import { importCatalog, type CsvImport, type CsvReport } from './import-catalog.ts';

export { csvColumns } from './catalog-columns.ts';
export { CsvFault, guardCell, readCell, writeLine } from './csv-text.ts';
export type { CsvImport, CsvReport, CsvVerdict } from './import-catalog.ts';

/** The catalog as a file, out and in. */
export interface CatalogCsv {
  /** Pieces of CSV text with the products a filter lets through, all of them by default. */
  write(filter?: ProductFilter): AsyncIterable<string>;
  /** Judges a file, or takes it in. */
  read(chunks: AsyncIterable<string>, run: CsvImport): Promise<CsvReport>;
}

/** The catalog of a shop as a file. */
export function bindCatalogCsv(context: ShopContext): CatalogCsv {
  return {
    write: (filter = { status: 'all' }) => exportCatalog(context, filter),
    read: (chunks, run) => importCatalog(context, chunks, run),
  };
}
