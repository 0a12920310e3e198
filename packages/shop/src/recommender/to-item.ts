import { toMajorUnits, type ItemInput, type UserInput } from '@vitrine/contracts';

/** A product as the recommender needs it. */
export interface SyncedProduct {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly description: string;
  readonly brandSlug: string | null;
  readonly brandName: string | null;
  /** Slugs, root first. */
  readonly categoryPath: readonly string[];
  readonly color: string | null;
  readonly tags: readonly string[];
  /** Of the SKUs sold: `{ color: 'black' }`. */
  readonly options: readonly Readonly<Record<string, string>>[];
  /** Lowest price in the shop's currency; null when there is none. */
  readonly priceMinor: number | null;
  readonly available: boolean;
  readonly imageUrl: string | null;
  readonly ratingAverage: number | null;
  readonly ratingCount: number;
  readonly ratingBin: string | null;
  readonly firstAvailable: Date;
  readonly updatedAt: Date;
  readonly metadata: Readonly<Record<string, unknown>>;
}

const maxTags = 200;
const maxTagChars = 256;
const maxDescription = 20_000;
const maxUrlChars = 2000;
const facetOptions: Readonly<Record<string, string>> = {
  color: 'color',
  colour: 'color',
  size: 'size',
  material: 'material',
};

/** A tag in the form every part compares: lower case, words joined by hyphens. */
function normaliseFacet(prefix: string, value: string): string {
  return `${prefix}:${value.trim().toLowerCase().replaceAll(/\s+/g, '-')}`.slice(0, maxTagChars);
}

/** An address that may be shown: absolute http(s), or a path of this site put behind `siteUrl`. Anything else is left out. */
export function checkedUrl(url: string | null, siteUrl: string): string | undefined {
  if (url === null || url.length > maxUrlChars || /[\s\\]/.test(url)) return undefined;
  if (/^\/(?!\/)/.test(url)) return `${siteUrl}${url}`;
  if (!URL.canParse(url)) return undefined;
  const { protocol, username } = new URL(url);
  return (protocol === 'https:' || protocol === 'http:') && username === '' ? url : undefined;
}

/** The tags of a product: `brand:*`, `category:*` (its own), `cat:*` (its whole branch), facets such as `color:black`, then its own tags. */
function tagsOf(product: SyncedProduct): string[] {
  const facets = product.options.flatMap((options) =>
    Object.entries(options).flatMap(([name, value]) => {
      const facet = facetOptions[name.toLowerCase()];
      return facet === undefined ? [] : [normaliseFacet(facet, value)];
    }),
  );
  const leaf = product.categoryPath.at(-1);
  const tags = [
    ...(product.brandSlug === null ? [] : [normaliseFacet('brand', product.brandSlug)]),
    ...(leaf === undefined ? [] : [normaliseFacet('category', leaf)]),
    ...product.categoryPath.map((slug) => normaliseFacet('cat', slug)),
    ...(product.color === null ? [] : [normaliseFacet('color', product.color)]),
    ...facets,
    ...product.tags.map((tag) => tag.slice(0, maxTagChars)),
  ];
  return [...new Set(tags)].slice(0, maxTags);
}

/** A product on the wire of `/v1`: price in decimal major units, archived or sold out means not available. */
export function toItem(
  product: SyncedProduct,
  shop: { readonly currency: string; readonly siteUrl: string },
): ItemInput {
  const url = checkedUrl(`/products/${product.slug}`, shop.siteUrl);
  const imageUrl = checkedUrl(product.imageUrl, shop.siteUrl);
  return {
    item_id: product.id,
    available: product.available && product.priceMinor !== null,
    ...(product.priceMinor === null ? {} : { price: toMajorUnits(product.priceMinor, shop.currency) }),
    tags: tagsOf(product),
    props: {
      name: product.name,
      slug: product.slug,
      currency: shop.currency,
      main_category: product.categoryPath[0] ?? null,
      color: product.color,
      rating_average: product.ratingAverage,
      rating_count: product.ratingCount,
      rating_bin: product.ratingBin,
    },
    ...(product.brandName === null ? {} : { brand: product.brandName.slice(0, maxTagChars) }),
    category: product.categoryPath.at(-1) ?? '',
    category_path: [...product.categoryPath],
    description: product.description.slice(0, maxDescription),
    ...(imageUrl === undefined ? {} : { image_url: imageUrl }),
    ...(url === undefined ? {} : { url }),
    first_available: product.firstAvailable.toISOString(),
    metadata_version: product.updatedAt.toISOString(),
  };
}

/** A customer as the recommender needs them: never a name, an e-mail or an address. */
export interface SyncedCustomer {
  readonly id: string;
  readonly locale: string | null;
  readonly country: string | null;
  readonly birthYear: number | null;
  readonly gender: string | null;
  readonly loyaltyTier: string | null;
  readonly newsletter: boolean;
  /** False when the customer has refused personalisation: then nothing but the id is told. */
  readonly personalised: boolean;
  readonly preferredCategories: readonly string[];
  /** What they last signed in with ("Safari, iPhone"); null when unknown. */
  readonly device: string | null;
  /** Whether they have an account. */
  readonly registered: boolean;
  readonly joinedAt: Date;
  readonly updatedAt: Date;
}

function deviceKind(device: string | null): 'phone' | 'tablet' | 'desk' | null {
  if (device === null) return null;
  if (/iPhone|Android/.test(device)) return 'phone';
  return device.includes('iPad') ? 'tablet' : 'desk';
}

/** A customer on the wire of `/v1`. */
export function toUser(customer: SyncedCustomer, locale: string): UserInput {
  if (!customer.personalised) return { user_id: customer.id, traits: {} };
  return {
    user_id: customer.id,
    traits: {
      locale: customer.locale ?? locale,
      country: customer.country,
      // A decade says enough for taste and too little to find a person by.
      birth_decade: customer.birthYear === null ? null : Math.floor(customer.birthYear / 10) * 10,
      gender: customer.gender,
      loyalty_tier: customer.loyaltyTier ?? 'none',
      newsletter: customer.newsletter,
      preferred_categories: customer.preferredCategories,
      device: deviceKind(customer.device),
      registered: customer.registered,
      joined_at: customer.joinedAt.toISOString(),
      last_seen: customer.updatedAt.toISOString(),
    },
  };
}
