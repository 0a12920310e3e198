import { routes } from '@vitrine/contracts';
import { success } from '../../dispatch/failure.ts';
import { defineOperation } from '../../dispatch/operation.ts';
import { editorOf, editRefused } from '../editor.ts';
import { patchOf, wireEdited } from '../wire-product.ts';

/** `POST /api/products` */
export const createProduct = defineOperation({
  route: routes.createProduct,
  async run({ body }, context) {
    const made = await editorOf(context).createProduct({ ...patchOf(body), archived: body.archived });
    return made.ok ? success(wireEdited(made.value.product)) : editRefused(made.error, 'catalog.invalid');
  },
});
