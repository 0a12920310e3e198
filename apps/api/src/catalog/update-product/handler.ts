import { routes } from '@vitrine/contracts';
import { success } from '../../dispatch/failure.ts';
import { defineOperation } from '../../dispatch/operation.ts';
import { editorOf, editRefused } from '../editor.ts';
import { patchOf, wireEdited } from '../wire-product.ts';

/** `PATCH /api/products/{id}` */
export const updateProduct = defineOperation({
  route: routes.updateProduct,
  async run({ params, body }, context) {
    const done = await editorOf(context).updateProduct(params.id, { version: body.version, patch: patchOf(body) });
    return done.ok ? success(wireEdited(done.value.product)) : editRefused(done.error, 'catalog.product_not_found');
  },
});
