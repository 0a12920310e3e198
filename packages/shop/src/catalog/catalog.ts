import type { Outcome } from '../outcome.ts';
import type { ShopContext } from '../shop-context.ts';
import {
  countAllProducts,
  selectAllCards,
  selectCategories,
  selectCategoryCards,
  selectCategoryFace,
  type CategoryRow,
} from './categories.store.ts';
import { bestSellingCards, cardsByIds, isProductId, newestCards, relatedCards } from './product-cards.store.ts';
import { productPageById, productPageBySlug } from './product-page.store.ts';
import { archiveProduct, changePrice, type CatalogEditFailure } from './edit-catalog.ts';
import { selectMovedSlug } from './moved-slug.store.ts';
import { selectBrands, selectCollections } from './shelves.store.ts';
import { selectProductPlaces, type ProductPlace } from './site-map.store.ts';
import type {
  Brand,
  CategoryNode,
  CategoryPage,
  Collection,
  ProductCard,
  ProductList,
  ProductPage,
  ProductSort,
} from './product.ts';

/** Reading the catalog as a visitor sees it: archived products are not there. */
export interface CatalogUseCases {
  getProductBySlug(slug: string): Promise<ProductPage | null>;
  getProductById(id: string): Promise<ProductPage | null>;
  /** Keeps the order of the ids; unknown and archived ones are left out, a repeated id appears once. */
  getProductCards(ids: readonly string[]): Promise<ProductCard[]>;
  listCategories(): Promise<CategoryNode[]>;
  /** Null when there is no such category. `page` counts from 1; `perPage` is kept within 1 and 100. */
  listCategoryProducts(
    slug: string,
    options?: { page?: number; perPage?: number; sort?: ProductSort },
  ): Promise<CategoryPage | null>;
  /** Everything that is sold, a page at a time. */
  listProducts(options?: { page?: number; perPage?: number; sort?: ProductSort }): Promise<ProductList>;
  /** Addresses of everything that is sold, 1 to 50,000 a page, for lists of them. */
  listPlaces(options: { page: number; perPage: number }): Promise<ProductPlace[]>;
  /** Brands with products for sale, by name. */
  listBrands(): Promise<Brand[]>;
  /** Null when there is no such brand. */
  getBrand(slug: string): Promise<Brand | null>;
  /** Collections that run now, the latest first. */
  listCollections(): Promise<Collection[]>;
  /** Null when there is no such collection or it does not run now. */
  getCollection(slug: string): Promise<Collection | null>;
  /** Where an address that was given up leads now; null when it was never one of ours. */
  findMovedSlug(kind: 'product' | 'category' | 'brand' | 'collection', slug: string): Promise<string | null>;
  relatedByRule(productId: string, k: number): Promise<ProductCard[]>;
  newArrivals(k: number): Promise<ProductCard[]>;
  bestSellers(k: number, days?: number): Promise<ProductCard[]>;
  /** Takes a product out of every list, or puts it back; its history stays. */
  setArchived(productId: string, archived: boolean): Promise<Outcome<{ changed: boolean }, CatalogEditFailure>>;
  /** A new price of one SKU in the context's currency; the old one goes into the price history. */
  changePrice(
    skuId: string,
    price: { amountMinor: number; compareAtMinor?: number | null },
  ): Promise<Outcome<{ changed: boolean }, CatalogEditFailure>>;
}

const maxPerPage = 100;
const maxPlaces = 50_000;
const maxPage = 100_000;
const bestSellerDays = 90;

// Anything else cannot be a slug of ours, and a NUL character would be refused by the database itself.
function isSlug(text: string): boolean {
  return text.length <= 500 && /^[a-z0-9-]+$/.test(text);
}

function whole(value: number | undefined, fallback: number, max: number): number {
  if (value === undefined || !Number.isFinite(value)) return fallback;
  return Math.min(max, Math.max(1, Math.trunc(value)));
}

/** Hangs the rows under their parents, keeping their order. */
function categoryTree(rows: readonly CategoryRow[]): CategoryNode[] {
  const nodesUnder = (parentId: string | null): CategoryNode[] =>
    rows
      .filter((row) => row.parent_id === parentId)
      .map((row) => ({
        id: row.id,
        slug: row.slug,
        name: row.name,
        description: row.description,
        productCount: row.product_count,
        children: nodesUnder(row.id),
      }));
  return nodesUnder(null);
}

async function listCategoryProducts(
  context: ShopContext,
  slug: string,
  options: { page?: number; perPage?: number; sort?: ProductSort },
): Promise<CategoryPage | null> {
  const face = isSlug(slug) ? await selectCategoryFace(context, slug) : null;
  if (face === null) return null;
  const page = whole(options.page, 1, maxPage);
  const perPage = whole(options.perPage, 24, maxPerPage);
  const products = await selectCategoryCards(context, face.id, {
    limit: perPage,
    offset: (page - 1) * perPage,
    sort: options.sort ?? 'newest',
  });
  return {
    category: { slug: face.slug, name: face.name, description: face.description },
    breadcrumbs: face.breadcrumbs,
    children: face.children ?? [],
    products,
    total: face.total,
    page,
    perPage,
    pageCount: Math.max(1, Math.ceil(face.total / perPage)),
  };
}

async function listProducts(
  context: ShopContext,
  options: { page?: number; perPage?: number; sort?: ProductSort },
): Promise<ProductList> {
  const page = whole(options.page, 1, maxPage);
  const perPage = whole(options.perPage, 24, maxPerPage);
  const [products, total] = await Promise.all([
    selectAllCards(context, { limit: perPage, offset: (page - 1) * perPage, sort: options.sort ?? 'newest' }),
    countAllProducts(context),
  ]);
  return { products, total, page, perPage, pageCount: Math.max(1, Math.ceil(total / perPage)) };
}

/** The catalog's use cases bound to a visitor's context. */
export function bindCatalog(context: ShopContext): CatalogUseCases {
  return {
    getProductBySlug: async (slug) => (isSlug(slug) ? productPageBySlug(context, slug) : null),
    getProductById: async (id) => (isProductId(id) ? productPageById(context, id) : null),
    getProductCards: (ids) => cardsByIds(context, ids),
    listCategories: async () => categoryTree(await selectCategories(context)),
    listCategoryProducts: (slug, options = {}) => listCategoryProducts(context, slug, options),
    listProducts: (options = {}) => listProducts(context, options),
    listPlaces: ({ page, perPage }) => {
      const limit = whole(perPage, maxPlaces, maxPlaces);
      return selectProductPlaces(context, { limit, offset: (whole(page, 1, maxPage) - 1) * limit });
    },
    listBrands: () => selectBrands(context, null),
    getBrand: async (slug) => (isSlug(slug) ? ((await selectBrands(context, slug))[0] ?? null) : null),
    listCollections: () => selectCollections(context, null),
    getCollection: async (slug) => (isSlug(slug) ? ((await selectCollections(context, slug))[0] ?? null) : null),
    findMovedSlug: async (kind, slug) => (isSlug(slug) ? selectMovedSlug(context.db, kind, slug) : null),
    relatedByRule: (productId, k) => relatedCards(context, productId, whole(k, 12, maxPerPage)),
    newArrivals: (k) => newestCards(context, whole(k, 12, maxPerPage)),
    setArchived: (productId, archived) => archiveProduct(context, productId, archived),
    changePrice: (skuId, price) => changePrice(context, skuId, price),
    bestSellers: (k, days = bestSellerDays) => bestSellingCards(context, whole(k, 12, maxPerPage), days),
  };
}
