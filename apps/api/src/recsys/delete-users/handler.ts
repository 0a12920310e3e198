import { routes } from '@vitrine/contracts';
import { success } from '../../dispatch/failure.ts';
import { defineOperation } from '../../dispatch/operation.ts';
import { datesOf, given, guardWholeNamespace } from '../list-page.ts';
import { tenantOf } from '../tenant-of.ts';

/** `POST /v1/users:delete` */
export const deleteUsers = defineOperation({
  route: routes.deleteUsers,
  scope: 'ingest',
  async run({ body }, context) {
    const allowed = guardWholeNamespace(body, ['user_id', 'created_after', 'created_before'], context);
    if (!allowed.ok) return allowed;
    const count = await context.services.recommender.users.delete(tenantOf(context, body.namespace), {
      ...datesOf(body),
      userId: given(body.user_id),
    });
    return success({ deleted_count: count, message: 'Users deleted' });
  },
});
