import { EventType, type Interactions } from '@vitrine/engine';
import { RandomStream } from '@vitrine/kernels';

/** How much is drawn. */
export interface Size {
  readonly users: number;
  readonly items: number;
  readonly events: number;
}

/**
 * Events of a shop without sense but of a shop's shape: popularity falls by a power of the rank, users differ in how much they do, each prefers
 * a few of the items' neighbourhoods; a year in time order. Columns are made directly, because ten million rows need no objects.
 */
export function generatedEvents({ users, items, events }: Size): Interactions {
  const random = new RandomStream(7);
  const taste = Int32Array.from({ length: users * 3 }, () => Math.floor(random.next() * items));
  const columns = { users: new Int32Array(events), items: new Int32Array(events), timesSec: new Float64Array(events) };
  const startSec = Date.UTC(2026, 0, 1) / 1000;
  const stepSec = (365 * 86_400) / events;
  let user = 0;
  for (let row = 0; row < events; row++) {
    // Mostly the same person goes on, so that there are visits; squared, so that some do much.
    if (random.next() > 0.9) user = Math.floor(random.next() ** 2 * users);
    columns.users[row] = user;
    columns.items[row] = drawItem(random, { items, taste: taste[user * 3 + Math.floor(random.next() * 3)] ?? 0 });
    columns.timesSec[row] = Math.floor(startSec + row * stepSec);
  }
  return {
    userIds: Array.from({ length: users }, (_, at) => `u${at}`),
    itemIds: Array.from({ length: items }, (_, at) => `i${at}`),
    ...columns,
    weights: new Float32Array(events).fill(1),
    types: new Uint8Array(events).fill(EventType.click),
    sessions: new Int32Array(events).fill(-1),
  };
}

/** A third by popularity alone, the rest near a taste, where near is a matter of the logarithm. */
function drawItem(random: RandomStream, from: { readonly items: number; readonly taste: number }): number {
  const { items, taste } = from;
  if (random.next() < 1 / 3) return Math.floor(items * random.next() ** 4);
  const distance = Math.floor(items ** random.next());
  return (taste + distance) % items;
}
