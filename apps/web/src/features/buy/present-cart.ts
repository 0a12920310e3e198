import type { PageText } from '../../language/index.ts';
import type { ProductCard, ProductImage, ShopReads } from '../../services.ts';
import type { Cart } from '../../services/buy-services.ts';

/** A line of a basket or an order as it is drawn. */
export interface LineView {
  skuId: string;
  name: string;
  /** "Size M, colour blue"; empty when there is nothing to choose. */
  kind: string;
  href: string;
  image: ProductImage | undefined;
  tint: string | null;
  quantity: number;
  each: string | null;
  sum: string | null;
}

/** A line that can still be changed. */
export interface CartLineView extends LineView {
  productId: string;
  /** The most that can be asked for. */
  max: number;
  /** What to know of it; `stop` when it cannot be ordered as it stands. */
  notice: { text: string; stop: boolean; take?: { quantity: number; label: string } } | null;
}

/** What it comes to, in words. */
export interface CostsView {
  goods: string;
  discount: string | null;
  delivery: string;
  deliveryIsFree: boolean;
  total: string;
  tax: string;
  toFree: string | null;
}

export interface CartView {
  lines: readonly CartLineView[];
  count: number;
  orderable: boolean;
  costs: CostsView;
}

/** The pictures of lines, by product; what is no longer shown has none. */
export async function cardsOf(
  shop: Pick<ShopReads, 'getProductCards'>,
  lines: readonly { productId: string }[],
): Promise<ReadonlyMap<string, ProductCard>> {
  if (lines.length === 0) return new Map();
  const cards = await shop.getProductCards([...new Set(lines.map(({ productId }) => productId))]);
  return new Map(cards.map((card) => [card.id, card]));
}

export function kindOf(options: Readonly<Record<string, string>>): string {
  return Object.values(options).join(', ');
}

export function presentCosts(costs: Cart['costs'], currency: string, { t, money }: PageText): CostsView {
  return {
    goods: money(costs.goodsMinor, currency),
    discount: costs.discountMinor > 0 ? money(-costs.discountMinor, currency) : null,
    delivery: costs.deliveryMinor === 0 ? t.cart.free : money(costs.deliveryMinor, currency),
    deliveryIsFree: costs.deliveryMinor === 0,
    total: money(costs.totalMinor, currency),
    tax: t.cart.tax(money(costs.includedTaxMinor, currency)),
    toFree: costs.toFreeDeliveryMinor === null ? null : t.cart.toFree(money(costs.toFreeDeliveryMinor, currency)),
  };
}

function noticeOf(line: Cart['lines'][number], currency: string, { t, money }: PageText): CartLineView['notice'] {
  const { notice } = line;
  switch (notice?.kind) {
    case undefined:
      return null;
    case 'unavailable':
      return { text: t.cart.unavailable, stop: true };
    case 'no_price':
      return { text: t.cart.noPrice, stop: true };
    case 'sold_out':
      return { text: t.cart.soldOut, stop: true };
    case 'short':
      return {
        text: t.cart.short(notice.left),
        stop: true,
        take: { quantity: notice.left, label: t.cart.takeLeft(notice.left) },
      };
    case 'price_changed':
      return { text: t.cart.priceChanged(money(notice.fromMinor, currency)), stop: false };
  }
}

export function presentCart(cart: Cart, cards: ReadonlyMap<string, ProductCard>, text: PageText): CartView {
  const { currency } = cart;
  return {
    lines: cart.lines.map((line) => ({
      skuId: line.skuId,
      productId: line.productId,
      name: line.name,
      kind: kindOf(line.options),
      href: text.to(`/products/${line.slug}?sku=${encodeURIComponent(line.sku)}`),
      image: cards.get(line.productId)?.images[0],
      tint: cards.get(line.productId)?.tint ?? null,
      quantity: line.quantity,
      max: Math.max(1, Math.min(999, line.stock)),
      each: line.unitPriceMinor === null ? null : text.money(line.unitPriceMinor, currency),
      sum: line.unitPriceMinor === null ? null : text.money(line.lineMinor, currency),
      notice: noticeOf(line, currency, text),
    })),
    count: cart.itemCount,
    orderable: cart.orderable,
    costs: presentCosts(cart.costs, currency, text),
  };
}
