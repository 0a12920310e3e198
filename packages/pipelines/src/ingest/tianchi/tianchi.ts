import type { CatalogProduct } from '@vitrine/shop/loading';
import type { BehaviourSource, Deed, ItemFacts, Reading } from '../behaviour/behaviour.ts';
import { plainProduct, shelfPath } from '../behaviour/plain-product.ts';
import { readRows } from '../reading/read-rows.ts';
import type { OpenTable, TableRow, TableSpec } from '../reading/row-batches.ts';
import { idFault, readId, readTime, timeFault } from '../values/log-values.ts';
import { needTable, openTables, runBehaviours, tablesOf } from '../behaviour/run-behaviours.ts';
import type { ImportFormat, ImportRun } from '../import-run.ts';

const source = 'tianchi';
const currency = 'CNY';

const bareDeeds = /^(pv|buy|cart|fav)$/;

const behaviours = {
  name: 'user behaviour of Tianchi',
  columns: [
    { name: 'user_id', also: ['user'] },
    { name: 'item_id', also: ['item'] },
    { name: 'behavior_type', also: ['behaviour_type', 'behavior', 'behaviour', 'action_type'] },
    { name: 'item_category', also: ['category_id', 'category'], optional: true },
    { name: 'time', also: ['timestamp', 'ts'] },
  ],
  // UserBehavior.csv of Taobao comes without a line of names.
  bare: (first: readonly string[]) =>
    first.length === 5 && bareDeeds.test(first[3] ?? '')
      ? ['userid', 'itemid', 'categoryid', 'behaviortype', 'timestamp']
      : null,
} as const satisfies TableSpec;

const things = {
  name: 'item list of Tianchi',
  columns: [
    { name: 'item_id', also: ['item'] },
    { name: 'item_category', also: ['category_id', 'category'] },
  ],
} as const satisfies TableSpec;

const deeds: Readonly<Record<string, Deed>> = {
  '1': 'view',
  pv: 'view',
  click: 'view',
  '2': 'wish',
  fav: 'wish',
  collect: 'wish',
  '3': 'add',
  cart: 'add',
  '4': 'purchase',
  buy: 'purchase',
};

/** What people did on Taobao and Tmall: the mobile set with its item list, and UserBehavior.csv. */
export const tianchi: ImportFormat = {
  name: source,
  describe:
    'User behaviour of Tianchi (Alibaba): the mobile set (…train_user.csv, …train_item.csv) or UserBehavior.csv; a file or a folder.',
  async run(run) {
    const tables = await openTables(run, [behaviours, things]);
    needTable(tables, behaviours, run);
    const shelves = await readShelves(tablesOf<TableSpec>(tables, things.name), run);
    await runBehaviours(sourceOf(tablesOf<TableSpec>(tables, behaviours.name), shelves), run);
  },
};

/** The categories of things whose rows do not say them. */
async function readShelves(tables: readonly OpenTable[], run: ImportRun): Promise<ReadonlyMap<string, string>> {
  const shelves = new Map<string, string>();
  const judgeThing = ([item = '', category = '']: readonly string[]) => {
    const fault = idFault(item, 'item_id');
    return fault ? { fault } : { row: { item: readId(item), category: readId(category) } };
  };
  for await (const { item, category } of readRows(tables, run, judgeThing)) shelves.set(item, category);
  return shelves;
}

function sourceOf(tables: readonly OpenTable[], shelves: ReadonlyMap<string, string>): BehaviourSource {
  return {
    name: source,
    people: 'customers',
    currency,
    tables,
    reader: () => judge,
    minorPerUnit: () => 100,
    product: (id, facts, priceMinor) =>
      product(id, { ...facts, category: facts.category || (shelves.get(id) ?? '') }, priceMinor),
    notes: [
      'The source names no prices: products cost 0 until priced, and purchases become events without orders. Times without a zone are taken as UTC; rows that repeat another within their hour are one event.',
    ],
  };
}

function judge({ line, fields }: TableRow): Reading {
  const [user = '', item = '', type = '', category = '', time = ''] = fields;
  const fault = idFault(user, 'user_id') ?? idFault(item, 'item_id');
  if (fault) return { ok: false, line, ...fault, row: fields };
  const deed = deeds[readId(type).toLowerCase()];
  if (deed === undefined) {
    const message = `"${type.slice(0, 40)}" is none of 1 to 4 (view, collect, cart, buy), pv, fav, cart, buy`;
    return { ok: false, line, field: 'behavior_type', reason: 'bad-event-type', message, row: fields };
  }
  const atMs = readTime(time);
  if (Number.isNaN(atMs)) return { ok: false, line, ...timeFault('time', time), row: fields };
  const person = readId(user);
  const behaviour = {
    deed,
    atMs,
    item: readId(item),
    person,
    session: null,
    price: null,
    quantity: 1,
    order: null,
    category: readId(category),
    brand: '',
  } as const;
  return { ok: true, line, behaviour };
}

function product(id: string, facts: ItemFacts, priceMinor: number | null): CatalogProduct {
  const shelf = facts.category === '' ? 'Everything else' : `Category ${facts.category}`;
  const name = facts.category === '' ? `Item ${id}` : `${shelf} item ${id}`;
  return plainProduct({ source, id, name, path: shelfPath([shelf]), facts, currency, priceMinor });
}
