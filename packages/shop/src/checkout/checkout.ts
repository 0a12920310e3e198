import type { CartOwner } from '../cart/cart-reads.store.ts';
import { isProductId as isUuid } from '../catalog/product-cards.store.ts';
import type { OrderAddress } from '../orders/place-order.ts';
import { failure, success, type Outcome } from '../outcome.ts';
import { judgeAddress, type FieldFault, type TypedAddress } from './address.ts';
import { selectKnownAddresses, upsertAddress, upsertChoice } from './checkout.store.ts';
import { confirmCheckout, type ConfirmFailure, type ConfirmInput, type ConfirmedOrder } from './confirm.ts';
import type { DeliveryMethod } from './delivery.ts';
import { selectDeliveryMethods } from './delivery.store.ts';
import { readCheckout, type Checkout, type CheckoutPorts } from './read-checkout.ts';

/** Why a step was not taken. */
export type CheckoutFailure =
  | { readonly code: 'checkout.empty' }
  | { readonly code: 'checkout.invalid_address'; readonly faults: readonly FieldFault[] }
  | { readonly code: 'checkout.unknown_delivery' }
  | { readonly code: 'checkout.unknown_payment' };

/** Buying in steps. */
export interface CheckoutUseCases {
  /** Null when the basket is empty. */
  get(owner: CartOwner): Promise<Checkout | null>;
  /** The ways an order can travel now, the usual one first. */
  listWays(): Promise<readonly DeliveryMethod[]>;
  /** Addresses a customer has used or saved, the usual one first. */
  knownAddresses(customerId: string): Promise<readonly OrderAddress[]>;
  setAddress(owner: CartOwner, typed: TypedAddress): Promise<Outcome<Checkout, CheckoutFailure>>;
  setDelivery(owner: CartOwner, method: string): Promise<Outcome<Checkout, CheckoutFailure>>;
  setPayment(owner: CartOwner, provider: string): Promise<Outcome<Checkout, CheckoutFailure>>;
  /** Orders what was reviewed. The same checkout makes one order however often and from wherever it is confirmed. */
  confirm(owner: CartOwner, input: ConfirmInput): Promise<Outcome<ConfirmedOrder, ConfirmFailure>>;
}

/** The checkout use cases. */
export function bindCheckout(ports: CheckoutPorts): CheckoutUseCases {
  const { context } = ports;
  const step = async (
    owner: CartOwner,
    take: (checkout: Checkout) => Promise<CheckoutFailure | null>,
  ): Promise<Outcome<Checkout, CheckoutFailure>> => {
    const before = await readCheckout(ports, owner);
    if (before === null) return failure({ code: 'checkout.empty' });
    const refused = await take(before);
    if (refused !== null) return failure(refused);
    const after = await readCheckout(ports, owner);
    return after === null ? failure({ code: 'checkout.empty' }) : success(after);
  };
  return {
    get: (owner) => readCheckout(ports, owner),
    listWays: () => selectDeliveryMethods(context, ports.terms),
    knownAddresses: async (customerId) => (isUuid(customerId) ? selectKnownAddresses(context, customerId) : []),
    setAddress: (owner, typed) =>
      step(owner, async (checkout) => {
        const judged = judgeAddress(typed);
        if (!judged.ok) return { code: 'checkout.invalid_address', faults: judged.faults };
        await upsertAddress(context, checkout.id, judged);
        return null;
      }),
    setDelivery: (owner, method) =>
      step(owner, async (checkout) => {
        if (!checkout.methods.some(({ code }) => code === method)) return { code: 'checkout.unknown_delivery' };
        await upsertChoice(context, checkout.id, { deliveryMethod: method });
        return null;
      }),
    setPayment: (owner, provider) =>
      step(owner, async (checkout) => {
        if (!ports.providers.includes(provider)) return { code: 'checkout.unknown_payment' };
        await upsertChoice(context, checkout.id, { paymentProvider: provider });
        return null;
      }),
    confirm: (owner, input) => confirmCheckout(ports, owner, input),
  };
}
