import { keepText } from '../reading/read-lines.ts';
import { readRows } from '../reading/read-rows.ts';
import type { OpenTable } from '../reading/row-batches.ts';
import { idFault, readId, readTime } from '../values/log-values.ts';
import type { ImportRun } from '../import-run.ts';

/** What the source says openly of an item, as of its newest snapshot. */
export interface ItemProperties {
  category: string;
  categoryMs: number;
  price: number | null;
  priceMs: number;
  available: boolean | null;
  availableMs: number;
}

/** The property that holds the price, as people found who studied the set; its makers hid the names. */
const priceProperty = '790';

/** Reads the snapshots of item properties; of each the newest counts. All other properties are hashes. */
export async function readProperties(
  tables: readonly OpenTable[],
  run: ImportRun,
): Promise<Map<string, ItemProperties>> {
  const items = new Map<string, ItemProperties>();
  run.meter.begin(
    'Reading item properties',
    tables.reduce((sum, table) => sum + table.file.bytes, 0),
    'bytes',
  );
  const judgeSnapshot = ([time = '', item = '', property = '', value = '']: readonly string[]) => {
    const atMs = time === '' ? 0 : readTime(time);
    const fault = idFault(item, 'itemid') ?? (Number.isNaN(atMs) ? badTime(time) : null);
    return fault ? { fault } : { row: { item: readId(item), atMs, property: property.toLowerCase(), value } };
  };
  for await (const row of readRows(tables, run, judgeSnapshot)) learn(items, row);
  run.meter.end();
  return items;
}

const badTime = (time: string) => ({
  field: 'timestamp',
  reason: 'bad-time',
  message: `"${time.slice(0, 40)}" is no time in milliseconds since 1970`,
});

function learn(
  items: Map<string, ItemProperties>,
  row: { item: string; atMs: number; property: string; value: string },
): void {
  const { item, atMs, property, value } = row;
  if (property !== 'categoryid' && property !== 'available' && property !== priceProperty) return;
  let facts = items.get(item);
  if (!facts) {
    facts = { category: '', categoryMs: -1, price: null, priceMs: -1, available: null, availableMs: -1 };
    items.set(keepText(item), facts);
  }
  if (property === 'categoryid') {
    if (atMs > facts.categoryMs) [facts.category, facts.categoryMs] = [keepText(readId(value)), atMs];
  } else if (property === 'available') {
    if (atMs > facts.availableMs) [facts.available, facts.availableMs] = [value !== '0', atMs];
  } else {
    // Numbers are written like n15360.000.
    const price = Number(value.split(' ')[0]?.replace(/^n/, '') ?? Number.NaN);
    if (atMs > facts.priceMs && price >= 0 && price < 1e9) [facts.price, facts.priceMs] = [price, atMs];
  }
}
