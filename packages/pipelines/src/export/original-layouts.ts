import { findNamespace, readStoredEvents } from '@vitrine/recsys';
import { selectLoggedItems } from '@vitrine/recsys/events';
import { findIdentities, readOrderLines, readProducts, type ExportedProduct } from '@vitrine/shop/export';
import type { ExportGround, ExportKind } from './export-kinds.ts';
import { majorOf } from './major-units.ts';
import type { ExportColumn, ExportRow } from './rows-file.ts';

const layout = (
  name: string,
  describe: string,
  table: { columns: readonly string[]; rows: (ground: ExportGround) => AsyncIterable<ExportRow> },
): ExportKind => ({
  name,
  describe,
  tables: (ground) => [
    {
      name,
      columns: table.columns.map((column): ExportColumn => ({ name: column, type: 'text' })),
      rows: () => table.rows(ground),
    },
  ],
});

const inSeconds = (at: Date) => at.toISOString().slice(0, 19).replace('T', ' ');

/** Views, adds and purchases as the multi-category logs have them; impressions and what has no item are left out. */
const rees46 = layout('rees46', 'views, carts and purchases in the columns of the REES46 logs', {
  columns: [
    'event_time',
    'event_type',
    'product_id',
    'category_id',
    'category_code',
    'brand',
    'price',
    'user_id',
    'user_session',
  ],
  rows: async function* ({ recsys, shop, tenant, span, currency }) {
    const namespaceId = await findNamespace(recsys, tenant);
    if (namespaceId === null) return;
    const words = ['view', 'view', 'cart', 'purchase'];
    for await (const page of readStoredEvents(recsys, namespaceId, span)) {
      const logged = page.filter(
        ({ itemId, type, meta }) => itemId !== null && type < words.length && meta['kind'] !== 'impression',
      );
      const ids = [...new Set(logged.flatMap(({ itemId }) => itemId ?? []))];
      const items = await selectLoggedItems(recsys, namespaceId, ids);
      const products = await findIdentities(shop, 'products', ids);
      const people = await findIdentities(shop, 'customers', [...new Set(logged.map(({ userId }) => userId))]);
      for (const { itemId, userId, type, ts, meta } of logged) {
        const item = items.get(itemId ?? '');
        const price = meta['unit_price'] ?? majorOf(item?.priceMinor ?? null, currency);
        yield {
          event_time: `${inSeconds(ts)} UTC`,
          event_type: words[type],
          product_id: products.get(itemId ?? '')?.externalId ?? itemId,
          category_id: item?.categoryPath.at(-1) ?? null,
          category_code: item?.categoryPath.map((step) => step.replaceAll('.', '_')).join('.') ?? null,
          brand: item?.brand ?? null,
          price: price === null ? null : String(price as number),
          user_id: people.get(userId)?.externalId ?? userId,
          user_session: meta['session_id'] ?? null,
        };
      }
    }
  },
});

/** Sold and cancelled lines as invoices; the first letter C marks a cancellation. */
const uciOnlineRetail = layout('uci-online-retail', 'order lines in the columns of the UCI invoices', {
  columns: ['InvoiceNo', 'StockCode', 'Description', 'Quantity', 'InvoiceDate', 'UnitPrice', 'CustomerID', 'Country'],
  rows: async function* ({ shop }) {
    const countries = new Intl.DisplayNames('en', { type: 'region' });
    for await (const row of readOrderLines(shop)) {
      const cancelled = row.status === 'cancelled';
      yield {
        InvoiceNo: cancelled && !row.externalId.startsWith('C') ? `C${row.externalId}` : row.externalId,
        StockCode: row.sku,
        Description: row.name,
        Quantity: String(cancelled ? -row.quantity : row.quantity),
        InvoiceDate: inSeconds(row.placedAt),
        UnitPrice: String(majorOf(row.unitPriceMinor, row.currency)),
        CustomerID: row.customerExternalId,
        Country: row.country === null ? 'Unspecified' : countries.of(row.country),
      };
    }
  },
});

/** Products as shops of that system take them in: texts on the first row of a product, a row for each variant and further picture. */
const shopifyCsv = layout('shopify-csv', 'the catalog in the columns of a Shopify product import', {
  columns: [
    'Handle',
    'Title',
    'Body (HTML)',
    'Vendor',
    'Type',
    'Tags',
    'Published',
    'Option1 Name',
    'Option1 Value',
    'Option2 Name',
    'Option2 Value',
    'Option3 Name',
    'Option3 Value',
    'Variant SKU',
    'Variant Inventory Qty',
    'Variant Price',
    'Variant Compare At Price',
    'Image Src',
    'Image Position',
    'Image Alt Text',
    'Status',
  ],
  rows: async function* ({ shop }) {
    let before: string | null = null;
    for await (const row of readProducts(shop)) {
      const isFirst = row.slug !== before;
      before = row.slug;
      yield shopifyRow(row, isFirst);
      if (!isFirst) continue;
      for (const [at, image] of row.media.entries())
        if (at > 0)
          yield {
            Handle: row.slug,
            'Image Src': image.url,
            'Image Position': String(at + 1),
            'Image Alt Text': image.alt,
          };
    }
  },
});

function shopifyRow(row: ExportedProduct, isFirst: boolean): ExportRow {
  const options = Object.entries(row.options);
  const [first, second, third] = options.length > 0 ? options : [['Title', 'Default Title']];
  const [image] = row.media;
  const texts: ExportRow = {
    Title: row.name,
    'Body (HTML)':
      row.description === ''
        ? ''
        : `<p>${escapeText(row.description).replaceAll('\n\n', '</p><p>').replaceAll('\n', '<br>')}</p>`,
    Vendor: row.brand,
    Type: row.categoryNames.at(-1),
    Tags: row.tags.join(', '),
    Published: row.archived ? 'FALSE' : 'TRUE',
    'Image Src': image?.url,
    'Image Position': image ? '1' : null,
    'Image Alt Text': image?.alt,
    Status: row.archived ? 'archived' : 'active',
  };
  return {
    Handle: row.slug,
    ...(isFirst ? texts : {}),
    'Option1 Name': isFirst ? first?.[0] : null,
    'Option1 Value': first?.[1],
    'Option2 Name': isFirst ? second?.[0] : null,
    'Option2 Value': second?.[1],
    'Option3 Name': isFirst ? third?.[0] : null,
    'Option3 Value': third?.[1],
    'Variant SKU': row.sku,
    'Variant Inventory Qty': String(row.stock),
    'Variant Price': textOf(majorOf(row.priceMinor, row.currency)),
    'Variant Compare At Price': textOf(majorOf(row.compareAtMinor, row.currency)),
  };
}

const textOf = (value: number | null) => (value === null ? null : String(value));
const escapeText = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Exports in the columns that other systems and published sets have; meant for CSV. */
export const originalLayouts: readonly ExportKind[] = [rees46, uciOnlineRetail, shopifyCsv];
