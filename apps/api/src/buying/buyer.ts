import type { CallContext } from '../dispatch/operation.ts';
import type { Visitor } from '../services.ts';

/** Who calls an operation of buying, and what they may call their own. */
export function buyerOf(context: CallContext) {
  const { visitor, services } = context;
  if (visitor === null) throw new Error('an operation of /api was mounted without its visitor hook');
  const customerId = visitor.account?.customerId ?? null;
  const owner = customerId === null ? { visitorId: visitor.anonymousId } : { customerId };
  return { shop: services.shop, owner, customerId, trace: traceOf(visitor) };
}

/** Whose events a change becomes; null when the visitor allowed none. */
function traceOf({ consent, id, sessionId }: Visitor) {
  return consent === 'none' ? null : { userId: id, sessionId: sessionId === '' ? null : sessionId };
}

/** The order of a number, if the caller may see it: by their account, or by its token. */
export async function orderOf(context: CallContext, number: string, token: string | undefined) {
  const { shop, customerId } = buyerOf(context);
  const own = customerId === null ? null : await shop.orders.getOfCustomer(customerId, Number(number));
  if (own !== null || token === undefined) return own;
  const held = await shop.orders.getByToken(token);
  return held?.number === Number(number) ? held : null;
}
