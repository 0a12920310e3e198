import type { Locale, PageText } from '../language/index.ts';
import { pageText } from '../language/index.ts';
import type { ProductCard, ProductImage } from '../services.ts';

/** A card as it is drawn: every number is already text, so server and browser can never format it differently. */
export interface CardView {
  id: string;
  href: string;
  name: string;
  brand: string | null;
  /** Words where there is no price yet. */
  price: string;
  /** Whether it has a price: else it can be looked at, not bought. */
  priced: boolean;
  /** The higher price before, or null. */
  oldPrice: string | null;
  rating: string | null;
  ratingCount: number;
  /** Only when it matters: few left, or none. */
  stock: { tone: 'few' | 'none'; text: string } | null;
  images: readonly ProductImage[];
  tint: string | null;
}

/** The language to say it in. */
export interface Wording {
  locale: Locale;
}

/** Whether a price is one: 0 says that nobody has set any yet. */
export function isPriced(minor: number): boolean {
  return minor > 0;
}

export function stockNote(
  card: Pick<ProductCard, 'available' | 'stockLeft'>,
  { t }: Pick<PageText, 't'>,
): CardView['stock'] {
  if (!card.available) return { tone: 'none', text: t.product.soldOut };
  if (card.stockLeft === null) return null;
  return { tone: 'few', text: card.stockLeft === 1 ? t.product.lastOne : t.product.onlyLeft(card.stockLeft) };
}

const presented = new WeakMap<ProductCard, Map<Locale, CardView>>();

/** The same card gives the same view again, by which its HTML is known again too. */
export function presentCard(card: ProductCard, { locale }: Wording): CardView {
  const views = presented.get(card) ?? new Map<Locale, CardView>();
  presented.set(card, views);
  const view = views.get(locale) ?? viewOf(card, locale);
  views.set(locale, view);
  return view;
}

function viewOf(card: ProductCard, locale: Locale): CardView {
  const text = pageText(locale);
  const reduced = isPriced(card.priceMinor) && card.compareAtMinor !== null && card.compareAtMinor > card.priceMinor;
  return {
    id: card.id,
    href: text.to(`/products/${encodeURIComponent(card.slug)}`),
    name: card.name,
    brand: card.brand?.name ?? null,
    price: isPriced(card.priceMinor) ? text.money(card.priceMinor, card.currency) : text.t.product.noPrice,
    priced: isPriced(card.priceMinor),
    oldPrice: reduced && card.compareAtMinor !== null ? text.money(card.compareAtMinor, card.currency) : null,
    rating: card.ratingAverage === null || card.ratingCount === 0 ? null : text.number(card.ratingAverage, 1),
    ratingCount: card.ratingCount,
    stock: stockNote(card, text),
    images: card.images.slice(0, 2).map(({ url, width, height, kind, srcset }) => ({
      url,
      alt: '',
      width,
      height,
      kind,
      ...(srcset ? { srcset } : {}),
    })),
    tint: card.tint,
  };
}
