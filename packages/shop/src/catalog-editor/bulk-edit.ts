import { inTransaction } from '@vitrine/database';
import type { Transaction } from 'kysely';
import { noteProductsChanged } from '../catalog/edit-catalog.store.ts';
import { failure, success, type Outcome } from '../outcome.ts';
import type { ShopContext } from '../shop-context.ts';
import type { ShopTables } from '../tables.ts';
import { checkChange, describeChange, nextValue, type BulkChange } from './bulk-change.ts';
import { selectBulkValues, writeBulkValues, type BulkValue, type BulkWrite } from './bulk-edit.store.ts';
import {
  insertBatch,
  insertChanges,
  markUndone,
  selectBatches,
  selectChanges,
  type CatalogChange,
  type NewChange,
} from '../change-log/changes.store.ts';
import { isId } from './check-patch.ts';
import { undoProducts, type Undone } from './undo-import.ts';
import { refusalOf, type Editing } from './edit-product.ts';
import type { EditFailure, Json } from './editable-product.ts';
import { sameJson } from './product-fields.ts';
import { countProducts, selectMatchingIds, type ProductFilter } from './product-table.store.ts';

/** The products meant: those ticked, or all that a filter lets through. */
export type BulkSelection = { readonly ids: readonly string[] } | { readonly filter: ProductFilter };

/** One line of a preview. */
export interface PlannedChange {
  readonly productId: string;
  readonly label: string;
  readonly before: Json;
  readonly after: Json;
}

/** What a bulk edit would do: lines of it, and how many products and values in all. */
export interface BulkPreview {
  readonly products: number;
  readonly changes: number;
  readonly unchanged: number;
  readonly lines: readonly PlannedChange[];
}

const chunkSize = 500;
/** More than this is not one decision a person looks over; and a transaction has an end. */
const mostProducts = 100_000;
const shownLines = 50;

async function* chunksOf(context: Pick<ShopContext, 'db'>, selection: BulkSelection): AsyncIterable<string[]> {
  if ('ids' in selection) {
    const ids = [...new Set(selection.ids.filter(isId))].toSorted();
    for (let at = 0; at < ids.length; at += chunkSize) yield ids.slice(at, at + chunkSize);
    return;
  }
  for (let after: string | null = null; ;) {
    const ids = await selectMatchingIds(context, selection.filter, { after, limit: chunkSize });
    if (ids.length > 0) yield ids;
    if (ids.length < chunkSize) return;
    after = ids.at(-1) ?? null;
  }
}

function plan(change: BulkChange, values: readonly BulkValue[], currency: string): (BulkValue & { after: Json })[] {
  return values
    .map((value) => ({ ...value, after: nextValue(change, value.before, currency) }))
    .filter(({ before, after }) => !sameJson(before, after));
}

async function checkBulk(
  context: ShopContext,
  selection: BulkSelection,
  change: BulkChange,
): Promise<EditFailure | null> {
  const faults = checkChange(change);
  if (faults.length > 0) return { code: 'catalog.invalid', faults };
  const count = 'ids' in selection ? selection.ids.length : await countProducts(context, selection.filter);
  if (count === 0)
    return { code: 'catalog.invalid', faults: [{ path: 'selection', message: 'Choose at least one product.' }] };
  if (count > mostProducts)
    return {
      code: 'catalog.invalid',
      faults: [{ path: 'selection', message: `Choose at most ${mostProducts} products at once; these are ${count}.` }],
    };
  return null;
}

/** What a bulk edit would do, without doing it. */
export async function previewBulk(
  context: ShopContext,
  selection: BulkSelection,
  change: BulkChange,
): Promise<Outcome<BulkPreview, EditFailure>> {
  const refusal = await checkBulk(context, selection, change);
  if (refusal !== null) return failure(refusal);
  const lines: PlannedChange[] = [];
  let [products, changes, values] = [0, 0, 0];
  for await (const ids of chunksOf(context, selection)) {
    const now = await selectBulkValues(context, context.db, { kind: change.kind, ids });
    const planned = plan(change, now, context.currency);
    values += now.length;
    changes += planned.length;
    products += new Set(planned.map(({ productId }) => productId)).size;
    lines.push(
      ...planned
        .slice(0, shownLines - lines.length)
        .map(({ productId, label, before, after }) => ({ productId, label, before, after })),
    );
  }
  return success({ products, changes, unchanged: values - changes, lines });
}

/**
 * Does it, all or nothing, in chunks of 500 within one transaction; answers the batch that undo takes. With an id for that batch it is done once,
 * however often somebody presses.
 */
export async function applyBulk(
  context: ShopContext,
  given: { selection: BulkSelection; change: BulkChange; newBatchId?: string | undefined },
  editing: Editing,
): Promise<Outcome<{ batchId: string; products: number; changes: number }, EditFailure>> {
  const { selection, change, newBatchId } = given;
  if (newBatchId !== undefined && !isId(newBatchId))
    return failure({ code: 'catalog.invalid', faults: [{ path: 'batch', message: 'Load the page again.' }] });
  const refusal = await checkBulk(context, selection, change);
  if (refusal !== null) return failure(refusal);
  try {
    return await inTransaction(context.db, async (trx) => {
      const batch = { kind: 'bulk', summary: describeChange(change), actor: editing.actor, id: newBatchId } as const;
      const batchId = editing.batchId ?? (await insertBatch(context, trx, batch));
      let [products, changes] = [0, 0];
      for await (const ids of chunksOf({ db: trx }, selection)) {
        const values = await selectBulkValues(context, trx, { kind: change.kind, ids, lock: true });
        const planned = plan(change, values, context.currency);
        products += await writePlanned(context, trx, { kind: change.kind, planned, editing: { ...editing, batchId } });
        changes += planned.length;
      }
      return success({ batchId, products, changes });
    });
  } catch (error) {
    return failure(refusalOf(error));
  }
}

type Planned = BulkWrite & { readonly label: string };

async function writePlanned(
  context: ShopContext,
  trx: Transaction<ShopTables>,
  given: { kind: BulkChange['kind']; planned: readonly Planned[]; editing: Editing },
): Promise<number> {
  const { kind, planned, editing } = given;
  await writeBulkValues(context, trx, { kind, writes: planned });
  const changes = new Map<string, NewChange & { fields: Record<string, [Json, Json]> }>();
  for (const { productId, skuId, label, before, after } of planned) {
    const action = kind !== 'archived' ? 'updated' : after === true ? 'archived' : 'restored';
    const name = skuId === null ? label : label.slice(0, label.lastIndexOf(' · '));
    const change = changes.get(productId) ?? {
      kind: 'product' as const,
      entityId: productId,
      label: name,
      action,
      fields: {},
    };
    change.fields[skuId === null ? kind : `sku.${skuId}.${kind}`] = [before, after];
    changes.set(productId, change);
  }
  await insertChanges(context, trx, { ...editing, changes: [...changes.values()] });
  await noteProductsChanged(trx, [...changes.keys()]);
  return changes.size;
}

/** The change a field of the log belongs to, and its SKU. */
function bulkField(field: string): { kind: BulkChange['kind']; skuId: string | null } | null {
  const [, skuId = null, name = field] = /^sku\.([0-9a-f-]{36})\.(\w+)$/.exec(field) ?? [];
  const kinds: readonly BulkChange['kind'][] = ['price', 'brand', 'category', 'tags', 'archived', 'stock'];
  const kind = kinds.find((one) => one === name);
  return kind === undefined ? null : { kind, skuId };
}

const wholeBatch = 1_000_000;

/**
 * Takes a bulk edit or a file back: every value that still is what the edit made of it returns to what it was; stock returns by the difference, so sales since then
 * count. What somebody changed meanwhile stays and is counted as skipped. Products that a file made are archived; brands that it made stay.
 */
export async function undoBulk(
  context: ShopContext,
  batchId: string,
  editing: Editing,
): Promise<Outcome<{ restored: number; skipped: number }, EditFailure>> {
  const [batch] = isId(batchId) ? await selectBatches(context.db, { limit: 1, id: batchId }) : [];
  if (batch === undefined) return failure({ code: 'catalog.not_found' });
  if (batch.undoneAt !== null)
    return failure({ code: 'catalog.in_use', message: 'This was undone already. Load the page again.' });
  const undo = batch.kind === 'csv' ? undoImported : undoChunk;
  try {
    return await inTransaction(context.db, async (trx): Promise<Outcome<Undone, EditFailure>> => {
      if (!(await markUndone(context, trx, { id: batchId, actor: editing.actor })))
        return failure({ code: 'catalog.in_use', message: 'Somebody undid this meanwhile.' });
      const log = await selectChanges(trx, { batchId, limit: wholeBatch });
      let done: Undone = { restored: 0, skipped: 0 };
      for (let at = 0; at < log.length; at += chunkSize)
        done = sumOf(done, await undo(context, trx, { log: log.slice(at, at + chunkSize), editing }));
      return success(done);
    });
  } catch (error) {
    return failure(refusalOf(error));
  }
}

function sumOf(one: Undone, other: Undone): Undone {
  return { restored: one.restored + other.restored, skipped: one.skipped + other.skipped };
}

/** The changes in rounds that hold each product once, the first change of every product in the first. */
function roundsOf(log: readonly CatalogChange[]): CatalogChange[][] {
  const rounds: CatalogChange[][] = [];
  const seen = new Map<string, number>();
  for (const change of log) {
    const round = seen.get(change.entityId) ?? 0;
    seen.set(change.entityId, round + 1);
    (rounds[round] ??= []).push(change);
  }
  return rounds;
}

type Undoing = { readonly log: readonly CatalogChange[]; readonly editing: Editing };

/** Newest first, as the log is read: what a file did to a product in several steps goes back step by step; different products go back together. */
async function undoImported(context: ShopContext, trx: Transaction<ShopTables>, given: Undoing): Promise<Undone> {
  const { editing } = given;
  let done: Undone = { restored: 0, skipped: 0 };
  for (const round of roundsOf(given.log.filter(({ kind }) => kind === 'product'))) {
    const withFields = (fieldsOf: (change: CatalogChange) => CatalogChange['fields']): CatalogChange[] =>
      round.map((change) => ({ ...change, fields: fieldsOf(change) }));
    const archived = withFields(({ action, fields }): CatalogChange['fields'] => {
      const field = action === 'created' ? ([true, false] as const) : fields['archived'];
      return field === undefined ? {} : { archived: field };
    });
    const stock = withFields(({ fields }) =>
      Object.fromEntries(Object.entries(fields).filter(([field]) => bulkField(field)?.kind === 'stock')),
    );
    for (const log of [archived, stock]) done = sumOf(done, await undoChunk(context, trx, { log, editing }));
    const changes = round.filter(({ action }) => action === 'updated');
    done = sumOf(done, await undoProducts(context, trx, { changes, editing }));
  }
  return done;
}

async function undoChunk(context: ShopContext, trx: Transaction<ShopTables>, given: Undoing): Promise<Undone> {
  const wanted = given.log.flatMap(({ entityId, label, fields }) =>
    Object.entries(fields).flatMap(([field, [before, after]]) => {
      const known = bulkField(field);
      return known === null ? [] : [{ ...known, productId: entityId, label, before, after }];
    }),
  );
  const kind = wanted[0]?.kind;
  if (kind === undefined) return { restored: 0, skipped: 0 };
  const now = await selectBulkValues(context, trx, {
    kind,
    ids: [...new Set(wanted.map(({ productId }) => productId))],
    lock: true,
  });
  const there = new Map(now.map((value) => [value.skuId ?? value.productId, value]));
  const planned = wanted.flatMap(({ productId, skuId, before, after }): Planned[] => {
    const value = there.get(skuId ?? productId);
    if (value === undefined) return [];
    const back = kind === 'stock' ? Number(value.before) - (Number(after) - Number(before)) : before;
    const may = kind === 'stock' ? Number(back) >= 0 : sameJson(value.before, after);
    return may ? [{ productId, skuId, label: value.label, before: value.before, after: back }] : [];
  });
  await writePlanned(context, trx, { kind, planned, editing: { actor: given.editing.actor } });
  return { restored: planned.length, skipped: wanted.length - planned.length };
}
