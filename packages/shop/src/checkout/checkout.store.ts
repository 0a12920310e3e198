import { sql } from 'kysely';
import { ownedBy, type CartOwner } from '../cart/cart-reads.store.ts';
import { atomically } from '../cart/cart.store.ts';
import type { BuyCause } from '../cart/cause.ts';
import type { OrderAddress } from '../orders/place-order.ts';
import type { ShopContext } from '../shop-context.ts';

/** What a checkout has been told so far. */
export interface StoredCheckout {
  readonly cartId: string;
  readonly email: string | null;
  readonly address: OrderAddress | null;
  readonly deliveryMethod: string | null;
  readonly paymentProvider: string | null;
}

/** The answers given for a basket; null before the first. */
export async function selectCheckout(context: ShopContext, cartId: string): Promise<StoredCheckout | null> {
  const { rows } = await sql<StoredCheckout>`
    select checkout.cart_id as "cartId", email, delivery_method as "deliveryMethod", payment_provider as "paymentProvider",
      case when address.cart_id is not null then jsonb_strip_nulls(jsonb_build_object('recipient', recipient, 'line1', line1, 'line2', line2,
        'postalCode', postal_code, 'city', city, 'region', region, 'country', country)) end as address
    from shop.checkout left join shop.checkout_address as address on address.cart_id = checkout.cart_id
    where checkout.cart_id = ${cartId}::uuid`.execute(context.db);
  return rows[0] ?? null;
}

/** Keeps contact and address. */
export function upsertAddress(
  context: ShopContext,
  cartId: string,
  { email, address }: { email: string; address: OrderAddress },
): Promise<void> {
  const now = context.clock.now();
  return atomically(context, async (trx) => {
    await sql`insert into shop.checkout (cart_id, email, updated_at) values (${cartId}::uuid, ${email}, ${now})
      on conflict (cart_id) do update set email = excluded.email, updated_at = excluded.updated_at`.execute(trx);
    await sql`
      insert into shop.checkout_address (cart_id, recipient, line1, line2, postal_code, city, region, country)
      values (${cartId}::uuid, ${address.recipient}, ${address.line1}, ${address.line2 ?? null}, ${address.postalCode}, ${address.city}, ${address.region ?? null}, ${address.country})
      on conflict (cart_id) do update set recipient = excluded.recipient, line1 = excluded.line1, line2 = excluded.line2,
        postal_code = excluded.postal_code, city = excluded.city, region = excluded.region, country = excluded.country`.execute(
      trx,
    );
  });
}

/** Keeps the chosen way of delivery, or of payment; what is left out stays. */
export async function upsertChoice(
  context: ShopContext,
  cartId: string,
  choice: { deliveryMethod?: string; paymentProvider?: string },
): Promise<void> {
  const [method, provider] = [choice.deliveryMethod ?? null, choice.paymentProvider ?? null];
  await sql`insert into shop.checkout as kept (cart_id, delivery_method, payment_provider, updated_at)
    values (${cartId}::uuid, ${method}, ${provider}, ${context.clock.now()})
    on conflict (cart_id) do update set updated_at = excluded.updated_at,
      delivery_method = coalesce(excluded.delivery_method, kept.delivery_method), payment_provider = coalesce(excluded.payment_provider, kept.payment_provider)`.execute(
    context.db,
  );
}

/** What led to each line, by SKU. */
export async function selectCauses(context: ShopContext, cartId: string): Promise<ReadonlyMap<string, BuyCause>> {
  const { rows } = await sql<BuyCause & { skuId: string }>`
    select sku_id as "skuId", surface, widget, request_id as "requestId", rank, recommended from shop.cart_line_cause where cart_id = ${cartId}::uuid`.execute(
    context.db,
  );
  return new Map(rows.map(({ skuId, ...cause }) => [skuId, cause]));
}

/** The order that a basket of this owner became; null when it became none. */
export async function selectOrderOfCart(
  context: ShopContext,
  owner: CartOwner,
  cartId: string,
): Promise<{ orderId: string; orderNumber: number; token: string | null } | null> {
  const { rows } = await sql<{ orderId: string; orderNumber: number; token: string | null }>`
    select orders.id as "orderId", orders.number as "orderNumber", access.token
    from shop.order_visit as visit join shop.orders on orders.id = visit.order_id join shop.cart on cart.id = visit.cart_id
    left join shop.order_access as access on access.order_id = orders.id
    where visit.cart_id = ${cartId}::uuid and ${ownedBy(owner)}`.execute(context.db);
  return rows[0] ?? null;
}

/** The addresses of earlier orders and of the address book, newest first, each once. */
export async function selectKnownAddresses(context: ShopContext, customerId: string): Promise<OrderAddress[]> {
  const { rows } = await sql<{ address: OrderAddress }>`
    select jsonb_strip_nulls(jsonb_build_object('recipient', recipient, 'line1', line1, 'line2', line2, 'postalCode', postal_code, 'city', city,
      'region', region, 'country', country)) as address
    from (
      select recipient, line1, line2, postal_code, city, region, country, min(rank) as rank from (
        select recipient, line1, line2, postal_code, city, region, country, case when is_default then 0 else 1 end as rank
          from shop.address where customer_id = ${customerId}::uuid
        union all
        (select recipient, line1, line2, postal_code, city, region, country, 2
          from shop.orders join shop.order_address on order_address.order_id = orders.id and purpose = 'delivery'
          where orders.customer_id = ${customerId}::uuid order by orders.placed_at desc limit 5)
      ) as known group by 1, 2, 3, 4, 5, 6, 7
    ) as once order by rank, recipient, line1 limit 6`.execute(context.db);
  return rows.map((row) => row.address);
}

/** Remembers which basket a caller's key confirms; answers the one it meant first. Null when it means none yet. */
export async function claimConfirmation(
  context: ShopContext,
  owner: CartOwner,
  { key, cartId }: { key: string; cartId: string | null },
): Promise<string | null> {
  const scope = `checkout.confirm:${'customerId' in owner ? owner.customerId : owner.visitorId}`.slice(0, 200);
  if (cartId !== null)
    await sql`insert into platform.idempotency_key (scope, key, request_hash, response, created_at)
      values (${scope}, ${key}, '', ${JSON.stringify({ cartId })}::jsonb, ${context.clock.now()}) on conflict (scope, key) do nothing`.execute(
      context.db,
    );
  const { rows } = await sql<{ cartId: string | null }>`
    select response ->> 'cartId' as "cartId" from platform.idempotency_key where scope = ${scope} and key = ${key}`.execute(
    context.db,
  );
  return rows[0]?.cartId ?? null;
}
