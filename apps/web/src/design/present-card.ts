import type { ProductCard, ProductImage } from '../services.ts';

/** A card as it is drawn: every number is already text, so server and browser can never format it differently. */
export interface CardView {
  id: string;
  href: string;
  name: string;
  brand: string | null;
  price: string;
  /** The higher price before, or null. */
  oldPrice: string | null;
  rating: string | null;
  ratingCount: number;
  /** Only when it matters: few left, or none. */
  stock: { tone: 'few' | 'none'; text: string } | null;
  images: readonly ProductImage[];
  tint: string | null;
}

export interface Wording {
  locale: string;
}

const formats = new Map<string, Intl.NumberFormat>();

/** Money of integer minor units in words of the locale, e.g. `€49.00`. */
export function formatMoney(minor: number, currency: string, locale: string): string {
  const key = `${locale}|${currency}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.NumberFormat(locale, { style: 'currency', currency });
    formats.set(key, format);
  }
  return format.format(minor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}

export function stockNote(card: Pick<ProductCard, 'available' | 'stockLeft'>): CardView['stock'] {
  if (!card.available) return { tone: 'none', text: 'Sold out for now' };
  if (card.stockLeft === null) return null;
  return { tone: 'few', text: card.stockLeft === 1 ? 'The last one' : `Only ${card.stockLeft} left` };
}

export function presentCard(card: ProductCard, { locale }: Wording): CardView {
  const reduced = card.compareAtMinor !== null && card.compareAtMinor > card.priceMinor;
  return {
    id: card.id,
    href: `/products/${encodeURIComponent(card.slug)}`,
    name: card.name,
    brand: card.brand?.name ?? null,
    price: formatMoney(card.priceMinor, card.currency, locale),
    oldPrice: reduced && card.compareAtMinor !== null ? formatMoney(card.compareAtMinor, card.currency, locale) : null,
    rating: card.ratingAverage === null || card.ratingCount === 0 ? null : card.ratingAverage.toFixed(1),
    ratingCount: card.ratingCount,
    stock: stockNote(card),
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
