import type { EditableProduct, EditConflict, Json, ProductPatch, SkuDraft } from './editable-product.ts';

/** Field name to value: `slug`, `name.de`, `specs.en`, `sku.<id>.code` … the grain in which changes are compared, logged and merged. */
export type FieldMap = Readonly<Record<string, Json>>;

/** Key by key, whatever the order of the keys. */
export function sameJson(left: Json | undefined, right: Json | undefined): boolean {
  return stable(left ?? null) === stable(right ?? null);
}

function stable(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(stable).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const record = value as Readonly<Record<string, Json>>;
  return `{${Object.keys(record)
    .toSorted()
    .map((key) => `${JSON.stringify(key)}:${stable(record[key] ?? null)}`)
    .join(',')}}`;
}

/** All fields of a product. */
export function fieldsOf(product: EditableProduct): FieldMap {
  const fields: Record<string, Json> = {
    slug: product.slug,
    brandId: product.brand?.id ?? null,
    categoryId: product.category.id,
    categoryIds: product.categories.map(({ id }) => id).toSorted(),
    tags: product.tags.toSorted(),
    color: product.color,
    tint: product.tint,
    firstAvailable: product.firstAvailable.toISOString(),
    collectionIds: product.collections.map(({ id }) => id).toSorted(),
    pictures: product.pictures.map(({ mediaId, alts }) => ({ mediaId, alts })),
    archived: product.archived,
  };
  for (const [locale, text] of Object.entries(product.texts)) {
    fields[`name.${locale}`] = text.name;
    fields[`description.${locale}`] = text.description;
  }
  for (const [locale, specs] of Object.entries(product.specs))
    fields[`specs.${locale}`] = specs.map((one) => ({ ...one }));
  for (const sku of product.skus) {
    fields[`sku.${sku.id}.code`] = sku.code;
    fields[`sku.${sku.id}.options`] = sku.options;
    fields[`sku.${sku.id}.price`] = sku.priceMinor;
    fields[`sku.${sku.id}.compareAt`] = sku.compareAtMinor;
    fields[`sku.${sku.id}.archived`] = sku.archived;
  }
  return fields;
}

function skuFields(sku: SkuDraft): Record<string, Json> {
  const at = (field: string) => `sku.${sku.id ?? sku.code}.${field}`;
  const fields: Record<string, Json> = { [at('code')]: sku.code };
  if (sku.options !== undefined) fields[at('options')] = sku.options;
  if (sku.priceMinor !== undefined) fields[at('price')] = sku.priceMinor;
  if (sku.compareAtMinor !== undefined) fields[at('compareAt')] = sku.compareAtMinor;
  if (sku.archived !== undefined) fields[at('archived')] = sku.archived;
  return fields;
}

/** The fields that a patch names. */
export function fieldsOfPatch(patch: ProductPatch): FieldMap {
  const fields: Record<string, Json> = {};
  const plain = {
    slug: patch.slug,
    brandId: patch.brandId,
    categoryId: patch.categoryId,
    color: patch.color,
    tint: patch.tint,
  };
  for (const [name, value] of Object.entries(plain)) if (value !== undefined) fields[name] = value;
  if (patch.firstAvailable !== undefined) fields['firstAvailable'] = patch.firstAvailable.toISOString();
  const lists = { categoryIds: patch.categoryIds, tags: patch.tags, collectionIds: patch.collectionIds };
  for (const [name, value] of Object.entries(lists)) if (value !== undefined) fields[name] = value.toSorted();
  if (patch.pictures !== undefined)
    fields['pictures'] = patch.pictures.map(({ mediaId, alts = {} }) => ({ mediaId, alts }));
  for (const [locale, text] of Object.entries(patch.texts ?? {})) {
    fields[`name.${locale}`] = text?.name ?? null;
    fields[`description.${locale}`] = text?.description ?? null;
  }
  for (const [locale, specs] of Object.entries(patch.specs ?? {}))
    fields[`specs.${locale}`] = specs.map((one) => ({ ...one }));
  for (const sku of patch.skus ?? []) Object.assign(fields, skuFields(sku));
  return fields;
}

/** The patch without the fields that are not wanted: what somebody left alone must not overwrite what another changed. */
export function onlyFields(patch: ProductPatch, wanted: ReadonlySet<string>, now: EditableProduct): ProductPatch {
  const keep = <Value>(name: string, value: Value | undefined) => (wanted.has(name) ? value : undefined);
  const texts = Object.entries(patch.texts ?? {}).flatMap(([locale, text]) => {
    const [name, description] = [wanted.has(`name.${locale}`), wanted.has(`description.${locale}`)];
    if (!name && !description) return [];
    const there = now.texts[locale];
    const merged =
      text === null
        ? null
        : {
            name: name ? text.name : (there?.name ?? text.name),
            description: description ? text.description : (there?.description ?? text.description),
          };
    return [[locale, merged] as const];
  });
  return {
    slug: keep('slug', patch.slug),
    brandId: keep('brandId', patch.brandId),
    categoryId: keep('categoryId', patch.categoryId),
    categoryIds: keep('categoryIds', patch.categoryIds),
    tags: keep('tags', patch.tags),
    color: keep('color', patch.color),
    tint: keep('tint', patch.tint),
    firstAvailable: keep('firstAvailable', patch.firstAvailable),
    collectionIds: keep('collectionIds', patch.collectionIds),
    pictures: keep('pictures', patch.pictures),
    texts: texts.length === 0 ? undefined : Object.fromEntries(texts),
    specs:
      patch.specs &&
      Object.fromEntries(Object.entries(patch.specs).filter(([locale]) => wanted.has(`specs.${locale}`))),
    skus: patch.skus?.flatMap((sku) => onlySkuFields(sku, wanted)),
  };
}

function onlySkuFields(sku: SkuDraft, wanted: ReadonlySet<string>): SkuDraft[] {
  if (sku.id === undefined) return [sku];
  const has = (field: string) => wanted.has(`sku.${sku.id}.${field}`);
  const fields = ['code', 'options', 'price', 'compareAt', 'archived'];
  if (!fields.some(has)) return [];
  return [
    {
      id: sku.id,
      code: sku.code,
      ...(has('options') ? { options: sku.options } : {}),
      // A price is one decision: the amount and what it is compared with.
      ...(has('price') || has('compareAt') ? { priceMinor: sku.priceMinor, compareAtMinor: sku.compareAtMinor } : {}),
      ...(has('archived') ? { archived: sku.archived } : {}),
    },
  ];
}

/** What to do with an edit made on a version that may be old. */
export interface Judgement {
  /** Fields that the editor really changed. */
  readonly changed: ReadonlySet<string>;
  readonly conflicts: readonly EditConflict[];
}

/**
 * Compares an edit with what is there. `base` is what the editor saw, when known: then only what they changed counts, and two people who changed
 * different fields both get their way. Without it every difference on an old version is a conflict.
 */
export function judgeEdit(edit: {
  yours: FieldMap;
  base: FieldMap | null;
  theirs: FieldMap;
  stale: boolean;
}): Judgement {
  const { yours, base, theirs, stale } = edit;
  const names = Object.keys(yours);
  const changed = names.filter((name) => !sameJson(yours[name], base === null ? theirs[name] : (base[name] ?? null)));
  // Where nothing stands, nothing can be lost.
  const moved = (name: string) =>
    base === null ? theirs[name] !== undefined && theirs[name] !== null : !sameJson(base[name], theirs[name]);
  const conflicts = stale
    ? changed
        .filter((name) => moved(name) && !sameJson(yours[name], theirs[name]))
        .map((field) => ({ field, yours: yours[field] ?? null, theirs: theirs[field] ?? null }))
    : [];
  return { changed: new Set(changed.filter((name) => !sameJson(yours[name], theirs[name]))), conflicts };
}

/** Field to [before, after], of those that differ. */
export function changedFields(before: FieldMap, after: FieldMap): Record<string, [Json, Json]> {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return Object.fromEntries(
    names
      .filter((name) => !sameJson(before[name], after[name]))
      .map((name) => [name, [before[name] ?? null, after[name] ?? null]]),
  );
}
