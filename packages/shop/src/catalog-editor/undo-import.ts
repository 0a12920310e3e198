import type { Transaction } from 'kysely';
import type { CatalogChange } from '../change-log/changes.store.ts';
import type { ShopContext } from '../shop-context.ts';
import type { ShopTables } from '../tables.ts';
import type { Editing } from './edit-product.ts';
import { updateMany } from './edit-product.ts';
import { selectEditableProducts } from './editable-product.store.ts';
import type { EditableProduct, Json, ProductPatch, ProductText, SkuDraft, Spec } from './editable-product.ts';
import { fieldsOf, sameJson, type FieldMap } from './product-fields.ts';

/** Values that went back, and those that somebody changed meanwhile. */
export interface Undone {
  readonly restored: number;
  readonly skipped: number;
}

type Fields = CatalogChange['fields'];

function skusBack(before: FieldMap, product: EditableProduct): SkuDraft[] {
  return product.skus.flatMap((sku): SkuDraft[] => {
    const has = (field: string) => Object.hasOwn(before, `sku.${sku.id}.${field}`);
    const was = (field: string) => before[`sku.${sku.id}.${field}`] ?? null;
    if (!['code', 'options', 'price', 'compareAt', 'archived'].some(has)) return [];
    // One that the import made has orders perhaps: it goes out of the shop, not out of the world.
    if (has('code') && was('code') === null) return [{ id: sku.id, code: sku.code, archived: true }];
    const price = has('price') ? was('price') : sku.priceMinor;
    const compareAt = has('compareAt') ? was('compareAt') : sku.compareAtMinor;
    return [
      {
        id: sku.id,
        code: has('code') ? String(was('code')) : sku.code,
        ...(has('options') ? { options: was('options') as Record<string, string> } : {}),
        ...(typeof price === 'number' ? { priceMinor: price, compareAtMinor: compareAt as number | null } : {}),
        ...(has('archived') ? { archived: was('archived') === true } : {}),
      },
    ];
  });
}

function textsBack(before: FieldMap, product: EditableProduct): ProductPatch {
  const texts: Record<string, ProductText | null> = {};
  const specs: Record<string, readonly Spec[]> = {};
  for (const [field, value] of Object.entries(before)) {
    const [, part, locale = ''] = /^(name|description|specs)\.(.+)$/.exec(field) ?? [];
    if (part === 'specs') specs[locale] = (value ?? []) as unknown as readonly Spec[];
    if (part !== 'name' && part !== 'description') continue;
    if (value === null) texts[locale] = null;
    else if (texts[locale] !== null) {
      const now = texts[locale] ?? product.texts[locale] ?? { name: '', description: '' };
      texts[locale] = { ...now, [part]: String(value) };
    }
  }
  return { texts, specs };
}

/** The patch that gives a product these values back. */
function patchBack(before: FieldMap, product: EditableProduct): ProductPatch {
  const has = (field: string) => Object.hasOwn(before, field);
  const kept = ['slug', 'brandId', 'categoryId', 'categoryIds', 'tags', 'color', 'tint', 'collectionIds', 'pictures'];
  const plain = Object.fromEntries(kept.filter(has).map((field) => [field, before[field]])) as ProductPatch;
  const firstAvailable = has('firstAvailable') ? new Date(String(before['firstAvailable'])) : undefined;
  return { ...plain, ...textsBack(before, product), firstAvailable, skus: skusBack(before, product) };
}

/** Fields of one decision have one name. */
function decisionOf(field: string): string {
  return field.replace(/\.(?:price|compareAt)$/, '.money').replace(/^(?:name|description)\./, 'text.');
}

/** Whether what was there before can be there again beside what is there now. */
function canGoBack(field: string, fields: Fields, product: EditableProduct): boolean {
  const before = (name: string): Json | undefined =>
    Object.hasOwn(fields, name) ? (fields[name]?.[0] ?? null) : undefined;
  const [, skuId] = /^sku\.(.+)\.(?:price|compareAt)$/.exec(field) ?? [];
  if (skuId !== undefined) {
    if (before(`sku.${skuId}.code`) === null) return true;
    const sku = product.skus.find(({ id }) => id === skuId);
    const [was, wasAbove] = [before(`sku.${skuId}.price`), before(`sku.${skuId}.compareAt`)];
    const [price, above] = [
      was === undefined ? sku?.priceMinor : was,
      wasAbove === undefined ? sku?.compareAtMinor : wasAbove,
    ];
    // A price cannot be taken away again, and one struck through is the higher one.
    return typeof price === 'number' && (typeof above !== 'number' || above > price);
  }
  const [, locale] = /^name\.(.+)$/.exec(field) ?? [];
  if (locale === undefined || before(field) !== null) return true;
  return Object.hasOwn(fields, `description.${locale}`) || (product.texts[locale]?.description ?? '') === '';
}

/** What of a logged change still stands, as it was before. */
function standing(fields: Fields, product: EditableProduct): { before: FieldMap; skipped: number } {
  const now = fieldsOf(product);
  const own = Object.entries(fields).filter(([field]) => field !== 'archived' && !/\.(?:stock|lowAt)$/.test(field));
  const stands = ([field, [, after]]: (typeof own)[number]): boolean => sameJson(now[field], after);
  // A price with the one before it is one decision, and so is a translation that the import made: whole, or not at all.
  const kept = own.filter(
    (entry) =>
      own.every((other) => decisionOf(other[0]) !== decisionOf(entry[0]) || stands(other)) &&
      canGoBack(entry[0], fields, product),
  );
  const before: Record<string, Json> = Object.fromEntries(kept.map(([field, [was]]) => [field, was]));
  return { before, skipped: own.length - kept.length };
}

/** Gives products that an import changed their own words, shelves, pictures and SKUs back, each that nobody changed since. A product stands in one change. */
export async function undoProducts(
  context: ShopContext,
  trx: Transaction<ShopTables>,
  given: { changes: readonly CatalogChange[]; editing: Editing },
): Promise<Undone> {
  const { changes, editing } = given;
  const products = await selectEditableProducts(context, trx, {
    ids: changes.map(({ entityId }) => entityId),
    lock: true,
  });
  const there = new Map(products.map((product) => [product.id, product]));
  let skipped = 0;
  const wanted = changes.flatMap((change) => {
    const product = there.get(change.entityId);
    const { before, skipped: left } =
      product === undefined
        ? { before: {}, skipped: Object.keys(change.fields).length }
        : standing(change.fields, product);
    skipped += left;
    const count = Object.keys(before).length;
    if (product === undefined || count === 0) return [];
    return [{ product, count, edit: { version: product.version, patch: patchBack(before, product) } }];
  });
  const outcomes = await updateMany(context, trx, { edits: wanted, editing });
  let restored = 0;
  for (const [at, { count }] of wanted.entries()) {
    if (outcomes[at]?.ok === true) restored += count;
    else skipped += count;
  }
  return { restored, skipped };
}
