import { inTransaction } from '@vitrine/database';
import { noteProductsChanged } from '../catalog/edit-catalog.store.ts';
import { failure, success, type Outcome } from '../outcome.ts';
import type { ShopContext } from '../shop-context.ts';
import { insertChanges, type NewChange } from '../change-log/changes.store.ts';
import { isId, slugOf } from './check-patch.ts';
import { checkTexts } from './edit-categories.ts';
import { refusalOf, type Editing } from './edit-product.ts';
import type { EditFailure } from './editable-product.ts';
import { changedFields, judgeEdit } from './product-fields.ts';
import {
  deleteShelf,
  insertBrand,
  mergeBrandRows,
  selectEditableBrands,
  selectShelvedProducts,
  slugIsTaken,
  updateBrandRow,
  type EditableBrand,
} from './shelves.store.ts';

type BrandOutcome = Outcome<{ brand: EditableBrand }, EditFailure>;
const gone = { code: 'catalog.not_found' } as const satisfies EditFailure;
const fieldsOf = ({ slug, name }: EditableBrand) => ({ slug, name });

/** Makes a brand (no `id`) or changes one on the version that the editor saw. */
export async function saveBrand(
  context: ShopContext,
  given: { id: string | null; version?: number | undefined; name: string; slug?: string | undefined },
  by: Editing,
): Promise<BrandOutcome> {
  const { id, name } = given;
  const slug = given.slug ?? slugOf(name);
  const faults = checkTexts({ slug, texts: { en: { name, description: '' } } }).map((fault) => ({
    ...fault,
    path: fault.path === 'name.en' ? 'name' : fault.path,
  }));
  if (faults.length > 0) return failure({ code: 'catalog.invalid', faults });
  try {
    return await inTransaction(context.db, async (trx): Promise<BrandOutcome> => {
      const [before] = id !== null && isId(id) ? await selectEditableBrands(trx, { id }) : [];
      if (id !== null && before === undefined) return failure(gone);
      if (before !== undefined) {
        const stale = given.version !== before.version;
        const { conflicts } = judgeEdit({ yours: { slug, name }, base: null, theirs: fieldsOf(before), stale });
        if (conflicts.length > 0) return failure({ code: 'catalog.conflict', version: before.version, conflicts });
      }
      if (await slugIsTaken(trx, 'brand', { slug, id }))
        return failure({
          code: 'catalog.taken',
          faults: [{ path: 'slug', message: 'This address belongs to another brand. Choose another.' }],
        });
      const brandId = id ?? (await insertBrand(context, trx, { slug, name: name.trim() }));
      if (id !== null) await updateBrandRow(trx, brandId, { slug, name: name.trim() });
      const [brand] = await selectEditableBrands(trx, { id: brandId });
      if (brand === undefined) throw new Error(`brand ${brandId} vanished while it was written`);
      const fields = changedFields(before === undefined ? {} : fieldsOf(before), fieldsOf(brand));
      const change = {
        kind: 'brand',
        entityId: brandId,
        label: brand.name,
        action: id === null ? 'created' : 'updated',
        fields,
      } as const;
      await insertChanges(context, trx, { ...by, changes: Object.keys(fields).length === 0 ? [] : [change] });
      await noteProductsChanged(trx, await selectShelvedProducts(trx, 'brand', brandId));
      return success({ brand });
    });
  } catch (error) {
    return failure(refusalOf(error));
  }
}

/** Deletes a brand; one with products is refused unless it says which brand takes them. */
export async function deleteBrand(
  context: ShopContext,
  target: { id: string; moveTo?: string | null | undefined },
  by: Editing,
): Promise<Outcome<{ deleted: true }, EditFailure>> {
  try {
    return await inTransaction(context.db, async (trx): Promise<Outcome<{ deleted: true }, EditFailure>> => {
      const [brand] = isId(target.id) ? await selectEditableBrands(trx, { id: target.id }) : [];
      const [into] = target.moveTo && isId(target.moveTo) ? await selectEditableBrands(trx, { id: target.moveTo }) : [];
      if (brand === undefined || (target.moveTo && into === undefined)) return failure(gone);
      if (into?.id === brand.id)
        return failure({
          code: 'catalog.invalid',
          faults: [{ path: 'moveTo', message: 'Choose another brand than this one.' }],
        });
      if (brand.products > 0 && into === undefined)
        return failure({
          code: 'catalog.in_use',
          message: `${brand.name} has ${brand.products} products. Say which brand takes them.`,
        });
      const products = await selectShelvedProducts(trx, 'brand', brand.id);
      if (into === undefined) await deleteShelf(trx, { kind: 'brand', id: brand.id });
      else await mergeBrandRows(trx, brand.id, into.id);
      const fields: NewChange['fields'] = into === undefined ? {} : { into: [null, into.slug] };
      const action = into === undefined ? 'deleted' : 'merged';
      await insertChanges(context, trx, {
        ...by,
        changes: [{ kind: 'brand', entityId: brand.id, label: brand.name, action, fields }],
      });
      await noteProductsChanged(trx, products);
      return success({ deleted: true });
    });
  } catch (error) {
    return failure(refusalOf(error));
  }
}
