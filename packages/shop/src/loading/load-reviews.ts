import { inTransaction, newId } from '@vitrine/database';
import type { Kysely, Transaction } from 'kysely';
import type { ShopTables } from '../tables.ts';
import type { LoadOptions, LoadReport, RejectedRow, ShopReview } from './catalog-batch.ts';
import { identityOf } from './catalog-products.store.ts';
import { checkReview } from './check-row.ts';
import { loadInChunks, type ChunkResult, type IndexedRow } from './load-in-chunks.ts';
import { selectKnownForReviews, upsertReviews, type IncomingReview } from './reviews.store.ts';

const chunkSize = 2000;

/** Puts past reviews into the shop, known by (source, externalId); the products' ratings move in the same transaction. */
export function loadReviews(
  db: Kysely<ShopTables>,
  reviews: readonly ShopReview[],
  options: LoadOptions,
): Promise<LoadReport> {
  return loadInChunks(reviews, {
    chunkSize,
    check: checkReview,
    write: (rows) => inTransaction(db, (trx) => writeChunk(trx, rows, options)),
  });
}

async function writeChunk(
  trx: Transaction<ShopTables>,
  rows: readonly IndexedRow<ShopReview>[],
  options: LoadOptions,
): Promise<ChunkResult> {
  const known = await selectKnownForReviews(
    trx,
    rows.map(({ row }) => row),
  );
  const rejected: RejectedRow[] = [];
  const incoming: IncomingReview[] = [];
  const pairs = new Map(known.pairs);
  for (const { index, row } of rows) {
    const productId = known.products.get(
      identityOf({ source: row.productSource ?? row.source, externalId: row.productExternalId }),
    );
    const customerId = known.customers.get(
      identityOf({ source: row.customerSource ?? row.source, externalId: row.customerExternalId }),
    );
    if (productId === undefined)
      rejected.push({
        index,
        field: 'productExternalId',
        reason: `there is no product ${row.productExternalId} of ${row.productSource ?? row.source}`,
      });
    else if (customerId === undefined)
      rejected.push({
        index,
        field: 'customerExternalId',
        reason: `there is no customer ${row.customerExternalId} of ${row.customerSource ?? row.source}`,
      });
    else {
      const pair = `${productId} ${customerId}`;
      const self = identityOf(row);
      const owner = pairs.get(pair) ?? self;
      if (owner !== self)
        rejected.push({
          index,
          field: 'customerExternalId',
          reason: 'this customer has already reviewed this product',
        });
      else {
        pairs.set(pair, self);
        incoming.push({ id: known.reviews.get(self) ?? newId(options.clock), review: row, productId, customerId });
      }
    }
  }
  const changed = incoming.length === 0 ? [] : await upsertReviews(trx, incoming);
  const inserted = incoming.filter(({ review }) => !known.reviews.has(identityOf(review))).length;
  return {
    inserted,
    updated: changed.length - inserted,
    unchanged: incoming.length - changed.length,
    rejected,
    ids: incoming.map(({ id, review }) => [review.externalId, id] as const),
  };
}
