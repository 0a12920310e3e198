import { inTransaction } from '@vitrine/database';
import type { Transaction } from 'kysely';
import { noteProductsChanged } from '../catalog/edit-catalog.store.ts';
import { failure, success, type Outcome } from '../outcome.ts';
import type { ShopContext } from '../shop-context.ts';
import type { ShopTables } from '../tables.ts';
import { insertChanges, type NewChange } from '../change-log/changes.store.ts';
import { isId, isSlug, slugOf, textFault } from './check-patch.ts';
import { refusalOf, type Editing } from './edit-product.ts';
import type { EditFailure, EditFault, Json, ProductText } from './editable-product.ts';
import { changedFields, judgeEdit, type FieldMap } from './product-fields.ts';
import {
  deleteShelf,
  insertCategory,
  isWithin,
  mergeCategoryRows,
  orderChildren,
  selectEditableCategories,
  selectShelvedProducts,
  slugIsTaken,
  updateCategoryRow,
  type EditableCategory,
} from './shelves.store.ts';

type Trx = Transaction<ShopTables>;
type CategoryOutcome = Outcome<{ category: EditableCategory }, EditFailure>;

/** What is written of a category; a field left out stays. `parentId` null makes it a root. */
export interface CategoryPatch {
  readonly slug?: string | undefined;
  readonly parentId?: string | null | undefined;
  readonly texts?: Readonly<Record<string, ProductText | null>> | undefined;
}

const gone = { code: 'catalog.not_found' } as const satisfies EditFailure;

function nameOf(category: EditableCategory): string {
  return category.texts[category.baseLocale]?.name ?? category.slug;
}

function fieldsOfCategory(category: EditableCategory): FieldMap {
  const fields: Record<string, Json> = { slug: category.slug, parentId: category.parentId };
  for (const [locale, text] of Object.entries(category.texts)) {
    fields[`name.${locale}`] = text.name;
    fields[`description.${locale}`] = text.description;
  }
  return fields;
}

function fieldsOfPatch(patch: CategoryPatch): FieldMap {
  const fields: Record<string, Json> = {};
  if (patch.slug !== undefined) fields['slug'] = patch.slug;
  if (patch.parentId !== undefined) fields['parentId'] = patch.parentId;
  for (const [locale, text] of Object.entries(patch.texts ?? {})) {
    fields[`name.${locale}`] = text?.name ?? null;
    fields[`description.${locale}`] = text?.description ?? null;
  }
  return fields;
}

/** What is wrong with names, descriptions and a slug, by field. */
export function checkTexts(given: {
  slug?: string | undefined;
  texts?: Readonly<Record<string, ProductText | null>> | undefined;
}): EditFault[] {
  const faults: EditFault[] = [];
  if (given.slug !== undefined && !isSlug(given.slug))
    faults.push({ path: 'slug', message: 'Use lower-case letters, digits and single hyphens, such as table-lamps.' });
  for (const [locale, text] of Object.entries(given.texts ?? {})) {
    if (!/^[a-z]{2}(-[A-Z]{2})?$/.test(locale))
      faults.push({ path: `name.${locale}`, message: 'A language looks like en or de-AT.' });
    if (text === null) continue;
    const name = textFault(text.name, 200, true);
    if (name !== null) faults.push({ path: `name.${locale}`, message: name });
    const description = textFault(text.description, 5_000, false);
    if (description !== null) faults.push({ path: `description.${locale}`, message: description });
  }
  return faults;
}

/** Runs an edit of the tree; what the database refuses because somebody was faster becomes a failure. */
async function editing<Value>(
  context: ShopContext,
  work: (trx: Trx) => Promise<Outcome<Value, EditFailure>>,
): Promise<Outcome<Value, EditFailure>> {
  try {
    return await inTransaction(context.db, work);
  } catch (error) {
    return failure(refusalOf(error));
  }
}

async function tell(
  context: ShopContext,
  trx: Trx,
  told: { editing: Editing; change: Omit<NewChange, 'kind'>; products: readonly string[] },
): Promise<void> {
  await insertChanges(context, trx, { ...told.editing, changes: [{ kind: 'category', ...told.change }] });
  await noteProductsChanged(trx, told.products);
}

/** The parent must be there, and outside of the category's own branch. */
async function parentFault(trx: Trx, parentId: string, id: string | null): Promise<EditFailure | null> {
  const invalid = (message: string): EditFailure => ({
    code: 'catalog.invalid',
    faults: [{ path: 'parentId', message }],
  });
  const [parent] = isId(parentId) ? await selectEditableCategories(trx, { id: parentId }) : [];
  if (parent === undefined) return invalid('This category is not there any more. Choose another.');
  if (id !== null && (await isWithin(trx, parentId, id)))
    return invalid('A category cannot stand below itself. Choose one outside of its own branch.');
  return null;
}

/** Makes a category at the end of its parent's row. */
export function createCategory(
  context: ShopContext,
  draft: CategoryPatch & { readonly baseLocale?: string | undefined },
  by: Editing,
): Promise<CategoryOutcome> {
  const baseLocale = draft.baseLocale ?? context.locale;
  const name = draft.texts?.[baseLocale]?.name ?? '';
  const slug = draft.slug ?? slugOf(name);
  const faults = checkTexts({ texts: draft.texts, slug });
  if (name.trim() === '') faults.unshift({ path: `name.${baseLocale}`, message: 'A category needs a name.' });
  if (faults.length > 0) return Promise.resolve(failure({ code: 'catalog.invalid', faults }));
  return editing(context, async (trx) => {
    await selectEditableCategories(trx, { lock: true });
    const parentId = draft.parentId ?? null;
    const refusal = parentId === null ? null : await parentFault(trx, parentId, null);
    if (refusal !== null) return failure(refusal);
    if (await slugIsTaken(trx, 'category', { slug, id: null })) return failure(takenSlug);
    const id = await insertCategory(context, trx, { slug, parentId, baseLocale });
    await updateCategoryRow(trx, id, { texts: draft.texts });
    const [category] = await selectEditableCategories(trx, { id });
    if (category === undefined) throw new Error(`category ${id} vanished while it was made`);
    const fields = changedFields({}, fieldsOfCategory(category));
    await tell(context, trx, {
      editing: by,
      change: { entityId: id, label: name, action: 'created', fields },
      products: [],
    });
    return success({ category });
  });
}

const takenSlug = {
  code: 'catalog.taken',
  faults: [{ path: 'slug', message: 'This address belongs to another. Choose another.' }],
} as const satisfies EditFailure;

/** Renames, describes or moves a category, on the version that the editor saw. */
export function updateCategory(
  context: ShopContext,
  target: { id: string; version: number; patch: CategoryPatch; base?: FieldMap | null | undefined },
  by: Editing,
): Promise<CategoryOutcome> {
  const { id, patch } = target;
  const faults = checkTexts(patch);
  if (faults.length > 0) return Promise.resolve(failure({ code: 'catalog.invalid', faults }));
  return editing(context, async (trx) => {
    const [before] = isId(id) ? await selectEditableCategories(trx, { id, lock: true }) : [];
    if (before === undefined) return failure(gone);
    const theirs = fieldsOfCategory(before);
    const yours = fieldsOfPatch(patch);
    const { conflicts } = judgeEdit({
      yours,
      base: target.base ?? null,
      theirs,
      stale: target.version !== before.version,
    });
    if (conflicts.length > 0) return failure({ code: 'catalog.conflict', version: before.version, conflicts });
    if (patch.parentId) {
      const refusal = await parentFault(trx, patch.parentId, id);
      if (refusal !== null) return failure(refusal);
    }
    if (patch.slug !== undefined && (await slugIsTaken(trx, 'category', { slug: patch.slug, id })))
      return failure(takenSlug);
    if (Object.keys(changedFields(theirs, { ...theirs, ...yours })).length === 0) return success({ category: before });
    await updateCategoryRow(trx, id, patch);
    const [category = before] = await selectEditableCategories(trx, { id });
    const fields = changedFields(theirs, fieldsOfCategory(category));
    const products = await selectShelvedProducts(trx, 'category', id);
    await tell(context, trx, {
      editing: by,
      change: { entityId: id, label: nameOf(category), action: 'updated', fields },
      products,
    });
    return success({ category });
  });
}

/** Puts the children of a parent (null: the roots) into an order. */
export function sortCategories(
  context: ShopContext,
  order: { parentId: string | null; ids: readonly string[] },
  by: Editing,
): Promise<Outcome<{ sorted: number }, EditFailure>> {
  return editing(context, async (trx) => {
    if (!order.ids.every(isId) || (order.parentId !== null && !isId(order.parentId))) return failure(gone);
    const before = await selectEditableCategories(trx, { lock: true });
    await orderChildren(trx, order.parentId, order.ids);
    const after = new Map((await selectEditableCategories(trx)).map((category) => [category.id, category.position]));
    const changes = before.flatMap((category): NewChange[] => {
      const fields = changedFields(
        { position: category.position + 1 },
        { position: (after.get(category.id) ?? category.position) + 1 },
      );
      const change = { kind: 'category', entityId: category.id, label: nameOf(category), action: 'updated' } as const;
      return Object.keys(fields).length === 0 ? [] : [{ ...change, fields }];
    });
    await insertChanges(context, trx, { ...by, changes });
    return success({ sorted: order.ids.length });
  });
}

/** Everything of one category becomes another's, its address too; then it is gone. */
export function mergeCategories(
  context: ShopContext,
  ids: { fromId: string; intoId: string },
  by: Editing,
): Promise<CategoryOutcome> {
  return editing(context, async (trx) => {
    const all = await selectEditableCategories(trx, { lock: true });
    const from = all.find(({ id }) => id === ids.fromId);
    const into = all.find(({ id }) => id === ids.intoId);
    if (from === undefined || into === undefined) return failure(gone);
    if (await isWithin(trx, into.id, from.id)) {
      const message = 'A category cannot be merged into itself or into one below it. Choose one outside of its branch.';
      return failure({ code: 'catalog.invalid', faults: [{ path: 'intoId', message }] });
    }
    const products = await selectShelvedProducts(trx, 'category', from.id);
    await mergeCategoryRows(trx, from.id, into.id);
    const fields = { into: [null, into.slug] as const, products: [from.products, 0] as const };
    await tell(context, trx, {
      editing: by,
      change: { entityId: from.id, label: nameOf(from), action: 'merged', fields },
      products,
    });
    const [category = into] = await selectEditableCategories(trx, { id: into.id });
    return success({ category });
  });
}

/** Deletes an empty category. One with products or subcategories is refused unless it says where they go. */
export async function deleteCategory(
  context: ShopContext,
  target: { id: string; moveTo?: string | null | undefined },
  by: Editing,
): Promise<Outcome<{ deleted: true }, EditFailure>> {
  if (target.moveTo) {
    const merged = await mergeCategories(context, { fromId: target.id, intoId: target.moveTo }, by);
    return merged.ok ? success({ deleted: true }) : merged;
  }
  return editing(context, async (trx) => {
    const [category] = isId(target.id) ? await selectEditableCategories(trx, { id: target.id, lock: true }) : [];
    if (category === undefined) return failure(gone);
    if (category.products > 0 || category.children > 0) {
      const message = `${nameOf(category)} has ${category.products} products and ${category.children} subcategories. Say which category takes them, or move them first.`;
      return failure({ code: 'catalog.in_use', message });
    }
    await deleteShelf(trx, { kind: 'category', id: category.id }, category.parentId);
    const fields = changedFields(fieldsOfCategory(category), {});
    await tell(context, trx, {
      editing: by,
      change: { entityId: category.id, label: nameOf(category), action: 'deleted', fields },
      products: [],
    });
    return success({ deleted: true });
  });
}
