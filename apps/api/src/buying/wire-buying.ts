import type { CartWire, CheckoutWire, OrderWire } from '@vitrine/contracts';
import type { Cart } from '@vitrine/shop/cart';
import type { Checkout } from '@vitrine/shop/checkout';
import type { OrderAddress, OrderView } from '@vitrine/shop/orders';

interface Costs {
  readonly goodsMinor: number;
  readonly discountMinor: number;
  readonly deliveryMinor: number;
  readonly includedTaxMinor: number;
  readonly totalMinor: number;
}

const wireCosts = (costs: Costs) => ({
  goods_minor: costs.goodsMinor,
  discount_minor: costs.discountMinor,
  delivery_minor: costs.deliveryMinor,
  included_tax_minor: costs.includedTaxMinor,
  total_minor: costs.totalMinor,
});

const wireAddress = (address: OrderAddress | null) =>
  address === null
    ? null
    : {
        recipient: address.recipient,
        line1: address.line1,
        line2: address.line2 ?? null,
        postal_code: address.postalCode,
        city: address.city,
        region: address.region ?? null,
        country: address.country,
      };

/** A basket as `/api` answers it. */
export function wireCart(cart: Cart, limitedTo: number | null = null): CartWire {
  return {
    cart_id: cart.id,
    currency: cart.currency,
    item_count: cart.itemCount,
    orderable: cart.orderable,
    lines: cart.lines.map((line) => ({
      sku_id: line.skuId,
      sku: line.sku,
      product_id: line.productId,
      slug: line.slug,
      name: line.name,
      options: { ...line.options },
      quantity: line.quantity,
      unit_price_minor: line.unitPriceMinor,
      line_minor: line.lineMinor,
      stock: line.stock,
      notice:
        line.notice === null
          ? null
          : {
              kind: line.notice.kind,
              left: line.notice.kind === 'short' ? line.notice.left : null,
              from_minor: line.notice.kind === 'price_changed' ? line.notice.fromMinor : null,
            },
    })),
    costs: wireCosts(cart.costs),
    limited_to: limitedTo,
  };
}

/** A checkout as `/api` answers it. */
export function wireCheckout(checkout: Checkout, providers: readonly string[]): CheckoutWire {
  return {
    checkout_id: checkout.id,
    next: checkout.next,
    email: checkout.email,
    address: wireAddress(checkout.address),
    delivery: checkout.delivery?.code ?? null,
    delivery_methods: checkout.methods.map((method) => ({
      code: method.code,
      name: method.name,
      price_minor: method.priceMinor,
      free_from_minor: method.freeFromMinor,
      min_days: method.minDays,
      max_days: method.maxDays,
    })),
    payment: checkout.paymentProvider,
    payment_providers: [...providers],
    costs: wireCosts(checkout.costs),
    currency: checkout.cart.currency,
    seen: checkout.seen,
  };
}

/** An order as `/api` answers it. */
export function wireOrder(order: OrderView): OrderWire {
  return {
    order_id: order.id,
    number: order.number,
    status: order.status,
    placed_at: order.placedAt.toISOString(),
    currency: order.currency,
    email: order.email,
    costs: wireCosts(order),
    lines: order.lines.map((line) => ({
      product_id: line.productId,
      sku_id: line.skuId,
      sku: line.sku,
      name: line.name,
      quantity: line.quantity,
      unit_price_minor: line.unitPriceMinor,
    })),
    address: wireAddress(order.address),
    delivery: order.delivery?.code ?? null,
    history: order.history.map(({ status, changedAt }) => ({ status, changed_at: changedAt.toISOString() })),
    payments: order.payments.map((payment) => ({
      payment_id: payment.id,
      provider: payment.provider,
      status: payment.status,
      amount_minor: payment.amountMinor,
    })),
  };
}
