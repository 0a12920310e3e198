import { z } from 'zod';
import { queryFlag, strictInteger } from '../wire/primitives.ts';
import { productCard } from './products.ts';

const mostValues = 50;

/** Slugs of a query string: repeated, or separated by commas. */
function slugs(what: string) {
  const message = `must be at most ${mostValues} slugs of 1 to 200 characters: repeat it or separate them by commas`;
  return z
    .union([z.string(), z.array(z.string())], { error: message })
    .optional()
    .transform((raw, ctx) => {
      const values = [raw ?? []]
        .flat()
        .flatMap((text) => text.split(','))
        .map((text) => text.trim())
        .filter(Boolean);
      if (values.length <= mostValues && values.every((value) => value.length <= 200)) return [...new Set(values)];
      ctx.addIssue({ code: 'custom', message });
      return z.NEVER;
    })
    .meta({ wire: { type: 'array', items: { type: 'string' }, maxItems: mostValues }, description: what });
}

/** A number of a query string, or nothing. */
function optionalNumber(bounds: { min: number; max: number; whole: boolean }, what: string) {
  const message = `must be a ${bounds.whole ? 'whole ' : ''}number from ${bounds.min} to ${bounds.max}`;
  return z
    .union([z.number(), z.string()], { error: message })
    .optional()
    .transform((raw, ctx) => {
      if (raw === undefined || raw === '') return undefined;
      const value = typeof raw === 'string' && !/^-?\d+(\.\d+)?$/.test(raw) ? Number.NaN : Number(raw);
      if (value >= bounds.min && value <= bounds.max && (!bounds.whole || Number.isSafeInteger(value))) return value;
      ctx.addIssue({ code: 'custom', message });
      return z.NEVER;
    })
    .meta({
      wire: { type: bounds.whole ? 'integer' : 'number', minimum: bounds.min, maximum: bounds.max },
      description: what,
    });
}

const minor = { min: 0, max: Number.MAX_SAFE_INTEGER, whole: true } as const;
const slug = z.string().min(1, 'must not be empty').max(200, 'must have at most 200 characters').optional();

/** The orders of a listing. */
export const listingOrders = [
  'relevance',
  'popularity',
  'newest',
  'price-low',
  'price-high',
  'rating',
  'name',
] as const;

/** Query of `GET /api/products`. */
export const productsQuery = z.object({
  search: z
    .string()
    .max(200, 'must have at most 200 characters')
    .optional()
    .meta({ description: 'Words to search for; wrong letters, accents and beginnings of words are forgiven.' }),
  category: slug.meta({ description: 'Slug of a category; its subcategories count too.' }),
  collection: slug.meta({ description: 'Slug of a collection that runs now.' }),
  brand: slugs('Slugs of brands; any of them.'),
  color: slugs('Colours as the facets name them; any of them.'),
  tag: slugs('Tags; any of them.'),
  price_min: optionalNumber(minor, 'Lowest price, minor units of the currency.'),
  price_max: optionalNumber(minor, 'Highest price, minor units of the currency.'),
  rating: optionalNumber({ min: 1, max: 5, whole: false }, 'This many stars on average, or more.'),
  available: queryFlag.meta({ description: 'Only what can be bought now.' }),
  sort: z
    .enum(listingOrders, { error: `must be one of ${listingOrders.join(', ')}` })
    .optional()
    .meta({ description: 'Default: relevance with a search, else popularity.' }),
  page: strictInteger({ min: 1, max: 10_000, fallback: 1 }),
  per_page: strictInteger({ min: 1, max: 100, fallback: 24 }),
  cursor: z.string().max(2000, 'must have at most 2000 characters').optional().meta({
    description: '`next_cursor` of the page before; stays right while products come and go. Instead of `page`.',
  }),
  facets: queryFlag.meta({ description: 'Whether to count the values one can filter by.' }),
});

const facetValue = z.object({
  value: z.string(),
  name: z.string(),
  count: z.int().meta({ description: 'What choosing it would give beside all other filters.' }),
  selected: z.boolean(),
  hex: z.string().optional(),
});

/** Counts beside a listing. */
export const productFacets = z
  .object({
    categories: z.array(facetValue.extend({ depth: z.int(), parent: z.string().nullable() })),
    brands: z.array(facetValue),
    colors: z.array(facetValue),
    tags: z.array(facetValue),
    ratings: z.array(z.object({ min: z.int(), count: z.int(), selected: z.boolean() })),
    available: z.object({ count: z.int(), selected: z.boolean() }),
    price: z.object({
      min_minor: z.int(),
      max_minor: z.int(),
      histogram: z.array(z.object({ from_minor: z.int(), to_minor: z.int(), count: z.int() })),
    }),
  })
  .meta({ id: 'ProductFacets' });
/** Counts beside a listing. */
export type ProductFacetsWire = z.output<typeof productFacets>;

/** Answer of `GET /api/products`. */
export const productsPage = z
  .object({
    items: z.array(productCard),
    page: z.int(),
    per_page: z.int(),
    total: z.int(),
    page_count: z.int(),
    next_cursor: z.string().nullable(),
    facets: productFacets.nullable().meta({ description: 'Null unless `facets=true`.' }),
    corrected_from: z.string().nullable().meta({
      description: 'What was searched for, when nothing had these words and the page shows another spelling.',
    }),
    did_you_mean: z.object({ text: z.string(), total: z.int() }).nullable(),
  })
  .meta({ id: 'ProductsPage' });

/** Query of `GET /api/products/suggestions`. */
export const suggestionsQuery = z.object({
  q: z
    .string({ error: (issue) => (issue.input === undefined ? 'is required' : undefined) })
    .max(200, 'must have at most 200 characters')
    .meta({ description: 'What has been typed so far.' }),
  limit: strictInteger({ min: 1, max: 20, fallback: 6 }),
  locale: z
    .string()
    .regex(/^[a-z]{2}(-[A-Z]{2})?$/, 'must look like en or de-AT')
    .optional()
    .meta({ description: 'The language names are given in; default: that of the shop.' }),
});

const countedShelf = z.object({ slug: z.string(), name: z.string(), products: z.int() });

/** Answer of `GET /api/products/suggestions`. */
export const suggestionsAnswer = z
  .object({
    products: z.array(
      z.object({
        id: z.string(),
        slug: z.string(),
        name: z.string(),
        image_url: z.string().nullable(),
        price_minor: z.int(),
        price_known: z.boolean(),
        currency: z.string(),
      }),
    ),
    categories: z.array(countedShelf),
    brands: z.array(countedShelf),
    phrases: z.array(z.string()),
  })
  .meta({ id: 'Suggestions' });

/** Answer of `GET /api/brands`. */
export const brandsAnswer = z.object({ items: z.array(countedShelf) }).meta({ id: 'Brands' });

const collectionFields = {
  description: z.string(),
  starts_at: z.string().nullable(),
  ends_at: z.string().nullable(),
};
/** Answer of `GET /api/collections`. */
export const collectionsAnswer = z
  .object({ items: z.array(countedShelf.extend(collectionFields)) })
  .meta({ id: 'Collections' });
/** Path of `GET /api/collections/{slug}`. */
export const collectionParams = z.object({ slug: z.string().max(128) });
/** Answer of `GET /api/collections/{slug}`; its products are at `GET /api/products?collection=`. */
export const collectionAnswer = countedShelf.extend(collectionFields).meta({ id: 'Collection' });
