import type { ProductTranslation } from './german/write-german.ts';

/** One picture of a product; `drawing` pictures are made by us, `photo` pictures come from an import. */
export interface CatalogImage {
  readonly url: string;
  readonly alt: string;
  readonly width: number;
  readonly height: number;
  readonly kind: 'drawing' | 'photo';
}

/** One thing that can be bought: a size or colour of a product. Prices are integer minor units of `currency`. */
export interface CatalogSku {
  readonly sku: string;
  readonly options: Record<string, string>;
  readonly priceMinor: number;
  readonly compareAtMinor?: number;
  readonly currency: string;
  readonly stock: number;
}

/**
 * The shape that the shop's bulk loader takes (the same names as `CatalogBatch` in `@vitrine/shop`).
 * Declared here by structure, so that generating a catalog needs no database package.
 */
export interface CatalogProduct {
  readonly source: string;
  readonly externalId: string;
  readonly slug: string;
  readonly name: string;
  readonly description: string;
  readonly brand?: { readonly slug: string; readonly name: string };
  /** Root first, leaf last. */
  readonly categoryPath: readonly { readonly slug: string; readonly name: string }[];
  readonly skus: readonly CatalogSku[];
  readonly color?: string;
  readonly tags: readonly string[];
  readonly specs: readonly { readonly name: string; readonly value: string }[];
  readonly metadata: Record<string, unknown>;
  readonly firstAvailable: Date;
  readonly images: readonly CatalogImage[];
  readonly tint?: string;
  readonly archived?: boolean;
  readonly externalRating?: { readonly average: number; readonly count: number };
  /** Texts in further languages, by locale. */
  readonly translations?: Readonly<Record<string, ProductTranslation>>;
}

/** A product of the demo shop, with the latent traits that drive drawings, behaviour and reviews. */
export interface GeneratedProduct extends CatalogProduct {
  /** Position in the catalog, from 0. */
  readonly index: number;
  /** Drawing kind, for example `kettle`. */
  readonly kind: string;
  /** Slug of the root category. */
  readonly categorySlug: string;
  readonly brandSlug: string;
  readonly colorName: string;
  /** `#rrggbb`. */
  readonly colorHex: string;
  readonly material: string;
  /** One of `modern`, `rustic`, `classic`, `playful`, `nordic`, `industrial`. */
  readonly style: string;
  /** Price of the first SKU, in minor units. */
  readonly priceMinor: number;
  /** Latent 0..1, drives ratings. */
  readonly quality: number;
  /** Latent popularity, positive, heavy-tailed, mean near 1. */
  readonly appeal: number;
  /** 1..12, or null when demand is even through the year. */
  readonly seasonPeakMonth: number | null;
  /** Drawing kinds that go with it. */
  readonly complements: readonly string[];
  /** Facts by kind: sizes in cm, capacities in l, and words such as `closure`. */
  readonly attributes: Readonly<Record<string, string | number>>;
}
