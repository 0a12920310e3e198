import type { PageText } from '../../language/index.ts';
import { formatLocale } from '../../language/index.ts';
import type { ProductCard } from '../../services.ts';
import type { Checkout, FieldFault, OrderAddress, PaymentFault, SeenChange } from '../../services/buy-services.ts';
import { presentCart, presentCosts, type CartLineView, type CostsView } from './present-cart.ts';

/** The steps in their order; each is a page. */
export const steps = ['address', 'delivery', 'payment', 'review'] as const;
export type Step = (typeof steps)[number];

/** A way of delivery as it is offered. */
export interface MethodView {
  code: string;
  name: string;
  description: string;
  days: string;
  price: string;
}

/** A checkout as its pages draw it. */
export interface CheckoutView {
  id: string;
  seen: string;
  next: Step;
  lines: readonly CartLineView[];
  costs: CostsView;
  email: string | null;
  address: readonly string[] | null;
  methods: readonly MethodView[];
  delivery: MethodView | null;
  paymentProvider: string | null;
}

/** An address in lines, as it stands on a parcel. */
export function addressLines(address: OrderAddress, { locale }: Pick<PageText, 'locale'>): string[] {
  const country = new Intl.DisplayNames([formatLocale[locale]], { type: 'region' }).of(address.country);
  return [
    address.recipient,
    address.line1,
    address.line2 ?? '',
    `${address.postalCode} ${address.city}`.trim(),
    address.region ?? '',
    country ?? address.country,
  ].filter((line) => line !== '');
}

/** The countries of the list, by their names in the page's language. */
export function countryChoices(codes: readonly string[], { locale }: PageText): { value: string; label: string }[] {
  const names = new Intl.DisplayNames([formatLocale[locale]], { type: 'region' });
  return codes
    .map((value) => ({ value, label: names.of(value) ?? value }))
    .toSorted((a, b) => a.label.localeCompare(b.label, locale));
}

export function presentCheckout(
  checkout: Checkout,
  cards: ReadonlyMap<string, ProductCard>,
  text: PageText,
): CheckoutView {
  const { t, money } = text;
  const { cart, costs } = checkout;
  const methods = checkout.methods.map((method) => {
    const isFree = method.freeFromMinor !== null && costs.goodsMinor >= method.freeFromMinor;
    return {
      code: method.code,
      name: method.name,
      description: method.description,
      days: t.checkout.days(method.minDays, method.maxDays),
      price: isFree ? t.cart.free : money(method.priceMinor, cart.currency),
    };
  });
  return {
    id: checkout.id,
    seen: checkout.seen,
    next: checkout.next,
    lines: presentCart(cart, cards, text).lines,
    costs: presentCosts(costs, cart.currency, text),
    email: checkout.email,
    address: checkout.address === null ? null : addressLines(checkout.address, text),
    methods,
    delivery: methods.find(({ code }) => code === checkout.delivery?.code) ?? null,
    paymentProvider: checkout.paymentProvider,
  };
}

/** What is wrong with each field, in words. */
export function faultWords(faults: readonly FieldFault[], { t }: PageText): Record<string, string> {
  const { rules } = t.checkout;
  return Object.fromEntries(
    faults.map(({ field, rule, example }) => {
      if (rule === 'required') return [field, rules.required[field] ?? ''];
      return [field, rule === 'postal_code' ? rules.postal_code(example ?? '') : rules[rule]];
    }),
  );
}

/** What is wrong with each field of the till's form, in words. */
export function cardFaultWords(faults: readonly PaymentFault[], { t }: PageText): Record<string, string> {
  return Object.fromEntries(faults.map(({ field, rule }) => [field, t.checkout.cardRules[rule]]));
}

/** What changed since the buyer looked, a sentence each. */
export function changeWords(
  changes: readonly SeenChange[],
  cart: Checkout['cart'] | null,
  { t, money }: PageText,
): string[] {
  const words = t.checkout.changes;
  const nameOf = (skuId: string) => cart?.lines.find((line) => line.skuId === skuId)?.name ?? '';
  const currency = cart?.currency ?? 'EUR';
  const said = changes.map((change) => {
    switch (change.kind) {
      case 'price':
        return words.price(nameOf(change.skuId), money(change.fromMinor, currency), money(change.toMinor, currency));
      case 'quantity':
        return words.quantity(nameOf(change.skuId), change.from, change.to);
      case 'added':
        return words.added(nameOf(change.skuId));
      case 'removed':
        return words.removed;
      case 'delivery':
        return words.delivery(money(change.fromMinor, currency), money(change.toMinor, currency));
    }
  });
  return said.length > 0 ? said : [words.other];
}
