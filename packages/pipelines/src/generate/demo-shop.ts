import { composeReview, generateCatalog } from './catalog/index.ts';
import type { ShopMakers } from './run.ts';

/** Size of the demo shop that a fresh installation opens with: a year that loads in seconds. */
export const demoSize = { products: 1000, customers: 500, events: 100_000, days: 365, seed: 1 } as const;

/** The makers of the demo shop's catalog, words and pictures. */
export const demoMakers: ShopMakers = {
  catalog: generateCatalog,
  review: (product, rating, { random }) => composeReview(product, rating, random, { wordiness: random() }),
  drawings: null,
};
