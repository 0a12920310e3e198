export { bindCatalog } from './catalog.ts';
export type { CatalogUseCases } from './catalog.ts';
export { productSorts } from './product.ts';
export type {
  CategoryNode,
  CategoryPage,
  NamedSlug,
  ProductCard,
  ProductImage,
  ProductPage,
  ProductReview,
  ProductSku,
  ProductSort,
  ReviewSummary,
} from './product.ts';
