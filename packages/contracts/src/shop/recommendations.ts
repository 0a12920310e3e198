import { z } from 'zod';
import { because } from '../recsys/recommendations.ts';
import { strictInteger } from '../wire/primitives.ts';
import { productCard } from './products.ts';

const howMany = { limit: strictInteger({ min: 1, max: 100, fallback: 10 }) };

/** Query of `GET /api/recommendations`: for the visitor the request comes from. */
export const visitorRecommendationsQuery = z.object({
  ...howMany,
  surface: z
    .string()
    .min(1)
    .max(64)
    .default('home')
    .meta({ description: 'home, trending, recently-viewed or pdp-similar (with item_id).' }),
  item_id: z.string().min(1).max(256).optional(),
});

/** Query of `GET /api/products/{id}/similar` and `GET /api/trending`. */
export const listLengthQuery = z.object(howMany);

/** A recommended product, ready to be shown. */
const recommendedProduct = z
  .object({
    item_id: z.string(),
    rank: z.int(),
    score: z.number(),
    reasons: z.array(z.string()),
    because: because.optional(),
    product: productCard,
  })
  .meta({ id: 'RecommendedProduct' });

/** A recommended product, ready to be shown. */
export type RecommendedProductWire = z.output<typeof recommendedProduct>;

/** Answer of the recommendation operations of `/api`. */
export const recommendedProducts = z
  .object({
    request_id: z.string(),
    model_version: z.string(),
    surface: z.string(),
    fallback: z.string().nullable(),
    items: z.array(recommendedProduct),
  })
  .meta({ id: 'RecommendedProducts' });
