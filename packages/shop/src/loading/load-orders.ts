import { inTransaction, newId } from '@vitrine/database';
import type { Kysely, Transaction } from 'kysely';
import type { ShopTables } from '../tables.ts';
import type { LoadOptions, LoadReport, RejectedRow, ShopOrder } from './catalog-batch.ts';
import { identityOf } from './catalog-products.store.ts';
import { checkOrder } from './check-row.ts';
import { loadInChunks, type ChunkResult, type IndexedRow } from './load-in-chunks.ts';
import {
  insertOrders,
  insertPayments,
  selectKnownForOrders,
  type IncomingOrder,
  type KnownForOrders,
} from './orders.store.ts';

const chunkSize = 2000;

/**
 * Puts past orders into the shop. They are history: one already there is left alone, stock does not move, and the
 * recommender hears of them through the events that the import writes, not through the outbox.
 */
export function loadOrders(
  db: Kysely<ShopTables>,
  orders: readonly ShopOrder[],
  options: LoadOptions,
): Promise<LoadReport> {
  return loadInChunks(orders, {
    chunkSize,
    check: checkOrder,
    write: (rows) => inTransaction(db, (trx) => writeChunk(trx, rows, options)),
  });
}

function strangerIn(order: ShopOrder, known: KnownForOrders): { field: string; reason: string } | null {
  const { customerExternalId: customer, customerSource: source = order.source } = order;
  if (customer !== null && !known.customers.has(identityOf({ source, externalId: customer }))) {
    return {
      field: 'customerExternalId',
      reason: `there is no customer ${customer} of ${source}: load customers first`,
    };
  }
  const at = order.lines.findIndex((line) => !known.skus.has(line.sku));
  return at < 0
    ? null
    : { field: `lines[${at}].sku`, reason: `there is no SKU ${order.lines[at]?.sku}: load the catalog first` };
}

async function writeChunk(
  trx: Transaction<ShopTables>,
  rows: readonly IndexedRow<ShopOrder>[],
  options: LoadOptions,
): Promise<ChunkResult> {
  const known = await selectKnownForOrders(
    trx,
    rows.map(({ row }) => row),
  );
  const rejected: RejectedRow[] = [];
  const incoming: IncomingOrder[] = [];
  const ids: [string, string][] = [];
  for (const { index, row } of rows) {
    const before = known.orders.get(identityOf(row));
    if (before !== undefined) {
      ids.push([row.externalId, before]);
      continue;
    }
    const fault = strangerIn(row, known);
    if (fault !== null) {
      rejected.push({ index, ...fault });
      continue;
    }
    const customerId =
      row.customerExternalId === null
        ? null
        : (known.customers.get(
            identityOf({ source: row.customerSource ?? row.source, externalId: row.customerExternalId }),
          ) ?? null);
    incoming.push({ id: newId(options.clock), order: row, customerId });
  }
  const unchanged = ids.length;
  if (incoming.length > 0) await insertOrders(trx, incoming, known);
  await insertPayments(trx, incoming, options.clock);
  for (const { id, order } of incoming) ids.push([order.externalId, id]);
  return { inserted: incoming.length, updated: 0, unchanged, rejected, ids };
}
