export { bindCatalog } from './catalog.ts';
export type { CatalogUseCases } from './catalog.ts';
export type { CatalogEditFailure } from './edit-catalog.ts';
export { isPriced, productSorts } from './product.ts';
export type {
  Brand,
  CategoryNode,
  CategoryPage,
  Collection,
  NamedSlug,
  ProductCard,
  ProductImage,
  ProductList,
  ProductPage,
  ProductReview,
  ProductSku,
  ProductSort,
  ReviewSummary,
} from './product.ts';
