import { z } from 'zod';
import { strictInteger } from '../wire/primitives.ts';

const named = z.object({ slug: z.string(), name: z.string() });

/** One picture of a product. */
export const productImage = z
  .object({
    url: z.string(),
    alt: z.string(),
    width: z.int(),
    height: z.int(),
    kind: z.enum(['drawing', 'photo']),
    srcset: z.string().optional(),
  })
  .meta({ id: 'ProductImage' });

const cardFields = {
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  brand: named.nullable(),
  category: named,
  price_minor: z.int().meta({ description: 'Minor units of the currency; 0 while there is no price.' }),
  price_known: z.boolean().meta({ description: 'False while there is no price: it cannot be bought.' }),
  compare_at_minor: z.int().nullable(),
  currency: z.string(),
  rating_average: z.number().nullable(),
  rating_count: z.int(),
  available: z.boolean(),
  stock_left: z.int().nullable().meta({ description: 'Only when 5 or fewer are left.' }),
  images: z.array(productImage),
};

/** A product as a list shows it. */
export const productCard = z.object(cardFields).meta({ id: 'ProductCard' });
/** A product as a list shows it. */
export type ProductCardWire = z.output<typeof productCard>;

/** One review. */
export const review = z
  .object({
    id: z.string(),
    rating: z.int(),
    title: z.string(),
    body: z.string(),
    author: z.string().nullable(),
    created_at: z.string(),
    verified: z.boolean(),
  })
  .meta({ id: 'Review' });
/** One review. */
export type ReviewWire = z.output<typeof review>;

const reviewSummary = z.object({
  average: z.number().nullable(),
  count: z.int(),
  histogram: z.array(z.int()).meta({ description: 'Reviews with 1, 2, 3, 4 and 5 stars.' }),
});

/** A product with everything its page shows. */
export const productPage = z
  .object({
    ...cardFields,
    description: z.string(),
    breadcrumbs: z.array(named),
    skus: z.array(
      z.object({
        id: z.string(),
        sku: z.string(),
        options: z.record(z.string(), z.string()),
        price_minor: z.int(),
        price_known: z.boolean(),
        stock: z.int(),
        available: z.boolean(),
      }),
    ),
    specs: z.array(z.object({ name: z.string(), value: z.string() })),
    tags: z.array(z.string()),
    first_available: z.string(),
    reviews: reviewSummary.extend({ latest: z.array(review) }),
  })
  .meta({ id: 'ProductPage' });
/** A product with everything its page shows. */
export type ProductPageWire = z.output<typeof productPage>;

const paging = {
  page: strictInteger({ min: 1, max: 10_000, fallback: 1 }),
  per_page: strictInteger({ min: 1, max: 100, fallback: 24 }),
};

/** Path of the operations on one product: its id or its slug. */
export const productParams = z.object({ id: z.string().min(1).max(256) });

/** Query of `GET /api/products/{id}/reviews`. */
export const reviewsQuery = z.object(paging);

/** Answer of `GET /api/products/{id}/reviews`. */
export const reviewsPage = z
  .object({ items: z.array(review), summary: reviewSummary, page: z.int(), per_page: z.int(), total: z.int() })
  .meta({ id: 'ReviewsPage' });

/** One category of the tree. */
export interface CategoryWire {
  slug: string;
  name: string;
  products: number;
  children: CategoryWire[];
}

/** One category of the tree. */
export const category: z.ZodType<CategoryWire> = z
  .object({
    slug: z.string(),
    name: z.string(),
    products: z.int(),
    get children() {
      return z.array(category);
    },
  })
  .meta({ id: 'Category' });

/** Answer of `GET /api/categories`. */
export const categoriesAnswer = z.object({ items: z.array(category) }).meta({ id: 'Categories' });
