import type { CatalogProduct } from '@vitrine/shop/loading';
import type { Behaviour, BehaviourSource, ItemFacts, Reading } from '../behaviour/behaviour.ts';
import { plainProduct, shelfPath } from '../behaviour/plain-product.ts';
import type { OpenTable, TableRow, TableSpec } from '../reading/row-batches.ts';
import { idFault, readId, readable } from '../values/log-values.ts';
import { needTable, openTables, runBehaviours, tablesOf } from '../behaviour/run-behaviours.ts';
import type { ImportFormat } from '../import-run.ts';
import { readGroceries, type Groceries } from './read-groceries.ts';
import { readOrders, type OrderBook } from './read-orders.ts';
import { aisles, departments, lines, orders, products } from './tables.ts';

const source = 'instacart';
const currency = 'USD';

/** Grocery orders of Instacart (2017): orders, their lines, products, aisles and departments. It tells no prices and no dates. */
export const instacart: ImportFormat = {
  name: source,
  describe:
    'Instacart: a folder with orders.csv, order_products__prior.csv and/or order_products__train.csv, products.csv, aisles.csv, departments.csv (documented layout).',
  async run(run) {
    const tables = await openTables<TableSpec>(run, [orders, lines, products, aisles, departments]);
    needTable(tables, orders, run);
    needTable(tables, lines, run);
    const groceries = await readGroceries(
      {
        products: tablesOf<TableSpec>(tables, products.name),
        aisles: tablesOf<TableSpec>(tables, aisles.name),
        departments: tablesOf<TableSpec>(tables, departments.name),
      },
      run,
    );
    const book = await readOrders(tablesOf<TableSpec>(tables, orders.name), run);
    await runBehaviours(sourceOf(tablesOf<TableSpec>(tables, lines.name), { groceries, book }), run);
  },
};

function sourceOf(
  tables: readonly OpenTable[],
  { groceries, book }: { groceries: Groceries; book: OrderBook },
): BehaviourSource {
  return {
    name: source,
    people: 'customers',
    currency,
    tables,
    reader: () => (row) => judge(row, book),
    minorPerUnit: () => 100,
    product: (id, facts) => product(id, facts, groceries),
    notes: [
      'The source names no prices: products cost 0 until priced, and so do the lines of its orders.',
      'The source names no dates, only weekdays, hours and days between orders: the last order of each customer is set into the last week of May 2017, the others as many days before as it says.',
    ],
  };
}

function judge({ line, fields }: TableRow, book: OrderBook): Reading {
  const [order = '', item = ''] = fields;
  const fault = idFault(order, 'order_id') ?? idFault(item, 'product_id');
  if (fault) return { ok: false, line, ...fault, row: fields };
  const placed = book.find(readId(order));
  if (!placed) {
    const message = `order ${order.slice(0, 40)} is not among the orders, so nobody knows whose it is or when`;
    return { ok: false, line, field: 'order_id', reason: 'unknown-order', message, row: fields };
  }
  const behaviour: Behaviour = {
    deed: 'purchase',
    atMs: placed.atMs,
    item: readId(item),
    person: placed.person,
    session: readId(order),
    price: 0,
    quantity: 1,
    order: readId(order),
    category: '',
    brand: '',
  };
  return { ok: true, line, behaviour };
}

function product(id: string, facts: ItemFacts, groceries: Groceries): CatalogProduct {
  const known = groceries.products.get(id);
  const shelves = known
    ? [groceries.departments.get(known.department) ?? '', groceries.aisles.get(known.aisle) ?? '']
    : [];
  // "missing" is the source's own shelf for what it could not place.
  const path = shelfPath(shelves.filter((name) => name !== '' && name !== 'missing').map(readable));
  return plainProduct({
    source,
    id,
    name: known?.name ?? `Article ${id}`,
    path: path.length > 0 ? path : shelfPath(['Everything else']),
    facts,
    currency,
    priceMinor: null,
  });
}
