import { sql, type Transaction } from 'kysely';
import type { ShopTables } from '../tables.ts';
import type { ShopReview } from './catalog-batch.ts';
import { identityOf } from './catalog-products.store.ts';
import { unnestRows } from './unnest.store.ts';

type Trx = Transaction<ShopTables>;

/** A past review on its way in. */
export interface IncomingReview {
  readonly id: string;
  readonly review: ShopReview;
  readonly productId: string;
  readonly customerId: string;
}

/** What a batch of reviews refers to; `pairs` maps `product customer` to the identity of the review that exists. */
export interface KnownForReviews {
  readonly reviews: ReadonlyMap<string, string>;
  readonly products: ReadonlyMap<string, string>;
  readonly customers: ReadonlyMap<string, string>;
  readonly pairs: ReadonlyMap<string, string>;
}

interface IdentityRow {
  source: string;
  externalId: string;
  id: string;
}

function byIdentity(result: { rows: IdentityRow[] }): Map<string, string> {
  return new Map(result.rows.map((row) => [identityOf(row), row.id]));
}

/** Reviews already there, products and customers that a batch names, and the pairs among them that have a review. */
export async function selectKnownForReviews(trx: Trx, reviews: readonly ShopReview[]): Promise<KnownForReviews> {
  const source = ['text', (row: ShopReview) => row.source] as const;
  const there = await sql<IdentityRow>`
    select source, external_id as "externalId", review.id from ${unnestRows(reviews, { source, external_id: ['text', (row) => row.externalId] })}
    join shop.review using (source, external_id)`.execute(trx);
  const products = await sql<IdentityRow>`
    select distinct source, external_id as "externalId", product.id from ${unnestRows(reviews, { source: ['text', (row) => row.productSource ?? row.source], external_id: ['text', (row) => row.productExternalId] })}
    join shop.product using (source, external_id)`.execute(trx);
  const customers = await sql<IdentityRow>`
    select distinct source, external_id as "externalId", customer_id as id from ${unnestRows(reviews, { source: ['text', (row) => row.customerSource ?? row.source], external_id: ['text', (row) => row.customerExternalId] })}
    join shop.customer_identity using (source, external_id)`.execute(trx);
  const known = { reviews: byIdentity(there), products: byIdentity(products), customers: byIdentity(customers) };
  const pairs = await sql<{ productId: string; customerId: string; source: string; externalId: string }>`
    select product_id as "productId", customer_id as "customerId", source, external_id as "externalId" from shop.review
    where product_id = any(${[...known.products.values()]}::uuid[]) and customer_id = any(${[...known.customers.values()]}::uuid[])`.execute(
    trx,
  );
  return { ...known, pairs: new Map(pairs.rows.map((row) => [`${row.productId} ${row.customerId}`, identityOf(row)])) };
}

/** Writes reviews; answers the ids of those that are new or different. */
export async function upsertReviews(trx: Trx, incoming: readonly IncomingReview[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    insert into shop.review as kept (id, source, external_id, product_id, customer_id, rating, title, body, locale, verified, created_at)
    select id, source, external_id, product_id, customer_id, rating, title, body, locale, verified, created_at from ${unnestRows(
      incoming,
      {
        id: ['uuid', ({ id }) => id],
        source: ['text', ({ review }) => review.source],
        external_id: ['text', ({ review }) => review.externalId],
        product_id: ['uuid', ({ productId }) => productId],
        customer_id: ['uuid', ({ customerId }) => customerId],
        rating: ['integer', ({ review }) => review.rating],
        title: ['text', ({ review }) => review.title],
        body: ['text', ({ review }) => review.body],
        locale: ['text', ({ review }) => review.locale ?? 'en'],
        verified: ['boolean', ({ review }) => review.verified],
        created_at: ['timestamptz', ({ review }) => review.createdAt],
      },
    )}
    order by product_id, id
    on conflict (source, external_id) do update set rating = excluded.rating, title = excluded.title, body = excluded.body, locale = excluded.locale,
      verified = excluded.verified, created_at = excluded.created_at
    where (kept.rating, kept.title, kept.body, kept.locale, kept.verified, kept.created_at)
      is distinct from (excluded.rating, excluded.title, excluded.body, excluded.locale, excluded.verified, excluded.created_at)
    returning id`.execute(trx);
  return rows.map((row) => row.id);
}
