import type { BehaviourSource, Deed, ItemFacts, Reading } from '../behaviour/behaviour.ts';
import { plainProduct, shelfPath } from '../behaviour/plain-product.ts';
import type { OpenTable, TableRow, TableSpec } from '../reading/row-batches.ts';
import { idFault, readId, readTime, timeFault } from '../values/log-values.ts';
import { needTable, openTables, runBehaviours, tablesOf } from '../behaviour/run-behaviours.ts';
import type { ImportFormat } from '../import-run.ts';
import { readProperties, type ItemProperties } from './read-properties.ts';
import { readTree } from './read-tree.ts';

const source = 'retailrocket';
const currency = 'EUR';

const events = {
  name: 'events of Retailrocket',
  columns: [
    { name: 'timestamp', also: ['time'] },
    { name: 'visitorid', also: ['visitor'] },
    { name: 'event' },
    { name: 'itemid', also: ['item'] },
    { name: 'transactionid', also: ['transaction'], optional: true },
  ],
} as const satisfies TableSpec;

const properties = {
  name: 'item properties of Retailrocket',
  columns: [
    { name: 'timestamp', also: ['time'], optional: true },
    { name: 'itemid', also: ['item'] },
    { name: 'property' },
    { name: 'value' },
  ],
} as const satisfies TableSpec;

const tree = {
  name: 'category tree of Retailrocket',
  columns: [
    { name: 'categoryid', also: ['category'] },
    { name: 'parentid', also: ['parent'] },
  ],
} as const satisfies TableSpec;

const deeds: Readonly<Record<string, Deed>> = { view: 'view', addtocart: 'add', transaction: 'purchase' };

/** Visitors of a shop of Retailrocket: events, what is known of the items, and the tree of categories. */
export const retailrocket: ImportFormat = {
  name: source,
  describe:
    'Retailrocket: a folder with events.csv and, if there, item_properties_part1.csv, item_properties_part2.csv and category_tree.csv (documented layout).',
  async run(run) {
    const tables = await openTables(run, [events, properties, tree]);
    needTable(tables, events, run);
    const items = await readProperties(tablesOf<TableSpec>(tables, properties.name), run);
    const parents = await readTree(tablesOf<TableSpec>(tables, tree.name), run);
    await runBehaviours(sourceOf(tablesOf<TableSpec>(tables, events.name), { items, parents }), run);
  },
};

interface Catalog {
  readonly items: ReadonlyMap<string, ItemProperties>;
  /** Category to the one above; '' at a root. */
  readonly parents: ReadonlyMap<string, string>;
}

function sourceOf(tables: readonly OpenTable[], catalog: Catalog): BehaviourSource {
  return {
    name: source,
    // A visitor is a browser, not somebody with an account.
    people: 'sessions',
    currency,
    tables,
    reader: () => judge,
    minorPerUnit: () => 100,
    product: (id, facts) => product(id, facts, catalog),
    notes: [
      'The source hides its texts: products are named by category and number. Property 790 is widely taken for the price; it names no currency and is taken as euros for the shelf, while transactions name no price and become purchase events without orders.',
      'Items that nobody looked at are left out.',
    ],
  };
}

function judge({ line, fields }: TableRow): Reading {
  const [time = '', visitor = '', event = '', item = '', transaction = ''] = fields;
  const fault = idFault(visitor, 'visitorid') ?? idFault(item, 'itemid');
  if (fault) return { ok: false, line, ...fault, row: fields };
  const deed = deeds[event.toLowerCase().replaceAll(/[^a-z]/g, '')];
  if (deed === undefined) {
    const message = `"${event.slice(0, 40)}" is none of view, addtocart, transaction`;
    return { ok: false, line, field: 'event', reason: 'bad-event-type', message, row: fields };
  }
  const atMs = readTime(time);
  if (Number.isNaN(atMs)) return { ok: false, line, ...timeFault('timestamp', time), row: fields };
  const order = deed === 'purchase' && transaction !== '' ? readId(transaction) : null;
  const person = readId(visitor);
  const behaviour = {
    deed,
    atMs,
    item: readId(item),
    person,
    session: null,
    price: null,
    quantity: 1,
    order,
    category: '',
    brand: '',
  } as const;
  return { ok: true, line, behaviour };
}

function product(id: string, facts: ItemFacts, { items, parents }: Catalog) {
  const known = items.get(id);
  const category = known?.category ?? '';
  const name = category === '' ? `Item ${id}` : `Category ${category} item ${id}`;
  const path = shelfPath(
    category === '' ? ['Everything else'] : pathOf(category, parents).map((step) => `Category ${step}`),
  );
  return plainProduct({
    source,
    id,
    name,
    path,
    facts,
    currency,
    priceMinor: known?.price == null ? null : Math.round(known.price * 100),
    stock: known?.available === false ? 0 : 100,
    metadata: { category },
  });
}

/** Root first. A tree that bites its tail is cut where it does. */
function pathOf(category: string, parents: ReadonlyMap<string, string>): string[] {
  const path = [category];
  for (let above = parents.get(category) ?? ''; above !== '' && !path.includes(above); above = parents.get(above) ?? '')
    path.unshift(above);
  return path;
}
