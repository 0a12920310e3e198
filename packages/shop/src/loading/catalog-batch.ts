import type { Clock } from '@vitrine/database';
import type { NamedSlug, ProductImage } from '../catalog/product.ts';

/** A size or colour in a batch. Money is integer minor units. */
export interface CatalogSku {
  readonly sku: string;
  readonly options: Readonly<Record<string, string>>;
  readonly priceMinor: number;
  readonly compareAtMinor?: number;
  readonly currency: string;
  readonly stock: number;
}

/** What a product is called and what is said of it in one more language. */
export interface ProductTexts {
  readonly name: string;
  readonly description: string;
  readonly specs: readonly { readonly name: string; readonly value: string }[];
  /** In the order of `categoryPath`; shelves that have a name in this language keep it. */
  readonly categoryNames?: readonly string[];
  /** In the order of `images`. */
  readonly imageAlts?: readonly string[];
}

/** A product as a source describes it; `(source, externalId)` is its identity across imports. */
export interface CatalogProduct {
  readonly source: string;
  readonly externalId: string;
  readonly slug: string;
  readonly name: string;
  readonly description: string;
  readonly brand?: NamedSlug;
  /** Root first, the product's own category last; at least one. */
  readonly categoryPath: readonly NamedSlug[];
  readonly skus: readonly CatalogSku[];
  readonly color?: string;
  readonly tags: readonly string[];
  readonly specs: readonly { readonly name: string; readonly value: string }[];
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly firstAvailable: Date;
  /**
   * Time of the newest row this record was made of, for records learned from a log. One that is older than what the shop has
   * changes nothing but an earlier `firstAvailable`.
   */
  readonly asOf?: Date;
  readonly images: readonly Omit<ProductImage, 'srcset'>[];
  readonly tint?: string;
  readonly archived?: boolean;
  readonly externalRating?: { readonly average: number; readonly count: number };
  /** Texts in further languages, by locale. */
  readonly translations?: Readonly<Record<string, ProductTexts>>;
}

/** Products to load; `locale` is the language of their texts (default `en`). */
export interface CatalogBatch {
  readonly products: readonly CatalogProduct[];
  readonly locale?: string;
  /** Colours, names and values of options, and tags in further languages: locale to word to text. */
  readonly words?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** A person as a source knows them. */
export interface ShopCustomer {
  readonly source: string;
  readonly externalId: string;
  readonly email?: string | null;
  readonly firstName?: string | null;
  readonly lastName?: string | null;
  readonly joinedAt: Date;
  readonly locale?: string | null;
  /** ISO 3166 alpha-2. */
  readonly country?: string | null;
  readonly birthYear?: number | null;
  /** In years at `joinedAt`; used when `birthYear` is absent. */
  readonly age?: number | null;
  readonly gender?: 'female' | 'male' | 'other' | null;
  readonly loyaltyTier?: string | null;
  readonly newsletter?: boolean;
  /** Slugs of categories that exist. */
  readonly preferredCategories?: readonly string[];
  readonly addresses?: readonly CustomerAddress[];
}

/** Where a person lives or wants things sent; the first of a customer is the default. */
export interface CustomerAddress {
  readonly recipient: string;
  readonly line1: string;
  readonly line2?: string | null;
  readonly postalCode: string;
  readonly city: string;
  readonly region?: string | null;
  readonly country: string;
}

/** An order of the past; its lines name SKU codes. */
export interface ShopOrder {
  readonly source: string;
  readonly externalId: string;
  /** Of `customerSource`; null for a guest. */
  readonly customerExternalId: string | null;
  /** The order's own source when left out. */
  readonly customerSource?: string;
  readonly placedAt: Date;
  readonly currency: string;
  readonly status: 'pending' | 'paid' | 'packed' | 'shipped' | 'delivered' | 'cancelled' | 'refunded';
  readonly lines: readonly { readonly sku: string; readonly quantity: number; readonly unitPriceMinor: number }[];
  /** What sending it cost; nothing when left out. */
  readonly deliveryMinor?: number;
  /** How it was paid, where the source says. */
  readonly payments?: readonly PastPayment[];
}

/** A payment of the past. Its status follows from that of its order: captured, or still an intent, or given back. */
export interface PastPayment {
  /** Such as `olist:credit_card`. */
  readonly provider: string;
  /** Unique to the provider. */
  readonly reference: string;
  readonly amountMinor: number;
}

/** A review of the past; one per customer and product. */
export interface ShopReview {
  readonly source: string;
  readonly externalId: string;
  readonly productExternalId: string;
  /** The review's own source when left out. */
  readonly productSource?: string;
  readonly customerExternalId: string;
  /** The review's own source when left out. */
  readonly customerSource?: string;
  readonly rating: number;
  readonly title: string;
  readonly body: string;
  readonly createdAt: Date;
  readonly verified: boolean;
  /** Default `en`. */
  readonly locale?: string;
}

/** How to load: the clock for ids and moments, and whether the recommender hears of it (default yes). */
export interface LoadOptions {
  readonly clock: Clock;
  /** For a bulk load that ends with `resyncCatalog`. */
  readonly skipOutbox?: boolean;
}

/** A row that was refused: its index in the batch, the field at fault where one is, and why. */
export interface RejectedRow {
  readonly index: number;
  readonly field: string | null;
  readonly reason: string;
}

/** What a load did. `ids` maps the external id of every row now in the shop to its id. */
export interface LoadReport {
  readonly inserted: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly rejected: readonly RejectedRow[];
  readonly ids: ReadonlyMap<string, string>;
}
