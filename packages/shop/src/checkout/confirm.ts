import { randomBytes } from 'node:crypto';
import type { CartOwner } from '../cart/cart-reads.store.ts';
import type { BuyerTrace } from '../cart/cause.ts';
import { isProductId as isUuid } from '../catalog/product-cards.store.ts';
import { placeOrder, type PlaceOrderFailure } from '../orders/place-order.ts';
import { failure, success, type Outcome } from '../outcome.ts';
import { readCheckout, type Checkout, type CheckoutPorts, type CheckoutStep } from './read-checkout.ts';
import { claimConfirmation, selectCauses, selectOrderOfCart } from './checkout.store.ts';
import { changesSince, type SeenChange } from './seen.ts';

/** The last form of a checkout. */
export interface ConfirmInput {
  /** The checkout the form was made for; without it the open one is meant. */
  readonly checkoutId?: string | undefined;
  /** What the buyer was shown (`Checkout.seen`); when it no longer holds, nothing is ordered and the changes are told. */
  readonly seen?: string | undefined;
  /** An Idempotency-Key: sent again it means the checkout it first meant, though that is closed by now. */
  readonly requestKey?: string | undefined;
  /** Whose events the purchase becomes; null: the visitor allowed none. */
  readonly trace: BuyerTrace | null;
}

/** The order a checkout became. The token opens it to whoever holds it. */
export interface ConfirmedOrder {
  readonly orderId: string;
  readonly orderNumber: number;
  readonly token: string | null;
  /** The checkout had been confirmed before. */
  readonly replayed: boolean;
}

/** Why nothing was ordered; nothing has been written. */
export type ConfirmFailure =
  | { readonly code: 'checkout.empty' }
  | { readonly code: 'checkout.incomplete'; readonly step: CheckoutStep }
  | { readonly code: 'checkout.not_orderable' }
  /** The key was used for another checkout: answering with the order of that one would hide that this one is not ordered. */
  | { readonly code: 'request.idempotency_conflict' }
  | { readonly code: 'checkout.changed'; readonly changes: readonly SeenChange[] };

/** The order that this checkout already became. */
async function formerOrder(ports: CheckoutPorts, owner: CartOwner, checkoutId: string | undefined) {
  if (checkoutId === undefined || !isUuid(checkoutId)) return null;
  const former = await selectOrderOfCart(ports.context, owner, checkoutId);
  return former === null ? null : success<ConfirmedOrder>({ ...former, replayed: true });
}

/** Orders what was reviewed: one basket makes one order, so a double click, two tabs and a repeated request all end at the same one. */
export async function confirmCheckout(
  ports: CheckoutPorts,
  owner: CartOwner,
  asked: ConfirmInput,
): Promise<Outcome<ConfirmedOrder, ConfirmFailure>> {
  const input = await withKeyedCheckout(ports, owner, asked);
  if (asked.checkoutId !== undefined && input.checkoutId !== asked.checkoutId)
    return failure({ code: 'request.idempotency_conflict' });
  const former = await formerOrder(ports, owner, input.checkoutId);
  if (former !== null) return former;
  const checkout = await readCheckout(ports, owner);
  const refusal = judge(checkout, input);
  if (checkout === null || refusal !== null)
    // The first send of this form may have finished meanwhile and closed the basket.
    return (await formerOrder(ports, owner, input.checkoutId)) ?? failure(refusal ?? { code: 'checkout.empty' });
  const placed = await place(ports, owner, { checkout, trace: input.trace });
  const made = await selectOrderOfCart(ports.context, owner, checkout.id);
  if (made !== null) return success({ ...made, replayed: !placed.ok || placed.value.replayed });
  if (placed.ok) throw new Error('An order was placed without its basket: migrate the database to this version.');
  return failure(await explain(ports, owner, { refused: placed.error, checkout, input }));
}

/** The request with the checkout that its key meant first. */
async function withKeyedCheckout(ports: CheckoutPorts, owner: CartOwner, asked: ConfirmInput): Promise<ConfirmInput> {
  if (asked.requestKey === undefined) return asked;
  const open = asked.checkoutId ?? (await readCheckout(ports, owner))?.id ?? null;
  const meant = await claimConfirmation(ports.context, owner, { key: asked.requestKey, cartId: open });
  return meant === null ? asked : { ...asked, checkoutId: meant };
}

function judge(checkout: Checkout | null, input: ConfirmInput): ConfirmFailure | null {
  if (checkout === null) return { code: 'checkout.empty' };
  if (!checkout.cart.orderable) return { code: 'checkout.not_orderable' };
  if (checkout.next !== 'review') return { code: 'checkout.incomplete', step: checkout.next };
  if (input.checkoutId !== undefined && input.checkoutId !== checkout.id)
    return { code: 'checkout.changed', changes: [] };
  const shown = { lines: checkout.cart.lines, deliveryMinor: checkout.costs.deliveryMinor };
  const changes = input.seen === undefined ? [] : changesSince(input.seen, shown);
  return changes.length > 0 ? { code: 'checkout.changed', changes } : null;
}

async function place(
  ports: CheckoutPorts,
  owner: CartOwner,
  { checkout, trace }: { checkout: Checkout; trace: BuyerTrace | null },
) {
  const { context, terms } = ports;
  const { cart, delivery, address, email, paymentProvider } = checkout;
  const causes = trace === null ? new Map() : await selectCauses(context, checkout.id);
  return placeOrder(
    context,
    {
      // The basket is the key: it can become one order only.
      idempotencyKey: `checkout:${checkout.id}`,
      lines: cart.lines.map(({ skuId, quantity, unitPriceMinor }) => ({
        skuId,
        quantity,
        seenPriceMinor: unitPriceMinor ?? 0,
        cause: causes.get(skuId) ?? null,
      })),
      ...('customerId' in owner ? { customerId: owner.customerId } : { visitorId: trace?.userId ?? null }),
      email,
      ...(address === null ? {} : { deliveryAddress: address }),
      ...(paymentProvider === null ? {} : { paymentProvider }),
      ...(delivery === null
        ? {}
        : {
            delivery: { method: delivery.code, priceMinor: delivery.priceMinor, freeFromMinor: delivery.freeFromMinor },
          }),
      visit: { cartId: checkout.id, sessionId: trace?.sessionId ?? null, tracked: trace !== null },
      token: randomBytes(24).toString('base64url'),
    },
    terms,
  );
}

/** What the routine refused, in the words of a checkout: prices and stock as they are now. */
async function explain(
  ports: CheckoutPorts,
  owner: CartOwner,
  { refused, checkout, input }: { refused: PlaceOrderFailure; checkout: Checkout; input: ConfirmInput },
): Promise<ConfirmFailure> {
  if (refused.code === 'orders.invalid_request')
    throw new Error(`A checkout made an order that cannot be: ${refused.field} ${refused.message}`);
  const now = await readCheckout(ports, owner);
  if (now === null) return { code: 'checkout.empty' };
  if (!now.cart.orderable) return { code: 'checkout.not_orderable' };
  const shown = { lines: now.cart.lines, deliveryMinor: now.costs.deliveryMinor };
  return { code: 'checkout.changed', changes: changesSince(input.seen ?? checkout.seen, shown) };
}
