/** A picture of a product; `url` is absolute or starts with one slash. */
export interface ProductImage {
  readonly url: string;
  readonly alt: string;
  readonly width: number;
  readonly height: number;
  readonly kind: 'drawing' | 'photo';
  /** `url 320w, url 640w`, when renditions exist. */
  readonly srcset?: string;
}

/** A slug for the address and a name for people. */
export interface NamedSlug {
  readonly slug: string;
  readonly name: string;
}

/**
 * Whether a price is one: nothing is given away, so 0 says that nobody has set a price yet. Such a product is shown and recommended,
 * but goes into no basket and no order until it has one.
 */
export function isPriced(priceMinor: number): boolean {
  return priceMinor > 0;
}

/** What a product tile shows. Prices are integer minor units of `currency`. */
export interface ProductCard {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly brand: NamedSlug | null;
  readonly category: NamedSlug;
  /** The lowest price among the SKUs in stock, or among all when none is; 0 while none has a price, see `isPriced`. */
  readonly priceMinor: number;
  readonly compareAtMinor: number | null;
  readonly currency: string;
  /** 1 to 5 with two decimals; null while nobody has rated it. */
  readonly ratingAverage: number | null;
  readonly ratingCount: number;
  readonly available: boolean;
  /** Units left in all SKUs, only when between 1 and 5. */
  readonly stockLeft: number | null;
  /** The first two, in order. */
  readonly images: readonly ProductImage[];
  /** A CSS colour for the tile behind the picture. */
  readonly tint: string | null;
}

/** One orderable size or colour of a product. */
export interface ProductSku {
  readonly id: string;
  readonly sku: string;
  readonly options: Readonly<Record<string, string>>;
  readonly priceMinor: number;
  readonly compareAtMinor: number | null;
  readonly stock: number;
  readonly available: boolean;
}

/** A published review. */
export interface ProductReview {
  readonly id: string;
  readonly rating: number;
  readonly title: string;
  readonly body: string;
  /** The language it is written in, such as `pt-BR`. */
  readonly locale: string;
  /** First name and initial, never more; null when the customer gave no name. */
  readonly author: string | null;
  readonly verified: boolean;
  readonly createdAt: Date;
}

/** The reviews of a product as its page shows them; `histogram` counts 1 to 5 stars in that order. */
export interface ReviewSummary {
  readonly average: number | null;
  readonly count: number;
  readonly histogram: readonly [number, number, number, number, number];
  readonly latest: readonly ProductReview[];
}

/** Everything a product page shows. */
export interface ProductPage extends ProductCard {
  readonly description: string;
  /** Root first, the product's own category last. */
  readonly breadcrumbs: readonly NamedSlug[];
  readonly skus: readonly ProductSku[];
  readonly specs: readonly { readonly name: string; readonly value: string }[];
  readonly tags: readonly string[];
  readonly color: string | null;
  readonly firstAvailable: Date;
  readonly reviews: ReviewSummary;
}

/** A node of the category tree; `productCount` counts the products for sale in it and everything below it, each once. */
export interface CategoryNode {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly description: string;
  readonly productCount: number;
  readonly children: readonly CategoryNode[];
}

/** The orders a list of products can be in. */
export const productSorts = ['newest', 'price-low', 'price-high', 'rating', 'name'] as const;
export type ProductSort = (typeof productSorts)[number];

/** One page of a list of products; `page` counts from 1. */
export interface ProductList {
  readonly products: readonly ProductCard[];
  readonly total: number;
  readonly page: number;
  readonly perPage: number;
  readonly pageCount: number;
}

/** One page of a category. */
export interface CategoryPage extends ProductList {
  readonly category: { readonly slug: string; readonly name: string; readonly description: string };
  /** Root first, this category last. */
  readonly breadcrumbs: readonly NamedSlug[];
  readonly children: readonly (NamedSlug & { readonly productCount: number })[];
}

/** A brand and how many products of it are sold in the visitor's currency. */
export interface Brand extends NamedSlug {
  readonly productCount: number;
}

/** A collection that runs now. */
export interface Collection extends NamedSlug {
  readonly description: string;
  readonly startsAt: Date | null;
  readonly endsAt: Date | null;
  readonly productCount: number;
}
