import type { CartFailure } from '@vitrine/shop/cart';
import type { CheckoutFailure, FieldFault } from '@vitrine/shop/checkout';
import type { PaymentFailure, PaymentFault } from '@vitrine/shop/payments';
import { failure } from '../dispatch/failure.ts';

/** Why a basket did not change, as `/api` says it. */
export function cartRefused(error: CartFailure | { readonly code: 'request.idempotency_conflict' }) {
  if (error.code === 'cart.invalid_quantity')
    return failure('request.invalid_value', {
      message: `quantity ${error.message}.`,
      faults: [{ path: ['quantity'], message: error.message }],
    });
  return failure(error.code);
}

const addressWords: Readonly<Record<FieldFault['rule'], (fault: FieldFault) => string>> = {
  required: () => 'is required',
  email: () => 'must be an e-mail address such as ada@example.org',
  postal_code: ({ example = '' }) => `must be a postal code of the country, such as ${example}`,
  country: () => 'must be a country we deliver to, as ISO 3166 alpha-2',
  too_long: () => 'is too long',
};

/** Why a step of the checkout was not taken. */
export function checkoutRefused(error: CheckoutFailure) {
  if (error.code !== 'checkout.invalid_address') return failure(error.code);
  return failure(error.code, {
    faults: error.faults.map((fault) => ({ path: [fault.field], message: addressWords[fault.rule](fault) })),
  });
}

const paymentWords: Readonly<Record<PaymentFault['rule'], string>> = {
  required: 'is required',
  card_number: 'must be one of the test cards',
  expiry: 'must be month and year such as 12/29',
  expired: 'must not lie in the past',
  cvc: 'must be three or four digits',
};

/** Why nothing was paid. */
export function paymentRefused(error: PaymentFailure) {
  if (error.code !== 'payments.invalid') return failure(error.code);
  return failure(error.code, {
    faults: error.faults.map(({ field, rule }) => ({ path: ['form', field], message: paymentWords[rule] })),
  });
}
