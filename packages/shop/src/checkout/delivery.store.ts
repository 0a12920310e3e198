import { sql } from 'kysely';
import type { OrderTerms } from '../orders/quote.ts';
import type { ShopContext } from '../shop-context.ts';
import type { DeliveryMethod } from './delivery.ts';

/** The ways an order can travel now; where a currency has no price of its own, the first is on the shop's terms. */
export async function selectDeliveryMethods(context: ShopContext, terms: OrderTerms): Promise<DeliveryMethod[]> {
  const { rows } = await sql<Omit<DeliveryMethod, 'priceMinor'> & { priceMinor: number | null }>`
    select method.code, coalesce(own.name, english.name, method.code) as name, coalesce(own.description, english.description, '') as description,
      price.price_minor as "priceMinor", price.free_from_minor as "freeFromMinor", method.min_days as "minDays", method.max_days as "maxDays"
    from shop.delivery_method as method
    left join shop.delivery_price as price on price.method = method.code and price.currency = ${context.currency}
    left join shop.delivery_method_translation as own on own.method = method.code and own.locale = ${context.locale.slice(0, 2)}
    left join shop.delivery_method_translation as english on english.method = method.code and english.locale = 'en'
    where method.is_active order by method.position`.execute(context.db);
  const priced = rows.flatMap(({ priceMinor, ...row }) => (priceMinor === null ? [] : [{ ...row, priceMinor }]));
  if (priced.length > 0) return priced;
  return rows
    .slice(0, 1)
    .map((row) => ({ ...row, priceMinor: terms.deliveryMinor, freeFromMinor: terms.freeDeliveryFromMinor || null }));
}
