import { appendOutbox, inTransaction } from '@vitrine/database';
import { sql } from 'kysely';
import type { ShopContext } from '../shop-context.ts';

/** What a customer may allow. */
export const consentPurposes = ['newsletter', 'personalisation', 'analytics'] as const;
export type ConsentPurpose = (typeof consentPurposes)[number];

/** A customer as their own profile shows them. */
export interface CustomerProfile {
  readonly id: string;
  readonly email: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly locale: string | null;
  readonly country: string | null;
  readonly birthYear: number | null;
  readonly gender: string | null;
  readonly loyaltyTier: string | null;
  readonly joinedAt: Date;
  readonly preferredCategories: readonly string[];
  /** The newest decision of each purpose; a purpose never decided is absent. */
  readonly consents: Readonly<Partial<Record<ConsentPurpose, boolean>>>;
}

/** One customer, or null when unknown or erased. */
export async function selectProfile(context: ShopContext, id: string): Promise<CustomerProfile | null> {
  const { rows } = await sql<CustomerProfile>`
    select id, email, first_name as "firstName", last_name as "lastName", locale, country, birth_year as "birthYear", gender, loyalty_tier as "loyaltyTier", joined_at as "joinedAt",
      coalesce((select array_agg(category.slug order by category.slug) from shop.customer_preferred_category as liked
        join shop.category on category.id = liked.category_id where liked.customer_id = customer.id), '{}') as "preferredCategories",
      coalesce((select jsonb_object_agg(purpose, granted) from shop.customer_consent where customer_id = customer.id), '{}') as consents
    from shop.customer where id = ${id}::uuid and erased_at is null`.execute(context.db);
  return rows[0] ?? null;
}

/** The customer a source knows under this id. */
export async function selectCustomerByIdentity(
  context: ShopContext,
  source: string,
  externalId: string,
): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    select customer_id as id from shop.customer_identity where source = ${source} and external_id = ${externalId}`.execute(
    context.db,
  );
  return rows[0]?.id ?? null;
}

/** The newest customers. */
export async function selectNewestCustomers(
  context: ShopContext,
  page: { limit: number; offset: number },
): Promise<
  {
    id: string;
    email: string | null;
    firstName: string | null;
    lastName: string | null;
    joinedAt: Date;
    orders: number;
  }[]
> {
  const { rows } = await sql<{
    id: string;
    email: string | null;
    firstName: string | null;
    lastName: string | null;
    joinedAt: Date;
    orders: number;
  }>`
    select id, email, first_name as "firstName", last_name as "lastName", joined_at as "joinedAt",
      (select count(*) from shop.orders where orders.customer_id = customer.id) as orders
    from shop.customer where erased_at is null order by joined_at desc, id limit ${page.limit} offset ${page.offset}`.execute(
    context.db,
  );
  return rows;
}

/** Writes a decision down and tells the recommender; false when there is no such customer. */
export function insertConsent(
  context: ShopContext,
  decision: { customerId: string; purpose: ConsentPurpose; granted: boolean },
): Promise<boolean> {
  const { customerId, purpose, granted } = decision;
  return inTransaction(context.db, async (trx) => {
    const { rows } = await sql`
      insert into shop.consent as kept (customer_id, purpose, decided_at, granted)
      select id, ${purpose}, ${context.clock.now()}::timestamptz, ${granted} from shop.customer where id = ${customerId}::uuid and erased_at is null
      on conflict (customer_id, purpose, decided_at) do update set granted = excluded.granted returning customer_id`.execute(
      trx,
    );
    if (rows.length === 0) return false;
    await appendOutbox(trx, [
      { topic: 'customer', key: customerId, payload: { kind: 'customer.changed', customerId } },
    ]);
    return true;
  });
}
