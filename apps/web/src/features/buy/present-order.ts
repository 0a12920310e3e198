import type { PageText } from '../../language/index.ts';
import type { ProductCard } from '../../services.ts';
import type { OrderView as Order } from '../../services/buy-services.ts';
import { kindOf, presentCosts, type CostsView, type LineView } from './present-cart.ts';
import { addressLines } from './present-checkout.ts';

/** A moment in the life of an order; without a time it is still to come. */
export interface MomentView {
  status: string;
  when: string | null;
  iso: string | null;
}

/** An order as its pages draw it. */
export interface OrderPageView {
  number: number;
  status: string;
  placed: string;
  count: number;
  total: string;
  lines: readonly LineView[];
  costs: CostsView;
  email: string | null;
  address: readonly string[];
  delivery: { name: string; minDays: number; maxDays: number } | null;
  moments: readonly MomentView[];
  payments: readonly { id: string; status: string; amount: string }[];
  waitsForPayment: boolean;
  /** When it comes, while it is on its way. */
  next: string | null;
}

const goodLife = ['pending', 'paid', 'packed', 'shipped', 'delivered'];

/** What happened, and what is still to come while the order is on its way. */
function momentsOf(order: Order, { date }: PageText): MomentView[] {
  const past = order.history.map(({ status, changedAt }) => ({
    status,
    when: date(changedAt),
    iso: changedAt.toISOString(),
  }));
  const at = goodLife.indexOf(order.status);
  const ahead = at === -1 ? [] : goodLife.slice(at + 1);
  return [...past, ...ahead.map((status) => ({ status, when: null, iso: null }))];
}

/** What a buyer waits for: said from the order's own way of delivery, and only while it is still to come. */
function nextOf({ status, delivery }: Order, { t }: PageText): string | null {
  if (delivery === null || !['paid', 'packed', 'shipped'].includes(status)) return null;
  return t.orders.expect(t.checkout.days(delivery.minDays, delivery.maxDays));
}

export function presentOrder(order: Order, cards: ReadonlyMap<string, ProductCard>, text: PageText): OrderPageView {
  const { currency } = order;
  return {
    number: order.number,
    status: order.status,
    placed: text.t.orders.placed(text.date(order.placedAt)),
    count: order.lines.reduce((sum, line) => sum + line.quantity, 0),
    total: text.money(order.totalMinor, currency),
    lines: order.lines.map((line) => ({
      skuId: line.skuId,
      name: line.name,
      kind: kindOf(line.options),
      href: text.to(`/products/${line.slug}?sku=${encodeURIComponent(line.sku)}`),
      image: cards.get(line.productId)?.images[0],
      tint: cards.get(line.productId)?.tint ?? null,
      quantity: line.quantity,
      each: text.money(line.unitPriceMinor, currency),
      sum: text.money(line.unitPriceMinor * line.quantity, currency),
    })),
    costs: presentCosts({ ...order, toFreeDeliveryMinor: null }, currency, text),
    email: order.email,
    address: order.address === null ? [] : addressLines(order.address, text),
    delivery: order.delivery,
    moments: momentsOf(order, text),
    payments: order.payments.map(({ id, status, amountMinor }) => ({
      id,
      status,
      amount: text.money(amountMinor, currency),
    })),
    waitsForPayment: order.status === 'pending',
    next: nextOf(order, text),
  };
}
