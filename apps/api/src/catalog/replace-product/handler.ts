import { routes } from '@vitrine/contracts';
import { failure, success } from '../../dispatch/failure.ts';
import { defineOperation } from '../../dispatch/operation.ts';
import { deskOf, editorOf, editRefused } from '../editor.ts';
import { patchOf, wireEdited } from '../wire-product.ts';

/** `PUT /api/products/{id}` */
export const replaceProduct = defineOperation({
  route: routes.replaceProduct,
  async run({ params, body }, context) {
    const before = await deskOf(context).getProduct(params.id);
    if (before === null) return failure('catalog.product_not_found');
    const patch = patchOf(body);
    const named = new Set(body.skus.map(({ id }) => id));
    const dropped = before.skus.filter(({ id, archived }) => !named.has(id) && !archived);
    const emptied = <Value>(there: Readonly<Record<string, unknown>>, value: Value) =>
      Object.fromEntries(Object.keys(there).map((locale) => [locale, value]));
    const done = await editorOf(context).updateProduct(params.id, {
      version: body.version,
      patch: {
        brandId: null,
        color: null,
        tint: null,
        tags: [],
        collectionIds: [],
        pictures: [],
        ...Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined)),
        categoryIds: patch.categoryIds ?? [body.category_id],
        texts: { ...emptied(before.texts, null), ...patch.texts },
        specs: { ...emptied(before.specs, []), ...patch.specs },
        skus: [...(patch.skus ?? []), ...dropped.map(({ id, code }) => ({ id, code, archived: true }))],
      },
    });
    return done.ok ? success(wireEdited(done.value.product)) : editRefused(done.error, 'catalog.product_not_found');
  },
});
