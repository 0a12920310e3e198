import type { ProductFilter } from '../catalog-editor/index.ts';
import { selectEditableProducts } from '../catalog-editor/editable-product.store.ts';
import { selectMatchingIds } from '../catalog-editor/product-table.store.ts';
import type { ShopContext } from '../shop-context.ts';
import { columnsFor, csvLocales, linesOf } from './catalog-columns.ts';
import { selectSpokenLocales } from './csv-lookups.store.ts';
import { writeLine } from './csv-text.ts';

const chunkSize = 250;

/** The catalog as CSV, a piece at a time, so that it never stands whole in memory. Begins with a byte order mark, by which spreadsheets know UTF-8. */
export async function* exportCatalog(context: ShopContext, filter: ProductFilter): AsyncGenerator<string> {
  const locales = [...new Set([...csvLocales, ...(await selectSpokenLocales(context.db))])];
  yield `\uFEFF${writeLine(columnsFor(locales))}`;
  for (let after: string | null = null; ;) {
    const ids = await selectMatchingIds(context, filter, { after, limit: chunkSize });
    const products = await selectEditableProducts(context, context.db, { ids });
    if (products.length > 0)
      yield products
        .flatMap((product) => linesOf(product, locales))
        .map(writeLine)
        .join('');
    if (ids.length < chunkSize) return;
    after = ids.at(-1) ?? null;
  }
}
