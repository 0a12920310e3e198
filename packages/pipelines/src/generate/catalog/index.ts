export type { CatalogImage, CatalogProduct, CatalogSku, GeneratedProduct } from './product.ts';
export { generateCatalog, type CatalogOptions } from './generate-catalog.ts';
export { composeReview, type Reviewer } from './compose-review.ts';
export { categories, type Category } from './categories.ts';
export { brands, type Brand } from './brands.ts';
export { kinds, kindOf, type Kind } from './kinds/index.ts';
export { hashText, seededRandom, type Random } from './random.ts';
