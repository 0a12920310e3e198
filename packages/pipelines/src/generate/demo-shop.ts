import { composeReview, generateCatalog } from './catalog/index.ts';
import type { DrawingWriter } from './drawing-files.ts';
import { drawProduct, footOf, type View } from './drawings/index.ts';
import type { ShopMakers } from './run.ts';

/** Size of the demo shop that a fresh installation opens with: a year that loads in seconds. */
export const demoSize = { products: 1000, customers: 500, events: 100_000, days: 365, seed: 1 } as const;

const views: readonly View[] = ['front', 'detail', 'set'];

/** Draws the three views of a product, 640 x 800, with the alternative texts that its record brings. */
export const demoDrawings: DrawingWriter = {
  views,
  width: 640,
  height: 800,
  draw: (product, view) => drawProduct(product, views.find((known) => known === view) ?? 'front'),
  describe: (product, view) => product.images[views.findIndex((known) => known === view)]?.alt ?? product.name,
  foot: (product, view) => (view === 'front' ? footOf(product) : null),
};

/** The makers of the demo shop's catalog, words and pictures. */
export const demoMakers: ShopMakers = {
  catalog: generateCatalog,
  review: (product, rating, { random }) => composeReview(product, rating, random, { wordiness: random() }),
  drawings: demoDrawings,
};
