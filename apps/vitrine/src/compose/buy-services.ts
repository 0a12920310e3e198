import type { PageVisit } from '@vitrine/api';
import { newId } from '@vitrine/database';
import type { ShopUseCases } from '@vitrine/shop';
import type { BuyerTrace, CartOwner } from '@vitrine/shop/cart';
import { deliveryCountries } from '@vitrine/shop/checkout';
import type { OrderView } from '@vitrine/shop/orders';
import type { WebServices } from './page-contract.ts';

type BuyServices = WebServices['buy'];
type Visitor = PageVisit['visitor'];

/** Whose basket a visitor's is. Staff have no customer: they buy as guests do. */
export function cartOwner(visitor: Pick<Visitor, 'anonymousId' | 'account'>): CartOwner {
  const customerId = visitor.account?.customerId ?? null;
  return customerId === null ? { visitorId: visitor.anonymousId } : { customerId };
}

/** Whose events a change becomes; null when the visitor allowed none. */
export function buyerTrace(visitor: Pick<Visitor, 'id' | 'sessionId' | 'consent'>): BuyerTrace | null {
  return visitor.consent === 'none' ? null : { userId: visitor.id, sessionId: visitor.sessionId || null };
}

/** Buying for one visit, in the visitor's language. */
export function buyServices(shop: ShopUseCases, visitor: Visitor): BuyServices {
  const owner = cartOwner(visitor);
  const trace = buyerTrace(visitor);
  const customerId = visitor.account?.customerId ?? null;
  // A page kept for strangers has no visitor: nothing can lie in its basket.
  const nobody = 'visitorId' in owner && owner.visitorId === '';
  return {
    cart: {
      get: () => shop.cart.get(owner),
      count: async () => (nobody ? 0 : shop.cart.count(owner)),
      add: (request) => addToCart(shop, { owner, trace, request }),
      change: (skuId, quantity) =>
        shop.cart.change(owner, { skuId, quantity, trace, cause: { surface: 'cart', recommended: false } }),
      remove: (skuId) => shop.cart.remove(owner, skuId),
      clear: () => shop.cart.clear(owner),
      acceptPrices: () => shop.cart.acceptPrices(owner),
    },
    checkout: {
      get: () => shop.checkout.get(owner),
      known: async () =>
        customerId === null
          ? { email: null, addresses: [] }
          : {
              email: (await shop.customers.getProfile(customerId))?.email ?? null,
              addresses: await shop.checkout.knownAddresses(customerId),
            },
      ways: () => shop.checkout.listWays(),
      countries: deliveryCountries,
      providers: shop.payments.providers,
      setAddress: (typed) => shop.checkout.setAddress(owner, typed),
      setDelivery: (method) => shop.checkout.setDelivery(owner, method),
      setPayment: (provider) => shop.checkout.setPayment(owner, provider),
      confirm: (input) => shop.checkout.confirm(owner, { ...input, trace }),
    },
    orders: ordersOf(shop, { owner, trace, customerId }),
    newKey: () => newId(shop.context.clock),
    isGuest: customerId === null,
  };
}

interface Buyer {
  readonly owner: CartOwner;
  readonly trace: BuyerTrace | null;
  readonly customerId: string | null;
}

function ordersOf(shop: ShopUseCases, { owner, trace, customerId }: Buyer): BuyServices['orders'] {
  const held = async (tokens: readonly string[]) => {
    const found = await Promise.all(tokens.map((token) => shop.orders.getByToken(token)));
    return found.filter((order): order is OrderView => order !== null);
  };
  return {
    async list(tokens) {
      const own = customerId === null ? [] : await shop.orders.listForCustomer(customerId);
      const known = new Set(own.map(({ id }) => id));
      const more = (await held(tokens)).filter(({ id }) => !known.has(id));
      return [...own, ...more].toSorted((a, b) => b.placedAt.getTime() - a.placedAt.getTime());
    },
    async open(number, tokens) {
      const own = customerId === null ? null : await shop.orders.getOfCustomer(customerId, number);
      return own ?? (await held(tokens)).find((order) => order.number === number) ?? null;
    },
    openByToken: (token) => shop.orders.getByToken(token),
    cancel: async (orderId) => (await shop.orders.cancelByBuyer(orderId)).ok,
    payment: (orderId) => shop.payments.open(orderId),
    pay: (orderId, form) => shop.payments.pay(orderId, form),
    confirmPayment: (orderId, answer) => shop.payments.confirm(orderId, answer),
    checkPayment: (orderId) => shop.payments.check(orderId),
    async buyAgain(order) {
      let added = 0;
      for (const { skuId, quantity } of order.lines) {
        const cause = { surface: 'orders', widget: 'buy-again', recommended: false };
        const put = await shop.cart.add(owner, { skuId, quantity, trace, cause });
        if (put.ok) added += 1;
      }
      return { added, missing: order.lines.length - added };
    },
  };
}

type AddRequest = Parameters<BuyServices['cart']['add']>[0];

/** Puts in what one press of a button meant. */
async function addToCart(
  shop: ShopUseCases,
  { owner, trace, request }: { owner: CartOwner; trace: BuyerTrace | null; request: AddRequest },
): ReturnType<BuyServices['cart']['add']> {
  const { quantity, cause, formKey } = request;
  const chosen = await chooseSku(shop, request);
  if (!chosen.ok) return chosen;
  const put = await shop.cart.add(owner, { skuId: chosen.value, quantity, cause, trace, formKey });
  if (!put.ok) return put;
  const { cart, limited } = put.value;
  const line = cart.lines.find(({ skuId }) => skuId === chosen.value);
  const [name, slug] = [line?.name ?? '', line?.slug ?? ''];
  return { ok: true, value: { name, slug, quantity: line?.quantity ?? quantity, left: limited?.left ?? null, cart } };
}

type Chosen = { ok: true; value: string } | Extract<Awaited<ReturnType<BuyServices['cart']['add']>>, { ok: false }>;

/** The SKU that is meant: named, or the only one, or the one with these options. */
async function chooseSku(shop: ShopUseCases, { skuId, productId, options }: AddRequest): Promise<Chosen> {
  if (skuId !== undefined) return { ok: true, value: skuId };
  const product = await shop.catalog.getProductById(productId ?? '');
  if (product === null) return { ok: false, error: { code: 'cart.sku_unavailable' } };
  const asked = Object.entries(options ?? {});
  const fit = product.skus.filter((sku) => asked.every(([name, value]) => sku.options[name] === value));
  const [only] = fit;
  if (only === undefined) return { ok: false, error: { code: 'cart.sku_unavailable' } };
  return fit.length === 1
    ? { ok: true, value: only.id }
    : { ok: false, error: { code: 'cart.choose_sku', slug: product.slug } };
}
