import { z } from 'zod';

const id = z.uuid();
const locale = z.string().regex(/^[a-z]{2}(-[A-Z]{2})?$/, 'must look like en or de-AT');
const money = z.int().min(0).max(Number.MAX_SAFE_INTEGER);
const text = z.object({ name: z.string().max(300), description: z.string().max(20_000) });
const spec = z.object({ name: z.string().max(120), value: z.string().max(1_000) });
const alts = z.record(locale, z.string().max(500));

const skuDraft = z.object({
  id: id.optional().meta({ description: 'Of a SKU that exists; left out for a new one.' }),
  code: z.string().min(1).max(100),
  options: z.record(z.string().min(1).max(60), z.string().min(1).max(120)).optional(),
  price_minor: money.optional(),
  compare_at_minor: money.nullable().optional(),
  archived: z.boolean().optional(),
  stock: z
    .int()
    .min(0)
    .max(1_000_000_000)
    .optional()
    .meta({ description: 'For a new SKU; later, stock is moved with a reason.' }),
});

const version = z
  .int()
  .min(1)
  .meta({ description: 'The version that was read. An older one is a conflict where both changed the same field.' });

const changes = {
  slug: z.string().max(200).optional(),
  brand_id: id.nullable().optional(),
  category_id: id.optional().meta({ description: 'The home category.' }),
  category_ids: z.array(id).max(50).optional(),
  tags: z.array(z.string().min(1).max(60)).max(100).optional(),
  color: z.string().max(60).nullable().optional(),
  tint: z.string().max(200).nullable().optional(),
  first_available: z.iso.datetime({ offset: true }).optional(),
  collection_ids: z.array(id).max(50).optional(),
  texts: z.record(locale, text.nullable()).optional(),
  specs: z.record(locale, z.array(spec).max(200)).optional(),
  skus: z.array(skuDraft).max(500).optional(),
  pictures: z
    .array(z.object({ media_id: id, alts: alts.optional() }))
    .max(60)
    .optional(),
};

/** A product to make. */
export const productDraft = z.object({ ...changes, archived: z.boolean().optional() }).meta({ id: 'ProductDraft' });
/** What changes of a product; a field left out stays. */
export const productChange = z.object({ ...changes, version }).meta({ id: 'ProductChange' });
/** A whole product: what is left out is emptied, and SKUs that are not named are archived. */
export const productReplacement = z
  .object({
    ...changes,
    texts: z.record(locale, text),
    category_id: id,
    skus: z.array(skuDraft).min(1).max(500),
    version,
  })
  .meta({ id: 'ProductReplacement' });

const named = z.object({ id: z.string(), slug: z.string(), name: z.string() });

/** A product with everything an editor may change. */
export const editedProduct = z
  .object({
    id: z.string(),
    version: z.int(),
    slug: z.string(),
    archived: z.boolean(),
    base_locale: z.string(),
    updated_at: z.string(),
    first_available: z.string(),
    currency: z.string(),
    brand: named.nullable(),
    category: named,
    categories: z.array(named),
    collections: z.array(named),
    tags: z.array(z.string()),
    color: z.string().nullable(),
    tint: z.string().nullable(),
    texts: z.record(z.string(), z.object({ name: z.string(), description: z.string() })),
    specs: z.record(z.string(), z.array(z.object({ name: z.string(), value: z.string() }))),
    skus: z.array(
      z.object({
        id: z.string(),
        code: z.string(),
        options: z.record(z.string(), z.string()),
        price_minor: z.int().nullable(),
        compare_at_minor: z.int().nullable(),
        archived: z.boolean(),
        stock: z.int(),
      }),
    ),
    pictures: z.array(
      z.object({
        media_id: z.string(),
        url: z.string(),
        width: z.int(),
        height: z.int(),
        alts: z.record(z.string(), z.string()),
      }),
    ),
  })
  .meta({ id: 'EditedProduct' });

/** Whether a product left the shop with this call. */
export const archivedAnswer = z.object({ archived: z.boolean(), changed: z.boolean() });
/** Address of a product, category or brand that is edited. */
export const editedParams = z.object({ id: z.string().min(1).max(500) });

const categoryChanges = {
  slug: z.string().max(200).optional(),
  parent_id: id.nullable().optional().meta({ description: 'Null for a category at the top.' }),
  texts: z
    .record(locale, z.object({ name: z.string().max(200), description: z.string().max(5_000) }).nullable())
    .optional(),
};
/** A category to make. */
export const categoryDraft = z.object(categoryChanges).meta({ id: 'CategoryDraft' });
/** What changes of a category. */
export const categoryChange = z.object({ ...categoryChanges, version }).meta({ id: 'CategoryChange' });
/** A category as an editor sees it. */
export const editedCategory = z
  .object({
    id: z.string(),
    version: z.int(),
    slug: z.string(),
    parent_id: z.string().nullable(),
    texts: z.record(z.string(), z.object({ name: z.string(), description: z.string() })),
    products: z.int(),
    children: z.int(),
  })
  .meta({ id: 'EditedCategory' });
/** Where the products of a shelf that is deleted go. */
export const deleteShelfQuery = z.object({ move_to: id.optional() });
/** A shelf that is gone. */
export const deletedAnswer = z.object({ deleted: z.literal(true) });

/** A brand to make. */
export const brandDraft = z
  .object({ name: z.string().min(1).max(200), slug: z.string().max(200).optional() })
  .meta({ id: 'BrandDraft' });
/** A brand as it shall be. */
export const brandChange = z
  .object({ name: z.string().min(1).max(200), slug: z.string().max(200), version })
  .meta({ id: 'BrandChange' });
/** A brand as an editor sees it. */
export const editedBrand = z
  .object({ id: z.string(), version: z.int(), slug: z.string(), name: z.string(), products: z.int() })
  .meta({ id: 'EditedBrand' });
