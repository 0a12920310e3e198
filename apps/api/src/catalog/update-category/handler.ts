import { routes } from '@vitrine/contracts';
import { success } from '../../dispatch/failure.ts';
import { defineOperation } from '../../dispatch/operation.ts';
import { editorOf, editRefused } from '../editor.ts';
import { wireCategory } from '../wire-product.ts';

/** `PATCH /api/categories/{id}` */
export const updateCategory = defineOperation({
  route: routes.updateCategory,
  async run({ params, body }, context) {
    const { slug, parent_id: parentId, texts, version } = body;
    const done = await editorOf(context).updateCategory(params.id, { version, patch: { slug, parentId, texts } });
    return done.ok ? success(wireCategory(done.value.category)) : editRefused(done.error, 'catalog.category_not_found');
  },
});
