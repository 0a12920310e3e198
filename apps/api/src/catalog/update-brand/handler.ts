import { routes } from '@vitrine/contracts';
import { success } from '../../dispatch/failure.ts';
import { defineOperation } from '../../dispatch/operation.ts';
import { editorOf, editRefused } from '../editor.ts';
import { wireBrand } from '../wire-product.ts';

/** `PATCH /api/brands/{id}` */
export const updateBrand = defineOperation({
  route: routes.updateBrand,
  async run({ params, body }, context) {
    const done = await editorOf(context).saveBrand({ id: params.id, ...body });
    return done.ok ? success(wireBrand(done.value.brand)) : editRefused(done.error, 'catalog.brand_not_found');
  },
});
