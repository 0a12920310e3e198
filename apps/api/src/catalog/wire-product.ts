import type { RouteAnswer, RouteInput, routes } from '@vitrine/contracts';
import type { EditableBrand, EditableCategory, EditableProduct, ProductPatch } from '@vitrine/shop/catalog-editor';

type Sent = Partial<RouteInput<typeof routes.updateProduct>['body']>;

/** What an answer says of a product that is edited. */
export function wireEdited(product: EditableProduct): RouteAnswer<typeof routes.updateProduct> {
  return {
    id: product.id,
    version: product.version,
    slug: product.slug,
    archived: product.archived,
    base_locale: product.baseLocale,
    updated_at: product.updatedAt.toISOString(),
    first_available: product.firstAvailable.toISOString(),
    currency: product.currency,
    brand: product.brand,
    category: product.category,
    categories: [...product.categories],
    collections: [...product.collections],
    tags: [...product.tags],
    color: product.color,
    tint: product.tint,
    texts: { ...product.texts },
    specs: Object.fromEntries(Object.entries(product.specs).map(([locale, lines]) => [locale, [...lines]])),
    skus: product.skus.map(({ id, code, options, priceMinor, compareAtMinor, archived, stock }) => ({
      id,
      code,
      options: { ...options },
      price_minor: priceMinor,
      compare_at_minor: compareAtMinor,
      archived,
      stock,
    })),
    pictures: product.pictures.map(({ mediaId, url, width, height, alts }) => ({
      media_id: mediaId,
      url,
      width,
      height,
      alts: { ...alts },
    })),
  };
}

/** The patch that a body describes. */
export function patchOf(body: Sent): ProductPatch {
  return {
    slug: body.slug,
    brandId: body.brand_id,
    categoryId: body.category_id,
    categoryIds: body.category_ids,
    tags: body.tags,
    color: body.color,
    tint: body.tint,
    firstAvailable: body.first_available === undefined ? undefined : new Date(body.first_available),
    collectionIds: body.collection_ids,
    texts: body.texts,
    specs: body.specs,
    skus: body.skus?.map(({ price_minor: priceMinor, compare_at_minor: compareAtMinor, ...sku }) => ({
      ...sku,
      priceMinor,
      compareAtMinor,
    })),
    pictures: body.pictures?.map(({ media_id: mediaId, alts }) => ({ mediaId, alts })),
  };
}

/** What an answer says of a category that is edited. */
export function wireCategory(category: EditableCategory): RouteAnswer<typeof routes.updateCategory> {
  const { id, version, slug, parentId, texts, products, children } = category;
  return { id, version, slug, parent_id: parentId, texts: { ...texts }, products, children };
}

/** What an answer says of a brand that is edited. */
export function wireBrand({
  id,
  version,
  slug,
  name,
  products,
}: EditableBrand): RouteAnswer<typeof routes.updateBrand> {
  return { id, version, slug, name, products };
}
