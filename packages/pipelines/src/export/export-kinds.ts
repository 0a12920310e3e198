import { findNamespace, readStoredEvents, type RecsysTables, type StoredEvent, type Tenant } from '@vitrine/recsys';
import type { ShopTables } from '@vitrine/shop';
import {
  findIdentities,
  type Identity,
  readCategorySales,
  readCustomerProducts,
  readCustomers,
  readOrderLines,
  readOrders,
  readPrices,
  readProducts,
  readReviews,
  readRfm,
  readSalesHistory,
  readStock,
} from '@vitrine/shop/export';
import type { Kysely } from 'kysely';
import { majorOf } from './major-units.ts';
import type { ExportColumn, ExportRow } from './rows-file.ts';

/** Where an export reads. */
export interface ExportGround {
  readonly shop: Kysely<ShopTables>;
  readonly recsys: Kysely<RecsysTables>;
  readonly tenant: Tenant;
  readonly currency: string;
  readonly now: Date;
  /** Narrows events; `from` and `to` are included. */
  readonly span: { readonly from?: Date | undefined; readonly to?: Date | undefined };
}

/** One file of an export. */
export interface ExportTable {
  readonly name: string;
  readonly columns: readonly ExportColumn[];
  rows(): AsyncIterable<ExportRow>;
}

/** Something that can be exported: one file, or several that belong together. */
export interface ExportKind {
  readonly name: string;
  readonly describe: string;
  tables(ground: ExportGround): readonly ExportTable[];
}

const text = (...names: string[]): ExportColumn[] => names.map((name) => ({ name, type: 'text' }));
const whole = (...names: string[]): ExportColumn[] => names.map((name) => ({ name, type: 'whole' }));
const decimal = (...names: string[]): ExportColumn[] => names.map((name) => ({ name, type: 'decimal' }));
const time = (...names: string[]): ExportColumn[] => names.map((name) => ({ name, type: 'time' }));
const json = (...names: string[]): ExportColumn[] => names.map((name) => ({ name, type: 'json' }));
const flag = (...names: string[]): ExportColumn[] => names.map((name) => ({ name, type: 'flag' }));
const personal = (columns: ExportColumn[]): ExportColumn[] => columns.map((column) => ({ ...column, personal: true }));

async function* mapped<Row>(rows: AsyncIterable<Row>, shape: (row: Row) => ExportRow): AsyncGenerator<ExportRow> {
  for await (const row of rows) yield shape(row);
}

const single = (
  name: string,
  describe: string,
  table: { columns: readonly ExportColumn[]; rows: (ground: ExportGround) => AsyncIterable<ExportRow> },
): ExportKind => ({
  name,
  describe,
  tables: (ground) => [{ name, columns: table.columns, rows: () => table.rows(ground) }],
});

async function* eventRows({ shop, recsys, tenant, span }: ExportGround): AsyncGenerator<ExportRow> {
  const namespaceId = await findNamespace(recsys, tenant);
  if (namespaceId === null) return;
  for await (const page of readStoredEvents(recsys, namespaceId, span)) {
    const people = await findIdentities(shop, 'customers', [...new Set(page.map(({ userId }) => userId))]);
    const items = await findIdentities(shop, 'products', [...new Set(page.flatMap(({ itemId }) => itemId ?? []))]);
    for (const event of page) yield eventRow(event, people.get(event.userId), items.get(event.itemId ?? ''));
  }
}

function eventRow(event: StoredEvent, person: Identity | undefined, item: Identity | undefined): ExportRow {
  return {
    user_id: person?.externalId ?? event.userId,
    item_id: item?.externalId ?? event.itemId,
    ts: event.ts,
    type: event.type,
    value: event.value,
    source_event_id: event.sourceEventId ?? event.eventId,
    meta: event.meta,
    user_source: person?.source ?? null,
    item_source: item?.source ?? null,
    client_ts: event.clientTs,
  };
}

const events = single('events', 'what people did, in time order', {
  columns: [
    ...text('user_id', 'item_id'),
    ...time('ts'),
    ...whole('type'),
    ...decimal('value'),
    ...text('source_event_id'),
    ...json('meta'),
    ...text('user_source', 'item_source'),
    ...time('client_ts'),
  ],
  rows: eventRows,
});

const products = single('products', 'the catalog, a row for each SKU', {
  columns: [
    ...text('item_id', 'sku', 'name'),
    ...decimal('price', 'compare_at'),
    ...text('currency'),
    ...whole('stock'),
    ...text('description', 'brand', 'category', 'color'),
    ...json('tags'),
    ...decimal('rating'),
    ...whole('rating_count'),
    ...time('first_available'),
    ...flag('archived'),
    ...text('slug', 'brand_slug', 'category_slugs'),
    ...json('options', 'specs', 'media'),
    ...text('tint'),
    ...json('metadata'),
    ...text('source'),
  ],
  rows: ({ shop }) =>
    mapped(readProducts(shop), (row) => ({
      ...row,
      item_id: row.externalId,
      price: majorOf(row.priceMinor, row.currency),
      compare_at: majorOf(row.compareAtMinor, row.currency),
      category: row.categoryNames.map((name) => name.replaceAll('>', '›')).join(' > '),
      category_slugs: row.categorySlugs.join(' > '),
      brand_slug: row.brandSlug,
      rating_count: row.ratingCount,
      first_available: row.firstAvailable,
    })),
});

const customers = single('customers', 'people; names, mail and addresses only with personal fields', {
  columns: [
    ...text('user_id'),
    ...personal(text('email', 'first_name', 'last_name')),
    ...time('joined_at'),
    ...text('country', 'locale'),
    ...personal(whole('birth_year')),
    ...personal(text('gender')),
    ...text('loyalty_tier'),
    ...flag('newsletter'),
    ...json('preferred_categories'),
    ...personal(json('addresses')),
    ...text('source'),
  ],
  rows: ({ shop }) =>
    mapped(readCustomers(shop), (row) => ({
      ...row,
      user_id: row.externalId,
      first_name: row.firstName,
      last_name: row.lastName,
      joined_at: row.joinedAt,
      birth_year: row.birthYear,
      loyalty_tier: row.loyaltyTier,
      preferred_categories: row.preferredCategories,
    })),
});

const orders = single('orders', 'orders and their sums, a row each', {
  columns: [
    ...text('order_id'),
    ...whole('number'),
    ...text('user_id', 'customer_source'),
    ...time('placed_at'),
    ...text('currency', 'status'),
    ...decimal('goods', 'discount', 'delivery', 'included_tax'),
    ...text('source'),
  ],
  rows: ({ shop }) =>
    mapped(readOrders(shop), (row) => ({
      ...row,
      order_id: row.externalId,
      user_id: row.customerExternalId,
      customer_source: row.customerSource,
      placed_at: row.placedAt,
      goods: majorOf(row.goodsMinor, row.currency),
      discount: majorOf(row.discountMinor, row.currency),
      delivery: majorOf(row.deliveryMinor, row.currency),
      included_tax: majorOf(row.includedTaxMinor, row.currency),
    })),
});

const orderLines = single('order-lines', 'every line of every order, with what its order needs', {
  columns: [
    ...text('order_id', 'sku'),
    ...time('placed_at'),
    ...decimal('price'),
    ...text('user_id'),
    ...whole('quantity'),
    ...text('currency', 'status', 'name', 'country'),
    ...whole('line_no'),
    ...text('customer_source', 'source'),
  ],
  rows: ({ shop }) =>
    mapped(readOrderLines(shop), (row) => ({
      ...row,
      order_id: row.externalId,
      placed_at: row.placedAt,
      price: majorOf(row.unitPriceMinor, row.currency),
      user_id: row.customerExternalId,
      line_no: row.lineNo,
      customer_source: row.customerSource,
    })),
});

const reviews = single('reviews', 'reviews that can be seen', {
  columns: [
    ...text('item_id', 'user_id'),
    ...whole('rating'),
    ...time('created_at'),
    ...text('title', 'body'),
    ...flag('verified'),
    ...text('locale', 'review_id', 'item_source', 'user_source', 'source'),
  ],
  rows: ({ shop }) =>
    mapped(readReviews(shop), (row) => ({
      ...row,
      item_id: row.itemExternalId,
      user_id: row.customerExternalId,
      created_at: row.createdAt,
      review_id: row.externalId,
      item_source: row.itemSource,
      user_source: row.customerSource,
    })),
});

const stock = single('stock', 'pieces of each SKU', {
  columns: [...text('sku'), ...whole('on_hand', 'low_at')],
  rows: ({ shop }) => mapped(readStock(shop), ({ sku, onHand, lowAt }) => ({ sku, on_hand: onHand, low_at: lowAt })),
});

const prices = single('prices', 'prices of each SKU, past and present', {
  columns: [...text('sku', 'currency'), ...decimal('price', 'compare_at'), ...whole('version'), ...time('valid_from')],
  rows: ({ shop }) =>
    mapped(readPrices(shop), (row) => ({
      ...row,
      price: majorOf(row.priceMinor, row.currency),
      compare_at: majorOf(row.compareAtMinor, row.currency),
      valid_from: row.validFrom,
    })),
});

const rfm = single('rfm', 'recency, frequency and money of each buyer, quintiles 1 to 5', {
  columns: [
    ...text('user_id', 'user_source'),
    ...time('last_order_at'),
    ...whole('orders'),
    ...decimal('revenue'),
    ...text('currency'),
    ...whole('recency', 'frequency', 'money'),
  ],
  rows: async function* ({ shop, now, currency }) {
    for await (const page of paged(readRfm(shop, now, currency))) {
      const people = await findIdentities(
        shop,
        'customers',
        page.map(({ customerId }) => customerId),
      );
      for (const row of page) {
        const person = people.get(row.customerId);
        yield {
          ...row,
          user_id: person?.externalId ?? row.customerId,
          user_source: person?.source ?? null,
          last_order_at: row.lastOrderAt,
          revenue: majorOf(row.revenueMinor, currency),
          currency,
        };
      }
    }
  },
});

const salesHistory = single('sales-history', 'units and revenue of each product on each day it sold', {
  columns: [...text('day', 'item_id', 'item_source', 'currency'), ...whole('units', 'orders'), ...decimal('revenue')],
  rows: async function* ({ shop }) {
    for await (const page of paged(readSalesHistory(shop))) {
      const items = await findIdentities(shop, 'products', [...new Set(page.map(({ productId }) => productId))]);
      for (const row of page) {
        const item = items.get(row.productId);
        yield {
          ...row,
          item_id: item?.externalId ?? row.productId,
          item_source: item?.source ?? null,
          revenue: majorOf(row.revenueMinor, row.currency),
        };
      }
    }
  },
});

const categoryAggregates = single('category-aggregates', 'sales of each category by month', {
  columns: [
    ...text('month', 'category', 'name', 'currency'),
    ...whole('products', 'customers', 'orders', 'units'),
    ...decimal('revenue'),
  ],
  rows: ({ shop }) =>
    mapped(readCategorySales(shop), (row) => ({
      ...row,
      category: row.slug,
      revenue: majorOf(row.revenueMinor, row.currency),
    })),
});

/** Rows in pages, for look-ups that cost one query a page. */
async function* paged<Row>(rows: AsyncIterable<Row>): AsyncGenerator<Row[]> {
  let page: Row[] = [];
  for await (const row of rows) {
    page.push(row);
    if (page.length < 5000) continue;
    yield page;
    page = [];
  }
  if (page.length > 0) yield page;
}

/** Customers x products as sparse triplets, and the ids that the rows and columns stand for (from 0, in the order of the lists). */
const customerProductMatrix: ExportKind = {
  name: 'customer-product-matrix',
  describe: 'who bought how much of what: sparse triplets and the lists of ids',
  tables: ({ shop }) => {
    const [people, items] = [new Map<string, number>(), new Map<string, number>()];
    const placeOf = (ids: Map<string, number>, id: string) => {
      const place = ids.get(id) ?? ids.size;
      ids.set(id, place);
      return place;
    };
    // The lists are written after the triplets, which fill them.
    const list = (kind: 'customers' | 'products', ids: ReadonlyMap<string, number>) =>
      async function* (): AsyncGenerator<ExportRow> {
        for await (const page of paged(toAsync(ids.keys()))) {
          const known = await findIdentities(shop, kind, page);
          for (const id of page)
            yield { index: ids.get(id), id: known.get(id)?.externalId ?? id, source: known.get(id)?.source ?? null };
        }
      };
    const columns = [...whole('index'), ...text('id', 'source')];
    return [
      {
        name: 'customer-product-matrix',
        columns: whole('customer', 'product', 'quantity', 'orders'),
        rows: () =>
          mapped(readCustomerProducts(shop), ({ customerId, productId, quantity, orders: count }) => ({
            customer: placeOf(people, customerId),
            product: placeOf(items, productId),
            quantity,
            orders: count,
          })),
      },
      { name: 'customer-product-matrix.customers', columns, rows: list('customers', people) },
      { name: 'customer-product-matrix.products', columns, rows: list('products', items) },
    ];
  },
};

async function* toAsync<Row>(rows: Iterable<Row>): AsyncGenerator<Row> {
  yield* rows;
}

/** Everything that can be exported. */
export const exportKinds: readonly ExportKind[] = [
  products,
  customers,
  orders,
  orderLines,
  reviews,
  events,
  stock,
  prices,
  customerProductMatrix,
  rfm,
  salesHistory,
  categoryAggregates,
];
