const caller = { retryable: false, owner: 'caller' } as const;

/** What buying can answer: basket, checkout, orders and payments. */
export const buyingErrors = {
  'request.idempotency_conflict': {
    ...caller,
    status: 409,
    sentence: 'This Idempotency-Key was used for another request. Make a new key for a new request.',
  },
  'cart.sku_unavailable': {
    ...caller,
    status: 409,
    sentence: 'That is no longer sold. Choose something else.',
  },
  'cart.no_price': {
    ...caller,
    status: 409,
    sentence: 'That has no price yet. Choose something else, or come back when it has one.',
  },
  'cart.out_of_stock': {
    ...caller,
    status: 409,
    sentence: 'That is sold out. Choose something else, or try again later.',
  },
  'cart.too_many_lines': {
    ...caller,
    status: 409,
    sentence: 'The basket holds as many different things as one order takes. Order it first.',
  },
  'cart.choose_sku': {
    ...caller,
    status: 409,
    sentence: 'The product comes in several kinds. Send sku_id, or the options that mean one.',
  },
  'checkout.empty': {
    ...caller,
    status: 409,
    sentence: 'The basket is empty. Put something in first.',
  },
  'checkout.invalid_address': {
    ...caller,
    status: 422,
    sentence: 'The address is not complete. Correct the fields named in the answer.',
  },
  'checkout.unknown_delivery': {
    ...caller,
    status: 422,
    sentence: 'There is no such way of delivery. Choose one of delivery_methods.',
  },
  'checkout.unknown_payment': {
    ...caller,
    status: 422,
    sentence: 'There is no such way to pay. Choose one of payment_providers.',
  },
  'checkout.incomplete': {
    ...caller,
    status: 409,
    sentence: 'A step is still open. Answer the step named in the answer first.',
  },
  'checkout.not_orderable': {
    ...caller,
    status: 409,
    sentence: 'Something in the basket cannot be ordered as it stands. Read the notices of /api/cart.',
  },
  'checkout.changed': {
    ...caller,
    status: 409,
    sentence:
      'Something changed since it was shown, and nothing was ordered. Read the checkout again and confirm that.',
  },
  'orders.not_found': {
    ...caller,
    status: 404,
    sentence: 'There is no such order for you. Sign in to its account, or send its token.',
  },
  'orders.not_cancellable': {
    ...caller,
    status: 409,
    sentence: 'The order is no longer unpaid and cannot be cancelled by its buyer. Ask the shop.',
  },
  'payments.not_due': {
    ...caller,
    status: 409,
    sentence: 'The order waits for no payment. Read it again.',
  },
  'payments.invalid': {
    ...caller,
    status: 422,
    sentence: 'The payment form is not complete. Correct the fields named in the answer.',
  },
  'payments.provider_unavailable': {
    status: 503,
    sentence: 'The payment provider cannot be reached. The order is safe; try again in a minute.',
    retryable: true,
    owner: 'operator',
  },
  'accounts.wrong_credentials': {
    ...caller,
    status: 401,
    sentence:
      'E-mail or password is wrong, or the address is not confirmed yet. Correct them, or follow the link in the mail first.',
  },
  'accounts.throttled': {
    status: 429,
    sentence: 'Too many tries. Wait for the seconds in Retry-After and try again.',
    retryable: true,
    owner: 'caller',
  },
  'accounts.link_invalid': {
    ...caller,
    status: 410,
    sentence: 'This link was used or has run out. Ask for a new one.',
  },
  'accounts.session_not_found': {
    ...caller,
    status: 404,
    sentence: 'There is no such session, or it is over. Those that run are at /api/me/sessions.',
  },
  'accounts.not_found': { ...caller, status: 404, sentence: 'There is no such account. The list is at /api/users.' },
  'accounts.email_taken': {
    ...caller,
    status: 409,
    sentence: 'Another account has this e-mail. Take another one, or change that account.',
  },
  'accounts.last_admin': {
    ...caller,
    status: 409,
    sentence: 'This is the last administrator. Make another one first.',
  },
  'accounts.customer_missing': {
    ...caller,
    status: 409,
    sentence: 'This account belongs to no customer, so it cannot become one. Disable it instead.',
  },
  'accounts.customer_required': {
    ...caller,
    status: 409,
    sentence: 'Accounts of staff have no profile of a customer. Sign in as a customer.',
  },
  'accounts.address_not_found': {
    ...caller,
    status: 404,
    sentence: 'There is no such address. Yours are at /api/me/addresses.',
  },
  'accounts.too_many_addresses': {
    ...caller,
    status: 409,
    sentence: 'There are twenty addresses already. Remove one first.',
  },
} as const;
