import type { CsvReport } from '@vitrine/shop/catalog-csv';
import type { CatalogDesk, CatalogEditor, EditableProduct, FieldMap } from '@vitrine/shop/catalog-editor';
import type { PictureUseCases } from '@vitrine/shop/pictures';
import type { SearchUseCases, Synonym } from '@vitrine/shop/search';

type Synonyms = SearchUseCases['synonyms'];

/** What an uploaded table comes to, or why it is none. */
export type CsvChecked = { ok: true; token: string; report: CsvReport } | { ok: false; message: string };

/** What the catalog pages of the console stand on. The editor writes the signed-in account into the log. */
export interface CatalogConsole {
  currency: string;
  desk: Omit<CatalogDesk, 'by' | 'getProduct'>;
  editor: CatalogEditor;
  storePicture: PictureUseCases['storePicture'];
  /** Who signed in stands in the log for what they change. */
  synonyms: {
    list: Synonyms['list'];
    add(pair: Synonym): ReturnType<Synonyms['add']>;
    remove(pair: Synonym): ReturnType<Synonyms['remove']>;
  };
  /** A product, and its fields in the grain in which edits are compared; null when there is none. */
  getProduct(id: string): Promise<{ product: EditableProduct; fields: FieldMap } | null>;
  checkCsv(file: AsyncIterable<Uint8Array>): Promise<CsvChecked>;
  takeCsv(token: string): Promise<CsvChecked>;
  refusedCsv(token: string): Promise<string | null>;
}
