import { routes } from '@vitrine/contracts';
import { success } from '../../dispatch/failure.ts';
import { defineOperation } from '../../dispatch/operation.ts';
import { datesOf, given, guardWholeNamespace } from '../list-page.ts';
import { tenantOf } from '../tenant-of.ts';

/** `POST /v1/items:delete` */
export const deleteItems = defineOperation({
  route: routes.deleteItems,
  scope: 'ingest',
  async run({ body }, context) {
    const allowed = guardWholeNamespace(body, ['item_id', 'created_after', 'created_before'], context);
    if (!allowed.ok) return allowed;
    const count = await context.services.recommender.items.delete(tenantOf(context, body.namespace), {
      ...datesOf(body),
      itemId: given(body.item_id),
    });
    return success({ deleted_count: count, message: 'Items deleted' });
  },
});
