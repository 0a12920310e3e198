import { z } from 'zod';
import { absent } from '../wire/primitives.ts';

const minor = z.int().meta({ description: 'Minor units of the currency.' });
const uuid = z.string().max(64);

/** Where the buyer stood: what the events of the purchase name as their cause. */
const cause = z
  .object({
    surface: z.string().regex(/^[a-z0-9][a-z0-9_-]{0,63}$/, 'must be lower case letters, digits, - and _'),
    widget: absent(z.string().max(64)),
    request_id: absent(z.string().max(128)).meta({ description: 'Of the answer that recommended it.' }),
    rank: absent(z.int().min(1).max(10_000)),
  })
  .meta({ id: 'BuyCause' });

const notice = z.object({
  kind: z.enum(['unavailable', 'no_price', 'sold_out', 'short', 'price_changed']),
  left: z.int().nullable(),
  from_minor: z.int().nullable(),
});

const cartLine = z.object({
  sku_id: z.string(),
  sku: z.string(),
  product_id: z.string(),
  slug: z.string(),
  name: z.string(),
  options: z.record(z.string(), z.string()),
  quantity: z.int(),
  unit_price_minor: z.int().nullable().meta({ description: 'Null when it is no longer sold.' }),
  line_minor: minor,
  stock: z.int(),
  notice: notice.nullable().meta({ description: 'What keeps the line from being ordered, or should be known of it.' }),
});

const costs = z.object({
  goods_minor: minor,
  discount_minor: minor,
  delivery_minor: minor,
  included_tax_minor: minor,
  total_minor: minor,
});

/** A basket with what it costs now. */
export const cartAnswer = z
  .object({
    cart_id: z.string().nullable(),
    currency: z.string(),
    item_count: z.int(),
    orderable: z.boolean(),
    lines: z.array(cartLine),
    costs,
    limited_to: z.int().nullable().meta({ description: 'The stock, when less was put in than was asked for.' }),
  })
  .meta({ id: 'Cart' });
/** A basket on the wire. */
export type CartWire = z.output<typeof cartAnswer>;

const quantity = z.int().min(1).max(999);

/** Body of `POST /api/cart/lines`: a SKU, or a product with one kind, or with the options that mean one. */
export const cartLineDraft = z
  .object({
    sku_id: absent(uuid),
    product_id: absent(uuid),
    options: absent(z.record(z.string().max(100), z.string().max(200))),
    quantity: absent(quantity).transform((value) => value ?? 1),
    cause: absent(cause),
  })
  .refine((line) => line.sku_id !== undefined || line.product_id !== undefined, {
    error: 'is required, or product_id',
    path: ['sku_id'],
  })
  .meta({ id: 'CartLineDraft' });
/** Body of `PATCH /api/cart/lines/{sku_id}`. */
export const cartLineChange = z.object({ quantity: z.int().min(0).max(999) }).meta({ id: 'CartLineChange' });
/** One line of the basket. */
export const cartLineParams = z.object({ sku_id: uuid });

const text = (most: number) => absent(z.string().max(most));

/** Body of `POST /api/checkout/address`; each fault is named by its field. */
export const checkoutAddress = z
  .object({
    email: text(500),
    recipient: text(500),
    line1: text(500),
    line2: text(500),
    postal_code: text(100),
    city: text(500),
    region: text(500),
    country: text(10),
  })
  .meta({ id: 'CheckoutAddress' });
/** Body of `POST /api/checkout/delivery` and `/payment`. */
export const checkoutChoice = z.object({ code: z.string().max(64) }).meta({ id: 'CheckoutChoice' });
/** Body of `POST /api/checkout/confirm`. */
export const checkoutConfirmation = z
  .object({
    checkout_id: absent(uuid).meta({ description: 'Confirmed again, it answers the order it became.' }),
    seen: absent(z.string().max(20_000)).meta({
      description: '`seen` of the checkout that was shown; when something changed since, nothing is ordered.',
    }),
  })
  .meta({ id: 'CheckoutConfirmation' });

const address = z.object({
  recipient: z.string(),
  line1: z.string(),
  line2: z.string().nullable(),
  postal_code: z.string(),
  city: z.string(),
  region: z.string().nullable(),
  country: z.string(),
});

/** A checkout as it stands. */
export const checkoutAnswer = z
  .object({
    checkout_id: z.string(),
    next: z.enum(['address', 'delivery', 'payment', 'review']).meta({ description: 'The first open step.' }),
    email: z.string().nullable(),
    address: address.nullable(),
    delivery: z.string().nullable(),
    delivery_methods: z.array(
      z.object({
        code: z.string(),
        name: z.string(),
        price_minor: minor,
        free_from_minor: z.int().nullable(),
        min_days: z.int(),
        max_days: z.int(),
      }),
    ),
    payment: z.string().nullable(),
    payment_providers: z.array(z.string()),
    costs,
    currency: z.string(),
    seen: z.string(),
  })
  .meta({ id: 'Checkout' });
/** A checkout on the wire. */
export type CheckoutWire = z.output<typeof checkoutAnswer>;

/** The order a checkout became. */
export const placedAnswer = z
  .object({
    order_id: z.string(),
    number: z.int(),
    token: z.string().nullable().meta({ description: 'Opens the order to whoever holds it.' }),
    replayed: z.boolean(),
  })
  .meta({ id: 'PlacedOrder' });

/** An order as its buyer reads it. */
export const orderAnswer = z
  .object({
    order_id: z.string(),
    number: z.int(),
    status: z.string(),
    placed_at: z.string(),
    currency: z.string(),
    email: z.string().nullable(),
    costs,
    lines: z.array(
      z.object({
        product_id: z.string(),
        sku_id: z.string(),
        sku: z.string(),
        name: z.string(),
        quantity: z.int(),
        unit_price_minor: minor,
      }),
    ),
    address: address.nullable(),
    delivery: z.string().nullable(),
    history: z.array(z.object({ status: z.string(), changed_at: z.string() })),
    payments: z.array(
      z.object({ payment_id: z.string(), provider: z.string(), status: z.string(), amount_minor: minor }),
    ),
  })
  .meta({ id: 'Order' });
/** An order on the wire. */
export type OrderWire = z.output<typeof orderAnswer>;

/** An account's orders, newest first. */
export const ordersAnswer = z.object({ orders: z.array(orderAnswer) }).meta({ id: 'Orders' });
/** One order by its number. */
export const orderParams = z.object({ number: z.string().regex(/^\d{1,15}$/, 'must be the number of an order') });
/** The token of a guest's order, where no account opens it. */
export const orderTokenQuery = z.object({ token: absent(z.string().max(64)) });
/** Body of `POST /api/orders/{number}/payment`: what the provider's form asks for, or the answer to its question. */
export const paymentAttempt = z
  .object({
    form: absent(z.record(z.string().max(64), z.string().max(200))),
    answer: absent(z.enum(['yes', 'no', 'check'])),
  })
  .meta({ id: 'PaymentAttempt' });
/** How an attempt to pay ended. */
export const paymentAnswer = z
  .object({
    state: z.enum(['paid', 'declined', 'waiting']),
    waits_for: z.enum(['buyer', 'provider']).nullable(),
  })
  .meta({ id: 'PaymentState' });
