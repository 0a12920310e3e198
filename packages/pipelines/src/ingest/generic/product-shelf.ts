import type { CatalogProduct } from '@vitrine/shop/loading';
import { RowGatherer, type PlacedRow, type RowGroup } from './gather-rows.ts';
import type { RowListener } from './read-rows.ts';

/** Joins rows of the same product: each is one of its sizes or colours. */
export class ProductShelf {
  readonly #rows: RowGatherer<CatalogProduct>;
  readonly #listener: RowListener;

  constructor(listener: RowListener) {
    this.#listener = listener;
    this.#rows = new RowGatherer(({ file, line, row }) =>
      listener.onReject({
        file,
        line,
        field: 'item_id',
        reason: 'scattered-rows',
        message: `belongs to ${row.externalId}, whose other rows stand far above: sort the file by item`,
      }),
    );
  }

  add(row: PlacedRow<CatalogProduct>): Promise<void> {
    return this.#rows.add(`${row.row.source}\u0001${row.row.externalId}`, row);
  }

  /** Products that are whole by now. */
  async take(atEnd: boolean): Promise<PlacedRow<CatalogProduct>[]> {
    const products: PlacedRow<CatalogProduct>[] = [];
    for (const group of this.#rows.take(atEnd)) products.push(await this.#join(group));
    return products;
  }

  async #join({ rows }: RowGroup<CatalogProduct>): Promise<PlacedRow<CatalogProduct>> {
    const [first] = rows;
    if (!first) throw new Error('a group has at least one row');
    const skus = new Map<string, CatalogProduct['skus'][number]>();
    for (const { file, line, row } of rows) {
      const [sku] = row.skus;
      if (!sku) continue;
      if (!skus.has(sku.sku)) skus.set(sku.sku, sku);
      else {
        const message = `repeats SKU ${sku.sku} of product ${row.externalId}; the first row counts`;
        await this.#listener.onReject({ file, line, field: 'sku', reason: 'repeated-id', message });
      }
    }
    return { ...first, row: { ...first.row, skus: [...skus.values()] } };
  }
}
