import { routes } from '@vitrine/contracts';
import { success } from '../../dispatch/failure.ts';
import { defineOperation } from '../../dispatch/operation.ts';
import { editorOf, editRefused } from '../editor.ts';
import { wireCategory } from '../wire-product.ts';

/** `POST /api/categories` */
export const createCategory = defineOperation({
  route: routes.createCategory,
  async run({ body }, context) {
    const { slug, parent_id: parentId, texts } = body;
    const made = await editorOf(context).createCategory({ slug, parentId, texts });
    return made.ok ? success(wireCategory(made.value.category)) : editRefused(made.error, 'catalog.invalid');
  },
});
