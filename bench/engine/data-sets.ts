import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import {
  defaultEventWeights,
  EventType,
  type Interactions,
  InteractionsBuilder,
  leaveLastOut,
  mergeInteractions,
  type Split,
  temporalSplit,
} from '@vitrine/engine';
import { demoMakers, demoSize, fileTarget, runGenerate } from '@vitrine/pipelines/generate';
import { readCompleteJourney, readUciOrders, readYoochoose } from '@vitrine/testkit/real-data';
import type { Bench } from './bench.ts';
import { gowallaSplit } from './gowalla.ts';

/** A set of interactions and the cut by which everybody is judged on it. */
export interface DataSet {
  readonly name: string;
  readonly shape: string;
  read(folder: string): Split | Promise<Split>;
}

/** First purchases of known customers in the last fifth. */
export const byTime = (interactions: Interactions): Split =>
  temporalSplit(interactions, { trainShare: 0.8, keep: 'new-items' });

function linesOf(path: string): string[] {
  const bytes = readFileSync(path);
  return (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString().split('\n');
}

/** Clicks of one shop's sessions; days without hours, the order within a session is known. */
function readEshop(folder: string): Interactions {
  const builder = new InteractionsBuilder();
  for (const line of linesOf(join(folder, 'events/eshop-clothing-2008/clicks-apr-jun.csv.gz')).slice(1)) {
    const [year, month, day, order, , session, , itemId] = line.trim().split(',');
    if (session === undefined || itemId === undefined) continue;
    const timeSec = Date.UTC(Number(year), Number(month) - 1, Number(day)) / 1000 + Number(order);
    builder.add({ userId: session, itemId, timeSec, type: EventType.click });
  }
  return builder.build();
}

/** Orders of a shop of a few dozen products; lines of orders that nobody placed are left out. */
function readSmallShop(folder: string, shop: 1 | 2): Interactions {
  const from = join(folder, 'orders/small-shops', String(shop));
  const orders = new Map<string, { userId: string; timeSec: number }>();
  for (const line of linesOf(join(from, 'user-order.csv'))) {
    const [userId, order, date] = line.trim().split(',');
    if (userId === undefined || order === undefined || date === undefined) continue;
    const timeSec = Date.parse(`${date.replaceAll('"', '').replace(' ', 'T')}Z`) / 1000;
    if (timeSec > 0) orders.set(order, { userId, timeSec });
  }
  const builder = new InteractionsBuilder();
  for (const line of linesOf(join(from, 'order-product.csv'))) {
    const [order, itemId] = line.trim().split(',');
    const placed = orders.get(order ?? '');
    if (placed !== undefined && itemId !== undefined) builder.add({ ...placed, itemId, type: EventType.purchase });
  }
  return builder.build();
}

/** CDs by price alone: the file names no product, and a price is the nearest thing to one. A tiny catalog, two purchases a person. */
function readCdnow(folder: string): Interactions {
  const builder = new InteractionsBuilder();
  for (const line of linesOf(join(folder, 'orders/cdnow/CDNOW_sample.txt'))) {
    const [userId, , date, pieces, paid] = line.trim().split(/\s+/);
    if (userId === undefined || date?.length !== 8 || !(Number(pieces) > 0)) continue;
    const timeSec = Date.UTC(Number(date.slice(0, 4)), Number(date.slice(4, 6)) - 1, Number(date.slice(6))) / 1000;
    const itemId = `about ${Math.round(Number(paid) / Number(pieces))}`;
    builder.add({ userId, itemId, timeSec, type: EventType.purchase });
  }
  return builder.build();
}

/** A year of the generated shop: what the demo starts with. */
async function readDemo(): Promise<Interactions> {
  const folder = mkdtempSync(join(tmpdir(), 'vitrine-bench-demo-'));
  try {
    const target = await fileTarget(folder);
    const asOf = new Date('2026-11-21T12:00:00Z');
    await runGenerate({ ...demoSize, target, makers: { ...demoMakers, drawings: null }, asOf });
    const builder = new InteractionsBuilder();
    for (const line of linesOf(join(folder, 'events.jsonl'))) {
      if (line === '') continue;
      const event = JSON.parse(line) as { user_id: string; item_id: string; type: number; ts: string };
      const weight = defaultEventWeights[event.type] ?? 0;
      const timeSec = Date.parse(event.ts) / 1000;
      builder.add({ userId: event.user_id, itemId: event.item_id, type: event.type, timeSec, weight });
    }
    return builder.build();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Every shape, each judged the way it would be judged: by time where purchases or visits go on, by the last item where all there is are sessions. */
export const dataSets: readonly DataSet[] = [
  {
    name: 'UCI online retail',
    shape: 'wholesale invoices, by time',
    read: (folder) => byTime(readUciOrders(folder)),
  },
  {
    name: 'YooChoose',
    shape: 'short sessions as users, last item',
    read: (folder) => lastOf(readYoochoose(folder)),
  },
  {
    name: 'eshop clothing',
    shape: '217 items, sessions, last item',
    read: (folder) => leaveLastOut(readEshop(folder)),
  },
  {
    name: 'complete journey',
    shape: 'groceries, sparse sample, by time',
    read: (folder) => byTime(readCompleteJourney(folder).interactions),
  },
  { name: 'small shop 1', shape: '64 products, by time', read: (folder) => byTime(readSmallShop(folder, 1)) },
  { name: 'small shop 2', shape: 'a thousand products, by time', read: (folder) => byTime(readSmallShop(folder, 2)) },
  { name: 'CDNOW', shape: 'tiny: prices as items, by time', read: (folder) => byTime(readCdnow(folder)) },
  { name: 'demo shop', shape: 'generated, event types, by time', read: async () => byTime(await readDemo()) },
  {
    name: 'gowalla',
    shape: 'sparse, no times, the published cut',
    read: (folder) => gowallaSplit({ data: folder }),
  },
];

/** The set that a part was asked to do. */
export function dataSetOf({ set }: Pick<Bench, 'set'>): DataSet {
  const found = dataSets.find(({ name }) => name === set);
  if (found === undefined) throw new Error(`there is no data set "${set}"`);
  return found;
}

/** The sessions of both days as users, each judged by its last item. */
function lastOf({ train, test }: { readonly train: Interactions; readonly test: Interactions }): Split {
  return leaveLastOut(mergeInteractions(train, test).merged);
}
