import type { CardView, Wording } from '../../design/present-card.ts';
import { isPriced, presentCard } from '../../design/present-card.ts';
import type { PageText } from '../../language/index.ts';
import { pageText } from '../../language/index.ts';
import type { ProductImage, ProductPage, ProductSku } from '../../services.ts';

export interface ReviewView {
  id: string;
  rating: number;
  title: string;
  body: string;
  /** For those who have it read to them: a review keeps its own language. */
  lang: string;
  by: string;
  when: string;
}

export interface OptionGroup {
  name: string;
  values: readonly { value: string; href: string; chosen: boolean; available: boolean }[];
}

/** A product's page as it is drawn. */
export interface ProductView {
  card: CardView;
  images: readonly ProductImage[];
  description: readonly string[];
  trail: readonly { href: string; name: string }[];
  sku: string | null;
  price: string;
  oldPrice: string | null;
  presence: { tone: 'in' | 'few' | 'none'; text: string };
  groups: readonly OptionGroup[];
  specs: readonly { name: string; value: string }[];
  average: string | null;
  /** The average as whole stars. */
  stars: number;
  reviewCount: number;
  histogram: readonly number[];
  reviews: readonly ReviewView[];
}

/** The SKU asked for by code, else the first that can be had at a price, else the first that is there. */
export function chooseSku(skus: readonly ProductSku[], code: string | null): ProductSku | undefined {
  return (
    skus.find((sku) => sku.sku === code) ??
    skus.find((sku) => sku.available && isPriced(sku.priceMinor)) ??
    skus.find((sku) => sku.available) ??
    skus[0]
  );
}

/** One group an option name; each value leads to the SKU that differs from the chosen one as little as possible. */
export function optionGroups(skus: readonly ProductSku[], chosen: ProductSku | undefined, path: string): OptionGroup[] {
  if (!chosen || skus.length < 2) return [];
  const names = [...new Set(skus.flatMap((sku) => Object.keys(sku.options)))];
  return names.map((name) => {
    const values = [...new Set(skus.flatMap((sku) => sku.options[name] ?? []))];
    return {
      name,
      values: values.map((value) => {
        const fits = skus.filter((sku) => sku.options[name] === value);
        const likeness = (sku: ProductSku) =>
          names.filter((other) => sku.options[other] === chosen.options[other]).length + (sku.available ? 0.5 : 0);
        const target = [...fits].sort((a, b) => likeness(b) - likeness(a))[0];
        return {
          value,
          href: target ? `${path}?sku=${encodeURIComponent(target.sku)}` : path,
          chosen: chosen.options[name] === value,
          available: target?.available ?? false,
        };
      }),
    };
  });
}

function presenceOf(sku: ProductSku | undefined, { t: { product: words } }: PageText): ProductView['presence'] {
  if (!sku?.available) return { tone: 'none', text: words.soldOut };
  if (sku.stock > 5) return { tone: 'in', text: words.inStock };
  return { tone: 'few', text: sku.stock === 1 ? words.inStockLast : words.inStockLeft(sku.stock) };
}

export function presentProduct(product: ProductPage, skuCode: string | null, wording: Wording): ProductView {
  const text = pageText(wording.locale);
  const card = presentCard(product, wording);
  const sku = chooseSku(product.skus, skuCode);
  const money = (minor: number) => (isPriced(minor) ? text.money(minor, product.currency) : text.t.product.noPrice);
  const price = sku?.priceMinor ?? product.priceMinor;
  const before = sku ? sku.compareAtMinor : product.compareAtMinor;
  return {
    card,
    images: product.images,
    description: product.description.split(/\n{1,}/).filter((paragraph) => paragraph.trim() !== ''),
    trail: product.breadcrumbs.map(({ slug, name }) => ({ href: `/categories/${slug}`, name })),
    sku: sku?.sku ?? null,
    price: money(price),
    oldPrice: before !== null && before > price ? money(before) : null,
    presence: presenceOf(sku, text),
    groups: optionGroups(product.skus, sku, card.href),
    specs: product.specs,
    average: product.reviews.average === null ? null : text.number(product.reviews.average, 1),
    stars: Math.round(product.reviews.average ?? 0),
    reviewCount: product.reviews.count,
    histogram: product.reviews.histogram,
    reviews: product.reviews.latest.map((review) => ({
      id: review.id,
      rating: review.rating,
      title: review.title,
      body: review.body,
      lang: review.locale,
      by: `${review.author ?? text.t.product.someone}${review.verified ? text.t.product.bought : ''}`,
      when: text.date(review.createdAt),
    })),
  };
}
