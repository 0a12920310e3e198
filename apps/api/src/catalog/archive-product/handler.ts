import { routes } from '@vitrine/contracts';
import { success } from '../../dispatch/failure.ts';
import { defineOperation } from '../../dispatch/operation.ts';
import { editorOf, editRefused } from '../editor.ts';

/** `DELETE /api/products/{id}` */
export const archiveProduct = defineOperation({
  route: routes.archiveProduct,
  async run({ params }, context) {
    const done = await editorOf(context).setArchived(params.id, true);
    if (!done.ok) return editRefused(done.error, 'catalog.product_not_found');
    return success({ archived: true, changed: done.value.changed });
  },
});
