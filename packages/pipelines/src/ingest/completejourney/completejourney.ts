import type { CatalogProduct, ShopCustomer, ShopOrder } from '@vitrine/shop/loading';
import { categoryPathOf, headline } from '../values/category-path.ts';
import { bytesOf, findTables, type FoundTables } from '../reading/find-tables.ts';
import { ImportStopped } from '../import-outcome.ts';
import type { ImportFormat, ImportRun } from '../import-run.ts';
import { mostCommon } from '../values/most-common.ts';
import { purchaseEvents } from '../writing/purchase-events.ts';
import { readTable, type TableRow } from '../reading/read-table.ts';
import { RecordWriter, type Placed } from '../writing/record-writer.ts';
import { slugOf } from '../values/slug.ts';
import { readBaskets, type Basket, type Baskets, type Sold } from './read-baskets.ts';
import { currency, roles, source, type Role } from './tables.ts';

const batchBaskets = 1000;

/** Groceries by household: the data of the "complete journey". Numbers are no codes of a shop, so SKUs carry a prefix. */
export const completejourney: ImportFormat = {
  name: source,
  describe: 'Grocery baskets of "The Complete Journey": a folder of CSV files (transactions and products at least).',
  async run(run) {
    const tables = await findTables<Role>(run, source, roles);
    run.meter.begin('Reading and checking', bytesOf(Object.values(tables).flat()), 'bytes');
    const read = await readBaskets(run, tables);
    const products = await readProducts(run, tables, read);
    const ages = await readAges(run, tables);
    await countCampaigns(run, tables);
    run.meter.end();
    if (products.length === 0) {
      const message = 'No product was sold at a price, so there is nothing to import: look at the rejects file.';
      throw new ImportStopped({ code: 'import.empty', message, file: tables.transactions[0]?.path ?? null });
    }
    const customers = customersOf(read, ages);
    note(run, read);
    const orders = await ordersOf(run, read, new Set(products.map(({ row }) => row.externalId)));
    if (!run.target) return;
    const writer = new RecordWriter(run, run.target);
    run.meter.begin('Writing', products.length + customers.length + orders.length, 'rows');
    await writer.writeProducts(products);
    await writer.writeCustomers(customers);
    for (let start = 0; start < orders.length; start += batchBaskets) {
      const taken = await writer.writeOrders(orders.slice(start, start + batchBaskets));
      await writer.writeEvents(
        taken.flatMap(({ row }) => purchaseEvents(row, writer, (sku) => sku.slice(skuPrefix.length))),
      );
    }
    run.meter.end();
  },
};

const skuPrefix = 'cj-';

function note(run: ImportRun, read: Baskets): void {
  run.notes.push(
    'Times carry no zone and are taken as UTC; amounts are in USD as they were paid after the loyalty card; stock is set to 100.',
    'Ages are given as spans: the middle of the span is kept, nothing else of the household.',
  );
  if (read.measured > 0)
    run.notes.push(`${read.measured} lines were measured, not counted (fuel): each is one piece at what was paid.`);
}

/** The products that were sold at a price; the table's others have none and stay out. */
async function readProducts(
  run: ImportRun,
  tables: FoundTables<Role>,
  read: Baskets,
): Promise<Placed<CatalogProduct>[]> {
  const products = new Map<string, Placed<CatalogProduct>>();
  let unsold = 0;
  for (const file of tables.products) {
    for await (const row of readTable(file, roles.products, { run, reporting: true })) {
      const id = row.get('product_id');
      const sold = read.sold.get(id);
      if (id === '' || products.has(id)) {
        const message = id === '' ? 'is empty' : `${id} stands in line ${products.get(id)?.line}`;
        const reason = id === '' ? 'missing' : 'repeated-row';
        await run.rejects.add({ file: row.file, line: row.line, field: 'product_id', reason, message });
      } else if (!sold || sold.prices.size === 0) unsold += 1;
      else products.set(id, { file: row.file, line: row.line, row: productOf(row, sold) });
    }
  }
  if (unsold > 0)
    run.notes.push(
      `${unsold} products are sold at a price nowhere in these transactions: they have none, so they stay out.`,
    );
  return [...products.values()];
}

function productOf(row: TableRow, sold: Sold): CatalogProduct {
  const id = row.get('product_id');
  const [department, category] = [headline(row.get('department')), headline(row.get('product_category'))];
  const type = headline(row.get('product_type').replaceAll(':', ': '));
  const size = row.get('package_size');
  const own = row.get('brand').toLowerCase() === 'private';
  const kind = type || category || department || 'Groceries';
  return {
    source,
    externalId: id,
    slug: slugOf(`${kind.slice(0, 60)} ${id}`),
    name: [kind, size].filter(Boolean).join(', '),
    description: `${kind}${size ? `, ${size}` : ''}: ${own ? 'our own label' : 'a national brand'}, from the ${(department || 'grocery').toLowerCase()} department. Article ${id}.`,
    categoryPath: categoryPathOf([department, category], 'Groceries'),
    skus: [{ sku: skuPrefix + id, options: {}, priceMinor: mostCommon(sold.prices) ?? 0, currency, stock: 100 }],
    tags: own ? ['own-label'] : [],
    specs: [
      ...(size ? [{ name: 'Package', value: size }] : []),
      { name: 'Label', value: own ? 'Own label' : 'National brand' },
    ],
    metadata: { manufacturer: row.get('manufacturer_id') },
    firstAvailable: new Date(sold.firstMs),
    asOf: new Date(sold.lastMs),
    images: [],
  };
}

/** "45-54" -> 50. */
function middleOf(span: string): number | null {
  const [low = '', high = ''] = /^(\d+)\s*(?:-|to)\s*(\d+)$/.exec(span)?.slice(1) ?? [];
  if (low !== '') return Math.round((Number(low) + Number(high) + 1) / 2);
  const above = /^(\d+)\+$/.exec(span)?.[1];
  return above === undefined ? null : Number(above) + 5;
}

async function readAges(run: ImportRun, tables: FoundTables<Role>): Promise<Map<string, number>> {
  const ages = new Map<string, number>();
  for (const file of tables.demographics) {
    for await (const row of readTable(file, roles.demographics, { run, reporting: true })) {
      const age = middleOf(row.get('age'));
      if (age !== null && age <= 120) ages.set(row.get('household_id'), age);
      else if (row.get('age') !== '' && !/unknown/i.test(row.get('age'))) {
        const message = `"${row.get('age').slice(0, 40)}" is no span like 45-54 or 65+`;
        await run.rejects.add({ file: row.file, line: row.line, field: 'age', reason: 'bad-age', message });
      }
    }
  }
  return ages;
}

async function countCampaigns(run: ImportRun, tables: FoundTables<Role>): Promise<void> {
  const counted: string[] = [];
  for (const role of ['campaigns', 'descriptions', 'coupons', 'redemptions'] as const) {
    let rows = 0;
    for (const file of tables[role])
      for await (const _ of readTable(file, roles[role], { run, reporting: true })) rows += 1;
    if (rows > 0) counted.push(`${rows} of ${role}`);
  }
  if (counted.length > 0)
    run.notes.push(`Rows of campaigns were read and checked, and are not kept: ${counted.join(', ')}.`);
}

function customersOf(read: Baskets, ages: ReadonlyMap<string, number>): Placed<ShopCustomer>[] {
  const first = new Map<string, Basket>();
  for (const basket of read.baskets.values()) {
    const before = first.get(basket.household);
    if (!before || basket.atMs < before.atMs) first.set(basket.household, basket);
  }
  return [...first].map(([externalId, { atMs, file, line }]) => {
    const age = ages.get(externalId);
    const row = {
      source,
      externalId,
      joinedAt: new Date(atMs),
      locale: 'en-US',
      country: 'US',
      ...(age === undefined ? {} : { age }),
    };
    return { file, line, row };
  });
}

async function ordersOf(run: ImportRun, read: Baskets, known: ReadonlySet<string>): Promise<Placed<ShopOrder>[]> {
  const orders: Placed<ShopOrder>[] = [];
  let [lostLines, lostMinor] = [0, 0];
  for (const [externalId, basket] of read.baskets) {
    const { file, line } = basket;
    const lines = basket.lines.filter(({ product }) => known.has(product));
    for (const { product, quantity, unitPriceMinor } of basket.lines.filter((one) => !known.has(one.product))) {
      lostLines += 1;
      lostMinor += quantity * unitPriceMinor;
      const message = `basket ${externalId} names ${product}, which no table of products has or no row sells at a price`;
      await run.rejects.add({ file, line, field: 'product_id', reason: 'never-sold', message });
    }
    if (lines.length === 0) continue;
    const row: ShopOrder = {
      source,
      externalId,
      customerExternalId: basket.household,
      placedAt: new Date(basket.atMs),
      currency,
      status: 'delivered',
      lines: lines.map(({ product, quantity, unitPriceMinor }) => ({
        sku: skuPrefix + product,
        quantity,
        unitPriceMinor,
      })),
    };
    orders.push({ file, line, row });
  }
  if (lostLines > 0)
    run.notes.push(
      `${lostLines} lines worth ${(lostMinor / 100).toFixed(2)} USD are in no order: their product is in no table, or was never sold at a price.`,
    );
  return orders;
}
