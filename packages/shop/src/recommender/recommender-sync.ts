import { drainOutbox, type OutboxEntry } from '@vitrine/database';
import type { ShopContext } from '../shop-context.ts';
import type { RecommenderSink } from './recommender-sink.ts';
import {
  selectCustomersAfter,
  selectProductsAfter,
  selectProductsOfOrders,
  selectPurchases,
  selectReturns,
  selectSyncedProducts,
} from './recommender.store.ts';
import { purchaseEvents, toAdded, toReturn } from './to-events.ts';
import { tellPeople } from './tell-people.ts';
import { toItem, toUser } from './to-item.ts';

/** Where product addresses begin (`https://shop.example`), empty for paths; and how many records go in one call. */
export interface RecommenderSyncOptions {
  readonly siteUrl?: string;
  readonly batchSize?: number;
}

/** Keeps a recommender in step with the shop. */
export interface RecommenderSync {
  /** Tells everything that waits in the outbox, oldest first, and returns how many entries were told. */
  drain(): Promise<number>;
  /** Tells the whole catalog again, from the tables, whatever the outbox says; returns the number of products. */
  resyncCatalog(progress?: (done: number) => void): Promise<number>;
  /** Tells all customers again; returns their number. */
  resyncCustomers(progress?: (done: number) => void): Promise<number>;
}

const topics = ['catalog', 'customer', 'order', 'cart'];
const defaultBatch = 500;

function textOf(payload: unknown, field: string): string {
  const value: unknown = typeof payload === 'object' && payload !== null ? Reflect.get(payload, field) : undefined;
  return typeof value === 'string' ? value : '';
}

/**
 * Entries say only what changed; what it is now is read when telling it. So ten changes of one product are told once, an
 * old entry can never overwrite a newer state, and telling twice is harmless.
 */
async function deliver(
  context: ShopContext,
  entries: readonly OutboxEntry[],
  target: { sink: RecommenderSink; siteUrl: string },
): Promise<void> {
  const keysOf = (topic: string) => entries.filter((entry) => entry.topic === topic).map((entry) => entry.key);
  const orderIds = keysOf('order');
  const ordersThat = (kind: string) =>
    entries.filter((entry) => textOf(entry.payload, 'kind') === kind).map((entry) => entry.key);
  const productIds = new Set([
    ...keysOf('catalog'),
    ...(orderIds.length === 0 ? [] : await selectProductsOfOrders(context, orderIds)),
  ]);
  if (productIds.size > 0) {
    const products = await selectSyncedProducts(context, [...productIds]);
    await target.sink.upsertItems(
      products.map((product) => toItem(product, { currency: context.currency, siteUrl: target.siteUrl })),
    );
  }
  await tellPeople(context, entries, target.sink);
  const placed = ordersThat('order.placed');
  const refunded = ordersThat('order.refunded');
  const events = [
    ...entries.filter((entry) => entry.topic === 'cart').flatMap((entry) => toAdded(entry.payload)),
    ...(placed.length === 0 ? [] : purchaseEvents(await selectPurchases(context, placed))),
    ...(refunded.length === 0 ? [] : (await selectReturns(context, refunded)).map(toReturn)),
  ];
  if (events.length > 0) await target.sink.sendEvents(events);
}

async function resync<Row extends { id: string }>(
  read: (afterId: string | null) => Promise<Row[]>,
  tell: (rows: Row[]) => Promise<unknown>,
  progress: ((done: number) => void) | undefined,
): Promise<number> {
  let done = 0;
  for (let afterId: string | null = null; ;) {
    const rows: Row[] = await read(afterId);
    if (rows.length === 0) return done;
    await tell(rows);
    done += rows.length;
    progress?.(done);
    afterId = rows.at(-1)?.id ?? null;
  }
}

/** Binds a shop to a recommender. */
export function createRecommenderSync(
  context: ShopContext,
  sink: RecommenderSink,
  options: RecommenderSyncOptions = {},
): RecommenderSync {
  const siteUrl = options.siteUrl ?? '';
  const batchSize = options.batchSize ?? defaultBatch;
  return {
    async drain() {
      let told = 0;
      for (;;) {
        const now = await drainOutbox(context.db, {
          topics,
          batchSize,
          clock: context.clock,
          deliver: (entries) => deliver(context, entries, { sink, siteUrl }),
        });
        if (now === 0) return told;
        told += now;
      }
    },
    resyncCatalog: (progress) =>
      resync(
        (afterId) => selectProductsAfter(context, afterId, batchSize),
        (products) =>
          sink.upsertItems(products.map((product) => toItem(product, { currency: context.currency, siteUrl }))),
        progress,
      ),
    resyncCustomers: (progress) =>
      resync(
        (afterId) => selectCustomersAfter(context, afterId, batchSize),
        (customers) => sink.upsertUsers(customers.map((customer) => toUser(customer, context.locale))),
        progress,
      ),
  };
}
