import { newId, type Clock } from '@vitrine/database';
import { sql, type Transaction } from 'kysely';
import type { ShopTables } from '../tables.ts';
import type { ShopCustomer } from './catalog-batch.ts';
import { identityOf } from './catalog-products.store.ts';
import { unnestRows } from './unnest.store.ts';

type Trx = Transaction<ShopTables>;

/** A person on the way in. */
export interface IncomingCustomer {
  readonly id: string;
  readonly customer: ShopCustomer;
  readonly isNew: boolean;
}

/** What the shop already knows that a batch of people refers to or could collide with. */
export interface KnownCustomers {
  readonly customers: ReadonlyMap<string, string>;
  /** Lower-case e-mail to the customer who has it. */
  readonly emails: ReadonlyMap<string, string>;
  readonly categories: ReadonlyMap<string, string>;
  readonly tiers: ReadonlySet<string>;
}

/** Identities, e-mails, categories and tiers a batch names. */
export async function selectKnownCustomers(trx: Trx, customers: readonly ShopCustomer[]): Promise<KnownCustomers> {
  const identities = await sql<{ source: string; externalId: string; id: string }>`
    select source, external_id as "externalId", customer_id as id from ${unnestRows(customers, {
      source: ['text', (row) => row.source],
      external_id: ['text', (row) => row.externalId],
    })} join shop.customer_identity using (source, external_id)`.execute(trx);
  const mails = customers.flatMap((row) => row.email?.toLowerCase() ?? []);
  const emails = await sql<{ email: string; id: string }>`
    select lower(email) as email, id from shop.customer where lower(email) = any(${mails}::text[])`.execute(trx);
  const slugs = [...new Set(customers.flatMap((row) => row.preferredCategories ?? []))];
  const categories = await sql<{
    slug: string;
    id: string;
  }>`select slug, id from shop.category where slug = any(${slugs}::text[])`.execute(trx);
  const tiers = await sql<{ code: string }>`select code from shop.loyalty_tier order by rank`.execute(trx);
  return {
    customers: new Map(identities.rows.map((row) => [identityOf(row), row.id])),
    emails: new Map(emails.rows.map((row) => [row.email, row.id])),
    categories: new Map(categories.rows.map((row) => [row.slug, row.id])),
    tiers: new Set(tiers.rows.map((row) => row.code)),
  };
}

function birthYear(customer: ShopCustomer): number | null {
  if (customer.birthYear !== undefined && customer.birthYear !== null) return customer.birthYear;
  return customer.age === undefined || customer.age === null
    ? null
    : customer.joinedAt.getUTCFullYear() - Math.trunc(customer.age);
}

/**
 * Writes people and their identities; answers the ids of those that are new or different. Who is known already joined when they first
 * did: a log of a later month does not move that.
 */
export async function upsertCustomers(
  trx: Trx,
  incoming: readonly IncomingCustomer[],
  clock: Clock,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    insert into shop.customer as kept (id, email, first_name, last_name, birth_year, gender, locale, country, loyalty_tier, joined_at, updated_at)
    select id, email, first_name, last_name, birth_year, gender, locale, country, loyalty_tier, joined_at, ${clock.now()}::timestamptz
    from ${unnestRows(incoming, {
      id: ['uuid', ({ id }) => id],
      email: ['text', ({ customer }) => customer.email],
      first_name: ['text', ({ customer }) => customer.firstName],
      last_name: ['text', ({ customer }) => customer.lastName],
      birth_year: ['integer', ({ customer }) => birthYear(customer)],
      gender: ['text', ({ customer }) => customer.gender],
      locale: ['text', ({ customer }) => customer.locale],
      country: ['text', ({ customer }) => customer.country],
      loyalty_tier: ['text', ({ customer }) => customer.loyaltyTier],
      joined_at: ['timestamptz', ({ customer }) => customer.joinedAt],
    })}
    order by id
    on conflict (id) do update set email = excluded.email, first_name = excluded.first_name, last_name = excluded.last_name, birth_year = excluded.birth_year,
      gender = excluded.gender, locale = excluded.locale, country = excluded.country, loyalty_tier = excluded.loyalty_tier, joined_at = least(kept.joined_at, excluded.joined_at), updated_at = excluded.updated_at
    where (kept.email, kept.first_name, kept.last_name, kept.birth_year, kept.gender, kept.locale, kept.country, kept.loyalty_tier, kept.joined_at)
      is distinct from (excluded.email, excluded.first_name, excluded.last_name, excluded.birth_year, excluded.gender, excluded.locale, excluded.country, excluded.loyalty_tier, least(kept.joined_at, excluded.joined_at))
      and kept.erased_at is null
    returning id`.execute(trx);
  const fresh = incoming.filter(({ isNew }) => isNew);
  await sql`insert into shop.customer_identity (source, external_id, customer_id) select source, external_id, customer_id from ${unnestRows(
    fresh,
    {
      source: ['text', ({ customer }) => customer.source],
      external_id: ['text', ({ customer }) => customer.externalId],
      customer_id: ['uuid', ({ id }) => id],
    },
  )}`.execute(trx);
  return rows.map((row) => row.id);
}

/** Newsletter wishes as the source states them, written only where they differ from the newest decision; answers whom it changed. */
export async function replaceConsent(trx: Trx, incoming: readonly IncomingCustomer[], clock: Clock): Promise<string[]> {
  const wishes = incoming.filter(({ customer }) => customer.newsletter !== undefined);
  const { rows } = await sql<{ id: string }>`
    insert into shop.consent (customer_id, purpose, decided_at, granted)
    select given.id, 'newsletter', given.decided_at, given.granted from ${unnestRows(wishes, {
      id: ['uuid', ({ id }) => id],
      decided_at: ['timestamptz', ({ customer, isNew }) => (isNew ? customer.joinedAt : clock.now())],
      granted: ['boolean', ({ customer }) => customer.newsletter],
    })}
    left join shop.customer_consent as now on now.customer_id = given.id and now.purpose = 'newsletter'
    where now.granted is distinct from given.granted
    on conflict (customer_id, purpose, decided_at) do update set granted = excluded.granted
    returning customer_id as id`.execute(trx);
  return rows.map((row) => row.id);
}

/** Preferred categories, replaced where the source names them. */
export async function replacePreferences(
  trx: Trx,
  incoming: readonly IncomingCustomer[],
  categories: ReadonlyMap<string, string>,
): Promise<void> {
  const named = incoming.filter(({ customer }) => customer.preferredCategories !== undefined);
  if (named.length === 0) return;
  await sql`delete from shop.customer_preferred_category where customer_id = any(${named.map(({ id }) => id)}::uuid[])`.execute(
    trx,
  );
  const wishes = named.flatMap(({ id, customer }) =>
    [...new Set(customer.preferredCategories)].map((slug) => ({ id, category: categories.get(slug) })),
  );
  await sql`insert into shop.customer_preferred_category (customer_id, category_id) select customer_id, category_id from ${unnestRows(
    wishes,
    {
      customer_id: ['uuid', (row) => row.id],
      category_id: ['uuid', (row) => row.category],
    },
  )}`.execute(trx);
}

/** Addresses, replaced where the source names them; the first is the default. */
export async function replaceAddresses(trx: Trx, incoming: readonly IncomingCustomer[], clock: Clock): Promise<void> {
  const named = incoming.filter(({ customer }) => customer.addresses !== undefined);
  if (named.length === 0) return;
  await sql`delete from shop.address where customer_id = any(${named.map(({ id }) => id)}::uuid[])`.execute(trx);
  const places = named.flatMap(({ id, customer }) =>
    (customer.addresses ?? []).map((place, position) => ({ customerId: id, position, ...place })),
  );
  await sql`
    insert into shop.address (id, customer_id, recipient, line1, line2, postal_code, city, region, country, is_default)
    select id, customer_id, recipient, line1, line2, postal_code, city, region, country, is_default from ${unnestRows(
      places,
      {
        id: ['uuid', () => newId(clock)],
        customer_id: ['uuid', (place) => place.customerId],
        recipient: ['text', (place) => place.recipient],
        line1: ['text', (place) => place.line1],
        line2: ['text', (place) => place.line2],
        postal_code: ['text', (place) => place.postalCode],
        city: ['text', (place) => place.city],
        region: ['text', (place) => place.region],
        country: ['text', (place) => place.country],
        is_default: ['boolean', (place) => place.position === 0],
      },
    )}`.execute(trx);
}
