import { openDatabase } from '@vitrine/database';
import type { RecsysTables } from '@vitrine/recsys';
import type { ShopTables } from '@vitrine/shop';
import { catalog, initialStock, plannedWrite } from './crash-plan.ts';

type Tables = ShopTables &
  RecsysTables & {
    'platform.outbox': { topic: string; key: string; payload: unknown };
    'recsys.event_keys': { source_event_id: string };
  };

/** The rows that the writes make, by table, each row a text: so that two books compare as lists. */
export type Books = Readonly<Record<string, readonly string[]>>;

/** Opens the database as a new process would and reads everything the writes are to leave behind. */
export async function readBooks(options: { databaseUrl: string; home: string }): Promise<Books> {
  const connection = await openDatabase(options);
  try {
    const db = connection.handle<Tables>();
    const skus = await db.selectFrom('shop.sku').select(['id', 'code']).execute();
    const codes = new Map(skus.map(({ id, code }) => [id, code]));
    const requests = await db.selectFrom('shop.order_request').selectAll().execute();
    const keys = new Map(requests.map((row) => [row.order_id, row.idempotency_key]));
    const orders = await db.selectFrom('shop.orders').selectAll().execute();
    const totals = new Map(orders.map((row) => [row.id, row.goods_minor - row.discount_minor + row.delivery_minor]));
    const events = await db.selectFrom('recsys.events').selectAll().execute();
    const eventKeys = await db.selectFrom('recsys.event_keys').selectAll().execute();
    const lines = await db.selectFrom('shop.order_line').selectAll().execute();
    const payments = await db.selectFrom('shop.payment').selectAll().execute();
    const history = await db.selectFrom('shop.order_status_history').selectAll().execute();
    const addresses = await db.selectFrom('shop.order_address').selectAll().execute();
    const movements = await db.selectFrom('shop.stock_movement').selectAll().execute();
    const stock = await db.selectFrom('shop.stock').selectAll().execute();
    const outbox = await db.selectFrom('platform.outbox').selectAll().where('topic', '=', 'order').execute();
    return {
      'recsys.events': events.map((row) => `${row.source_event_id} ${row.user_id} ${row.item_id} ${row.type}`),
      'recsys.event_keys': eventKeys.map((row) => row.source_event_id),
      'shop.order_request': requests.map((row) => row.idempotency_key),
      'shop.orders': orders.map((row) => `${keys.get(row.id)} ${row.status} ${row.goods_minor}`),
      'shop.order_line': lines.map((row) => `${keys.get(row.order_id)} ${row.quantity} of ${codes.get(row.sku_id)}`),
      'shop.payment': payments.map(
        (row) => `${keys.get(row.order_id)} ${row.status} ${row.amount_minor === totals.get(row.order_id)}`,
      ),
      'shop.order_status_history': history.map((row) => `${keys.get(row.order_id)} ${row.position} ${row.status}`),
      'shop.order_address': addresses.map((row) => `${keys.get(row.order_id)} ${row.purpose}`),
      'shop.stock_movement': movements.map((row) =>
        row.order_id === null
          ? `${row.reason} ${row.change} of ${codes.get(row.sku_id)}`
          : `${keys.get(row.order_id)} ${row.reason} ${-row.change} of ${codes.get(row.sku_id)}`,
      ),
      'shop.stock': stock.map((row) => `${row.on_hand} of ${codes.get(row.sku_id)}`),
      'platform.outbox': outbox.map((row) => `${keys.get(row.key)} ${(row.payload as { kind: string }).kind}`),
    };
  } finally {
    await connection.close();
  }
}

/** What the books must say when these writes were acknowledged and nothing else was written. */
export function expectedBooks(acknowledged: Iterable<number>): Books {
  const writes = [...acknowledged].map(plannedWrite);
  const events = writes.flatMap((write) => (write.kind === 'events' ? write.events : []));
  const orders = writes.flatMap((write) => (write.kind === 'order' ? [write] : []));
  const lines = orders.flatMap(({ key, lines: own }) => own.map((line) => ({ key, ...line })));
  const skus = catalog.flatMap((product) => product.skus);
  const priceOf = new Map(skus.map(({ sku, priceMinor }) => [sku, priceMinor]));
  const sold = (code: string) =>
    lines.filter(({ sku }) => sku === code).reduce((sum, { quantity }) => sum + quantity, 0);
  const goodsOf = (own: readonly { sku: string; quantity: number }[]) =>
    own.reduce((sum, { sku, quantity }) => sum + quantity * (priceOf.get(sku) ?? 0), 0);
  return {
    'recsys.events': events.map(({ sourceEventId, userId, itemId, type }) =>
      [sourceEventId, userId, itemId, type].join(' '),
    ),
    'recsys.event_keys': events.map(({ sourceEventId }) => sourceEventId),
    'shop.order_request': orders.map(({ key }) => key),
    'shop.orders': orders.map(({ key, lines: own }) => `${key} pending ${goodsOf(own)}`),
    'shop.order_line': lines.map(({ key, sku, quantity }) => `${key} ${quantity} of ${sku}`),
    'shop.payment': orders.map(({ key }) => `${key} intent true`),
    'shop.order_status_history': orders.map(({ key }) => `${key} 1 pending`),
    'shop.order_address': orders.map(({ key }) => `${key} delivery`),
    'shop.stock_movement': [
      ...skus.map(({ sku }) => `received ${initialStock} of ${sku}`),
      ...lines.map(({ key, sku, quantity }) => `${key} sold ${quantity} of ${sku}`),
    ],
    'shop.stock': skus.map(({ sku }) => `${initialStock - sold(sku)} of ${sku}`),
    'platform.outbox': orders.map(({ key }) => `${key} order.placed`),
  };
}

/** Where two books differ: rows that are missing, and rows that are there too often or should not be. Empty when they agree. */
export function findGaps(held: Books, expected: Books): Record<string, { missing: string[]; surplus: string[] }> {
  const tables = Object.keys({ ...held, ...expected });
  return Object.fromEntries(
    tables.flatMap((table) => {
      const missing = less(expected[table] ?? [], held[table] ?? []);
      const surplus = less(held[table] ?? [], expected[table] ?? []);
      return missing.length + surplus.length === 0 ? [] : [[table, { missing, surplus }]];
    }),
  );
}

/** The rows of one list without those of another, each taken away once. */
function less(rows: readonly string[], without: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const row of without) left.set(row, (left.get(row) ?? 0) + 1);
  return rows.filter((row) => {
    const count = left.get(row) ?? 0;
    left.set(row, count - 1);
    return count <= 0;
  });
}
