import { routes } from '@vitrine/contracts';
import { success } from '../../dispatch/failure.ts';
import { defineOperation } from '../../dispatch/operation.ts';
import { editorOf, editRefused } from '../editor.ts';

/** `DELETE /api/brands/{id}` */
export const deleteBrand = defineOperation({
  route: routes.deleteBrand,
  async run({ params, query }, context) {
    const done = await editorOf(context).deleteBrand(params.id, query.move_to ?? null);
    return done.ok ? success(done.value) : editRefused(done.error, 'catalog.brand_not_found');
  },
});
