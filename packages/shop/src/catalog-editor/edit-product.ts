import { databaseErrorOf, inTransaction, newId } from '@vitrine/database';
import type { Transaction } from 'kysely';
import { noteProductsChanged } from '../catalog/edit-catalog.store.ts';
import { failure, success, type Outcome } from '../outcome.ts';
import type { ShopContext } from '../shop-context.ts';
import type { ShopTables } from '../tables.ts';
import { BatchUndoneError, insertChanges, type NewChange } from '../change-log/changes.store.ts';
import { checkDraft, checkPatch, isId, slugOf } from './check-patch.ts';
import { selectEditableProducts } from './editable-product.store.ts';
import type { EditableProduct, EditFailure, ProductDraft, ProductPatch } from './editable-product.ts';
import { changedFields, fieldsOf, fieldsOfPatch, judgeEdit, onlyFields, type FieldMap } from './product-fields.ts';
import { faultsOf, judgePatches, type PlannedPatch } from './patch-faults.ts';
import { selectPatchFacts } from './patch-facts.store.ts';
import { insertProduct, writePatches } from './write-product.store.ts';

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
  if (error instanceof BatchUndoneError)
    return {
      code: 'catalog.in_use',
      message: 'This was undone while it went on. What came after that stays as it is.',
    };
  const fact = databaseErrorOf(error);
  if (fact?.kind === 'unique' && fact.table === 'catalog_batch')
    return { code: 'catalog.in_use', message: 'This was done already. Look at it under Changes.' };
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
      const asked = { ...draft, slug: free };
      const wrong = faultsOf(await selectPatchFacts(trx, [asked]), null, asked);
      if (wrong.length > 0) return faultsOutcome(wrong);
      await insertProduct(context, trx, { id, slug: free, draft, baseLocale });
      await writePatches(context, trx, [{ id, patch: { ...draft, slug: undefined } }]);
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
  const candidates = Array.from({ length: 49 }, (_, at) => (at === 0 ? slug : `${slug}-${at + 1}`));
  const { slugs } = await selectPatchFacts(
    trx,
    candidates.map((candidate) => ({ slug: candidate })),
  );
  return candidates.find((candidate) => !slugs.has(candidate)) ?? slug;
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

/** The same within a transaction of the caller. */
async function updateLocked(
  context: ShopContext,
  trx: Transaction<ShopTables>,
  given: { id: string; edit: ProductEdit; editing: Editing },
): Promise<ProductOutcome> {
  const { id, edit, editing } = given;
  const [product] = await selectEditableProducts(context, trx, { ids: [id], lock: true });
  if (product === undefined) return failure({ code: 'catalog.not_found' });
  const [done] = await updateMany(context, trx, { edits: [{ product, edit }], editing });
  return done ?? failure({ code: 'catalog.not_found' });
}

/** An edit of a product that the caller locked and read. */
export interface LockedEdit {
  readonly product: EditableProduct;
  readonly edit: ProductEdit;
}

/** What becomes of an edit before anything is written: the patch that is left of it, or its outcome. */
function planEdit({ product, edit }: LockedEdit): PlannedPatch | ProductOutcome {
  const theirs = fieldsOf(product);
  const { changed, conflicts } = judgeEdit({
    yours: fieldsOfPatch(edit.patch),
    base: edit.base ?? null,
    theirs,
    stale: edit.version !== product.version,
  });
  if (conflicts.length > 0) return failure({ code: 'catalog.conflict', version: product.version, conflicts });
  if (changed.size === 0) return success({ product, changed: [] });
  return { product, patch: onlyFields(edit.patch, changed, product) };
}

/**
 * Edits of different products, each locked and read by the caller, with the outcome of each: those that may be are written together, by sets, as if one after
 * the other in the order given.
 */
export async function updateMany(
  context: ShopContext,
  trx: Transaction<ShopTables>,
  given: { edits: readonly LockedEdit[]; editing: Editing },
): Promise<ProductOutcome[]> {
  const plans = given.edits.map(planEdit);
  const planned = plans.flatMap((plan) => ('ok' in plan ? [] : [plan]));
  const facts = await selectPatchFacts(
    trx,
    planned.map(({ patch }) => patch),
  );
  const { faults, runs } = judgePatches(facts, planned);
  for (const run of runs)
    await writePatches(
      context,
      trx,
      run.map(({ product, patch }) => ({ id: product.id, patch })),
    );
  const written = runs.flat();
  const ids = written.map(({ product }) => product.id);
  const after = new Map((await selectEditableProducts(context, trx, { ids })).map((product) => [product.id, product]));
  const outcomes = new Map<PlannedPatch, ProductOutcome>();
  const changes: NewChange[] = [];
  for (const [at, plan] of planned.entries()) {
    const [wrong = [], product = plan.product] = [faults[at], after.get(plan.product.id)];
    const fields = changedFields(fieldsOf(plan.product), fieldsOf(product));
    const changed = Object.keys(fields);
    outcomes.set(plan, wrong.length > 0 ? faultsOutcome([...wrong]) : success({ product, changed }));
    if (changed.length > 0)
      changes.push({ kind: 'product', entityId: product.id, label: labelOf(product), action: 'updated', fields });
  }
  await insertChanges(context, trx, { ...given.editing, changes });
  await noteProductsChanged(trx, ids);
  return plans.map((plan) => ('ok' in plan ? plan : (outcomes.get(plan) ?? failure({ code: 'catalog.not_found' }))));
}
