import { routes } from '@vitrine/contracts';
import { success } from '../../dispatch/failure.ts';
import { defineOperation } from '../../dispatch/operation.ts';
import { editorOf, editRefused } from '../editor.ts';
import { wireBrand } from '../wire-product.ts';

/** `POST /api/brands` */
export const createBrand = defineOperation({
  route: routes.createBrand,
  async run({ body }, context) {
    const made = await editorOf(context).saveBrand({ id: null, ...body });
    return made.ok ? success(wireBrand(made.value.brand)) : editRefused(made.error, 'catalog.invalid');
  },
});
