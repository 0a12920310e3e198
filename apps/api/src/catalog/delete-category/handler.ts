import { routes } from '@vitrine/contracts';
import { success } from '../../dispatch/failure.ts';
import { defineOperation } from '../../dispatch/operation.ts';
import { editorOf, editRefused } from '../editor.ts';

/** `DELETE /api/categories/{id}` */
export const deleteCategory = defineOperation({
  route: routes.deleteCategory,
  async run({ params, query }, context) {
    const done = await editorOf(context).deleteCategory(params.id, query.move_to ?? null);
    return done.ok ? success(done.value) : editRefused(done.error, 'catalog.category_not_found');
  },
});
