import type { CartOwner } from '../cart/cart-reads.store.ts';
import type { Cart, CartUseCases } from '../cart/cart.ts';
import { cartCosts, type CartCosts } from '../cart/costs.ts';
import type { OrderAddress } from '../orders/place-order.ts';
import type { OrderTerms } from '../orders/quote.ts';
import type { ShopContext } from '../shop-context.ts';
import { selectCheckout } from './checkout.store.ts';
import { cheapestDelivery, type DeliveryMethod } from './delivery.ts';
import { selectDeliveryMethods } from './delivery.store.ts';
import { writeSeen } from './seen.ts';

/** The steps, in order; each has its own page. */
export const checkoutSteps = ['address', 'delivery', 'payment', 'review'] as const;
export type CheckoutStep = (typeof checkoutSteps)[number];

/** A checkout as it stands: it lives in the database with its basket, so a reload or another device of the account goes on where it was. */
export interface Checkout {
  /** The basket's id. */
  readonly id: string;
  readonly cart: Cart;
  readonly email: string | null;
  readonly address: OrderAddress | null;
  readonly methods: readonly DeliveryMethod[];
  readonly delivery: DeliveryMethod | null;
  readonly paymentProvider: string | null;
  /** With the chosen way of delivery, else with the cheapest. */
  readonly costs: CartCosts;
  /** The first step that is still to be answered; `review` when none is. */
  readonly next: CheckoutStep;
  /** What the buyer is shown, for the field `seen` of the last form. */
  readonly seen: string;
}

/** What a checkout stands on. */
export interface CheckoutPorts {
  readonly context: ShopContext;
  readonly terms: OrderTerms;
  readonly cart: CartUseCases;
  /** Codes of the providers that take money. */
  readonly providers: readonly string[];
}

/** A checkout as it stands; null when there is nothing to buy. */
export async function readCheckout(ports: CheckoutPorts, owner: CartOwner): Promise<Checkout | null> {
  const { context, terms } = ports;
  const cart = await ports.cart.get(owner);
  if (cart.id === null || cart.lines.length === 0) return null;
  const [stored, methods] = await Promise.all([
    selectCheckout(context, cart.id),
    selectDeliveryMethods(context, terms),
  ]);
  const delivery = methods.find(({ code }) => code === stored?.deliveryMethod) ?? null;
  const paymentProvider = ports.providers.find((code) => code === stored?.paymentProvider) ?? null;
  const costs = cartCosts(cart.lines, {
    currency: context.currency,
    terms,
    way: delivery ?? cheapestDelivery(methods),
  });
  const [email, address] = [stored?.email ?? null, stored?.address ?? null];
  const answered = {
    address: email !== null && address !== null,
    delivery: delivery !== null,
    payment: paymentProvider !== null,
  };
  const next = !answered.address
    ? 'address'
    : !answered.delivery
      ? 'delivery'
      : !answered.payment
        ? 'payment'
        : 'review';
  const seen = writeSeen({ lines: cart.lines, deliveryMinor: costs.deliveryMinor });
  return { id: cart.id, cart, email, address, methods, delivery, paymentProvider, costs, next, seen };
}
