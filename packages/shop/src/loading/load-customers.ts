import { appendOutbox, inTransaction, newId } from '@vitrine/database';
import type { Kysely, Transaction } from 'kysely';
import type { ShopTables } from '../tables.ts';
import type { LoadOptions, LoadReport, RejectedRow, ShopCustomer } from './catalog-batch.ts';
import { identityOf } from './catalog-products.store.ts';
import { checkCustomer } from './check-row.ts';
import {
  replaceAddresses,
  replaceConsent,
  replacePreferences,
  selectKnownCustomers,
  upsertCustomers,
  type IncomingCustomer,
} from './customers.store.ts';
import { loadInChunks, type ChunkResult, type IndexedRow } from './load-in-chunks.ts';

const chunkSize = 2000;

/**
 * Puts people into the shop, known by (source, externalId). A person whose e-mail belongs to somebody else is refused: two
 * sources are joined by hand, never by guess. Changed people are told to the outbox unless `skipOutbox`.
 */
export function loadCustomers(
  db: Kysely<ShopTables>,
  customers: readonly ShopCustomer[],
  options: LoadOptions,
): Promise<LoadReport> {
  return loadInChunks(customers, {
    chunkSize,
    check: checkCustomer,
    write: (rows) => inTransaction(db, (trx) => writeChunk(trx, rows, options)),
  });
}

async function writeChunk(
  trx: Transaction<ShopTables>,
  rows: readonly IndexedRow<ShopCustomer>[],
  options: LoadOptions,
): Promise<ChunkResult> {
  const known = await selectKnownCustomers(
    trx,
    rows.map(({ row }) => row),
  );
  const rejected: RejectedRow[] = [];
  const incoming: IncomingCustomer[] = [];
  const claimed = new Map<string, string>();
  for (const { index, row } of rows) {
    const self = known.customers.get(identityOf(row)) ?? newId(options.clock);
    const email = row.email?.toLowerCase() ?? null;
    const owner = email === null ? self : (claimed.get(email) ?? known.emails.get(email) ?? self);
    const stranger = (row.preferredCategories ?? []).find((slug) => !known.categories.has(slug));
    const tier = row.loyaltyTier ?? null;
    if (owner !== self)
      rejected.push({ index, field: 'email', reason: `${row.email} already belongs to another customer` });
    else if (stranger !== undefined)
      rejected.push({
        index,
        field: 'preferredCategories',
        reason: `there is no category ${stranger}: load the catalog first`,
      });
    else if (tier !== null && !known.tiers.has(tier)) {
      rejected.push({ index, field: 'loyaltyTier', reason: `must be one of ${[...known.tiers].join(', ')}` });
    } else {
      if (email !== null) claimed.set(email, self);
      incoming.push({ id: self, customer: row, isNew: !known.customers.has(identityOf(row)) });
    }
  }
  const changed = incoming.length === 0 ? [] : await upsertCustomers(trx, incoming, options.clock);
  const consents = await replaceConsent(trx, incoming, options.clock);
  await replacePreferences(trx, incoming, known.categories);
  await replaceAddresses(trx, incoming, options.clock);
  const touched = [...new Set([...changed, ...consents])];
  if (options.skipOutbox !== true) {
    await appendOutbox(
      trx,
      touched.map((id) => ({ topic: 'customer', key: id, payload: { kind: 'customer.changed', customerId: id } })),
    );
  }
  const inserted = incoming.filter(({ isNew }) => isNew).length;
  const updated = touched.length - inserted;
  return {
    inserted,
    updated,
    unchanged: incoming.length - inserted - updated,
    rejected,
    ids: incoming.map(({ id, customer }) => [customer.externalId, id] as const),
  };
}
