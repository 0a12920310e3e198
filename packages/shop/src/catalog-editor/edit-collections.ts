import { inTransaction } from '@vitrine/database';
import { failure, success, type Outcome } from '../outcome.ts';
import type { ShopContext } from '../shop-context.ts';
import { insertChanges } from '../change-log/changes.store.ts';
import { isId, slugOf } from './check-patch.ts';
import { checkTexts } from './edit-categories.ts';
import { refusalOf, type Editing } from './edit-product.ts';
import type { EditFailure, Json, ProductText } from './editable-product.ts';
import { changedFields, judgeEdit, type FieldMap } from './product-fields.ts';
import {
  deleteShelf,
  selectEditableCollections,
  slugIsTaken,
  writeCollection,
  type EditableCollection,
} from './shelves.store.ts';

/** A collection as it shall be: all of it, products in order. */
export interface CollectionDraft {
  readonly slug?: string | undefined;
  readonly texts: Readonly<Record<string, ProductText>>;
  readonly startsAt?: Date | null | undefined;
  readonly endsAt?: Date | null | undefined;
  readonly productIds: readonly string[];
}

type CollectionOutcome = Outcome<{ collection: EditableCollection }, EditFailure>;
const mostProducts = 1_000;

function fieldsOf(collection: Omit<EditableCollection, 'id' | 'version' | 'baseLocale'>): FieldMap {
  const fields: Record<string, Json> = {
    slug: collection.slug,
    startsAt: collection.startsAt?.toISOString() ?? null,
    endsAt: collection.endsAt?.toISOString() ?? null,
    productIds: [...collection.productIds],
  };
  for (const [locale, text] of Object.entries(collection.texts)) {
    fields[`name.${locale}`] = text.name;
    fields[`description.${locale}`] = text.description;
  }
  return fields;
}

/** Makes a collection (no `id`) or rewrites one on the version that the editor saw. */
export async function saveCollection(
  context: ShopContext,
  given: { id: string | null; version?: number | undefined; draft: CollectionDraft },
  by: Editing,
): Promise<CollectionOutcome> {
  const { id, draft } = given;
  const name = draft.texts[context.locale]?.name ?? Object.values(draft.texts)[0]?.name ?? '';
  const slug = draft.slug ?? slugOf(name);
  const faults = checkTexts({ slug, texts: draft.texts });
  if (draft.texts[context.locale] === undefined)
    faults.push({ path: `name.${context.locale}`, message: 'A collection needs a name.' });
  if (draft.startsAt && draft.endsAt && draft.endsAt <= draft.startsAt)
    faults.push({ path: 'endsAt', message: 'The end must be after the start.' });
  if (
    draft.productIds.length > mostProducts ||
    !draft.productIds.every(isId) ||
    new Set(draft.productIds).size !== draft.productIds.length
  )
    faults.push({ path: 'productIds', message: `Choose at most ${mostProducts} products, each once.` });
  if (faults.length > 0) return failure({ code: 'catalog.invalid', faults });
  const write = { ...draft, slug, startsAt: draft.startsAt ?? null, endsAt: draft.endsAt ?? null };
  try {
    return await inTransaction(context.db, async (trx): Promise<CollectionOutcome> => {
      const [before] = id !== null && isId(id) ? await selectEditableCollections(trx, { id, lock: true }) : [];
      if (id !== null && before === undefined) return failure({ code: 'catalog.not_found' });
      const theirs = before === undefined ? {} : fieldsOf(before);
      if (before !== undefined) {
        const { conflicts } = judgeEdit({
          yours: fieldsOf(write),
          base: null,
          theirs,
          stale: given.version !== before.version,
        });
        if (conflicts.length > 0) return failure({ code: 'catalog.conflict', version: before.version, conflicts });
      }
      if (await slugIsTaken(trx, 'collection', { slug, id }))
        return failure({
          code: 'catalog.taken',
          faults: [{ path: 'slug', message: 'This address belongs to another collection. Choose another.' }],
        });
      const collectionId = await writeCollection(context, trx, { id, write });
      const [collection] = await selectEditableCollections(trx, { id: collectionId });
      if (collection === undefined) throw new Error(`collection ${collectionId} vanished while it was written`);
      const fields = changedFields(theirs, fieldsOf(collection));
      const change = {
        kind: 'collection',
        entityId: collectionId,
        label: name,
        action: id === null ? 'created' : 'updated',
        fields,
      } as const;
      await insertChanges(context, trx, { ...by, changes: Object.keys(fields).length === 0 ? [] : [change] });
      return success({ collection });
    });
  } catch (error) {
    return failure(refusalOf(error));
  }
}

/** Deletes a collection; its products stay. */
export async function deleteCollection(
  context: ShopContext,
  id: string,
  by: Editing,
): Promise<Outcome<{ deleted: true }, EditFailure>> {
  return inTransaction(context.db, async (trx): Promise<Outcome<{ deleted: true }, EditFailure>> => {
    const [collection] = isId(id) ? await selectEditableCollections(trx, { id, lock: true }) : [];
    if (collection === undefined) return failure({ code: 'catalog.not_found' });
    await deleteShelf(trx, { kind: 'collection', id });
    const label = collection.texts[collection.baseLocale]?.name ?? collection.slug;
    const fields = changedFields(fieldsOf(collection), {});
    await insertChanges(context, trx, {
      ...by,
      changes: [{ kind: 'collection', entityId: id, label, action: 'deleted', fields }],
    });
    return success({ deleted: true });
  });
}
