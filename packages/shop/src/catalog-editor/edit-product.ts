import { databaseErrorOf, inTransaction, newId } from '@vitrine/database';
import type { Transaction } from 'kysely';
import { noteProductsChanged } from '../catalog/edit-catalog.store.ts';
import { failure, success, type Outcome } from '../outcome.ts';
import type { ShopContext } from '../shop-context.ts';
import type { ShopTables } from '../tables.ts';
import { insertChanges } from '../change-log/changes.store.ts';
import { checkDraft, checkPatch, isId, slugOf } from './check-patch.ts';
import { selectEditableProducts } from './editable-product.store.ts';
import type { EditableProduct, EditFailure, ProductDraft, ProductPatch } from './editable-product.ts';
import { changedFields, fieldsOf, fieldsOfPatch, judgeEdit, onlyFields, type FieldMap } from './product-fields.ts';
import { insertProduct, selectPatchFaults, writePatch } from './write-product.store.ts';

/** Who edits, and within which batch. */
export interface Editing {
  readonly actor: string;
  readonly batchId?: string | null | undefined;
}

/** What an editor hands in: the version they saw, what they want, and (when known) the fields as they saw them. */
export interface ProductEdit {
  readonly version: number;
  readonly patch: ProductPatch;
  readonly base?: FieldMap | null | undefined;
}

type ProductOutcome = Outcome<{ product: EditableProduct; changed: readonly string[] }, EditFailure>;

/** The name of a product in its own language. */
export function labelOf(product: EditableProduct): string {
  return product.texts[product.baseLocale]?.name ?? product.slug;
}

/** What the database refused because somebody was faster; anything else goes on as an exception. */
export function refusalOf(error: unknown): EditFailure {
  const fact = databaseErrorOf(error);
  if (fact?.kind === 'unique') {
    const path = fact.constraint?.includes('sku') ? 'skus' : 'slug';
    return { code: 'catalog.taken', faults: [{ path, message: 'Somebody took this meanwhile. Choose another.' }] };
  }
  if (fact?.kind === 'foreign-key')
    return {
      code: 'catalog.invalid',
      faults: [{ path: '', message: 'Something chosen here is gone. Load the page again.' }],
    };
  throw error;
}

function faultsOutcome(faults: { path: string; message: string }[]): Outcome<never, EditFailure> {
  const taken = faults.every(({ message }) => message.includes('belongs to another'));
  return failure({ code: taken ? 'catalog.taken' : 'catalog.invalid', faults });
}

/** Makes a product. It is in the shop, the search and the recommender's queue when this resolves. */
export async function createProduct(
  context: ShopContext,
  draft: ProductDraft,
  editing: Editing,
): Promise<ProductOutcome> {
  const baseLocale = draft.baseLocale ?? context.locale;
  const name = draft.texts?.[baseLocale]?.name ?? '';
  const slug = draft.slug ?? slugOf(name);
  const faults = checkDraft({ ...draft, ...(slug === '' && name !== '' ? { slug } : {}) }, baseLocale);
  if (faults.length > 0) return faultsOutcome(faults);
  const id = newId(context.clock);
  try {
    return await inTransaction(context.db, async (trx): Promise<ProductOutcome> => {
      const free = draft.slug === undefined ? await freeSlug(trx, slug) : slug;
      const wrong = await selectPatchFaults(trx, null, { ...draft, slug: free });
      if (wrong.length > 0) return faultsOutcome(wrong);
      await insertProduct(context, trx, { id, slug: free, draft, baseLocale });
      await writePatch(context, trx, { id, patch: { ...draft, slug: undefined } });
      const [product] = await selectEditableProducts(context, trx, { ids: [id] });
      if (product === undefined) throw new Error(`product ${id} vanished while it was made`);
      const fields = changedFields({}, fieldsOf(product));
      const change = { kind: 'product', entityId: id, label: labelOf(product), action: 'created', fields } as const;
      await insertChanges(context, trx, { ...editing, changes: [change] });
      await noteProductsChanged(trx, [id]);
      return success({ product, changed: Object.keys(fields) });
    });
  } catch (error) {
    return failure(refusalOf(error));
  }
}

/** `kettle`, or `kettle-2` when that is taken. */
async function freeSlug(trx: Transaction<ShopTables>, slug: string): Promise<string> {
  for (let n = 1; n < 50; n += 1) {
    const candidate = n === 1 ? slug : `${slug}-${n}`;
    if ((await selectPatchFaults(trx, null, { slug: candidate })).length === 0) return candidate;
  }
  return slug;
}

/**
 * Changes a product. An edit made on an older version goes through where nobody else changed the same fields, else nothing is written and the answer
 * names both values of each.
 */
export async function updateProduct(
  context: ShopContext,
  target: { id: string; edit: ProductEdit },
  editing: Editing,
): Promise<ProductOutcome> {
  const { id, edit } = target;
  if (!isId(id)) return failure({ code: 'catalog.not_found' });
  const faults = checkPatch(edit.patch);
  if (faults.length > 0) return faultsOutcome(faults);
  try {
    return await inTransaction(context.db, (trx) => updateLocked(context, trx, { id, edit, editing }));
  } catch (error) {
    return failure(refusalOf(error));
  }
}

/** The same within a transaction of the caller, who may have locked and read the product already. */
export async function updateLocked(
  context: ShopContext,
  trx: Transaction<ShopTables>,
  given: { id: string; edit: ProductEdit; editing: Editing; locked?: EditableProduct },
): Promise<ProductOutcome> {
  const { id, edit, editing, locked } = given;
  const [before] =
    locked === undefined ? await selectEditableProducts(context, trx, { ids: [id], lock: true }) : [locked];
  if (before === undefined) return failure({ code: 'catalog.not_found' });
  const theirs = fieldsOf(before);
  const stale = edit.version !== before.version;
  const { changed, conflicts } = judgeEdit({
    yours: fieldsOfPatch(edit.patch),
    base: edit.base ?? null,
    theirs,
    stale,
  });
  if (conflicts.length > 0) return failure({ code: 'catalog.conflict', version: before.version, conflicts });
  if (changed.size === 0) return success({ product: before, changed: [] });
  const patch = onlyFields(edit.patch, changed, before);
  const wrong = await selectPatchFaults(trx, id, patch);
  if (wrong.length > 0) return faultsOutcome(wrong);
  await writePatch(context, trx, { id, patch });
  const [product = before] = await selectEditableProducts(context, trx, { ids: [id] });
  const fields = changedFields(theirs, fieldsOf(product));
  const change = { kind: 'product', entityId: id, label: labelOf(product), action: 'updated', fields } as const;
  await insertChanges(context, trx, { ...editing, changes: Object.keys(fields).length === 0 ? [] : [change] });
  await noteProductsChanged(trx, [id]);
  return success({ product, changed: Object.keys(fields) });
}
