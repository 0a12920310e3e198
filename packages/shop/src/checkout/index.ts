export { bindCheckout } from './checkout.ts';
export type { CheckoutFailure, CheckoutUseCases } from './checkout.ts';
export type { Checkout, CheckoutStep } from './read-checkout.ts';
export type { ConfirmedOrder, ConfirmFailure, ConfirmInput } from './confirm.ts';
export { deliveryCountries } from './address.ts';
export type { AddressField, FieldFault, TypedAddress } from './address.ts';
export type { DeliveryMethod } from './delivery.ts';
export type { SeenChange } from './seen.ts';
