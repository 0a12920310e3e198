import { accountOperations } from '../accounts/operations.ts';
import { buyingOperations } from '../buying/operations.ts';
import { catalogOperations } from '../catalog/operations.ts';
import { getCollection } from './get-collection/handler.ts';
import { getProduct } from './get-product/handler.ts';
import { listBrands } from './list-brands/handler.ts';
import { listCategories } from './list-categories/handler.ts';
import { listCollections } from './list-collections/handler.ts';
import { listProducts } from './list-products/handler.ts';
import { listReviews } from './list-reviews/handler.ts';
import { recommendForVisitor } from './recommend-for-visitor/handler.ts';
import { recordInteractions } from './record-interactions/handler.ts';
import { similarProducts } from './similar-products/handler.ts';
import { suggestProducts } from './suggest-products/handler.ts';
import { trendingProducts } from './trending-products/handler.ts';

/** The operations of `/api`. */
export const shopOperations = [
  listProducts,
  suggestProducts,
  listBrands,
  listCollections,
  getCollection,
  getProduct,
  listReviews,
  similarProducts,
  listCategories,
  recordInteractions,
  recommendForVisitor,
  trendingProducts,
  ...catalogOperations,
  ...buyingOperations,
  ...accountOperations,
];
