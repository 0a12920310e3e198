import { routes } from '@vitrine/contracts';
import { success } from '../../dispatch/failure.ts';
import { defineOperation } from '../../dispatch/operation.ts';
import { datesOf, given, listPage } from '../list-page.ts';
import { tenantOf } from '../tenant-of.ts';

/** `GET /v1/users` */
export const listUsers = defineOperation({
  route: routes.listUsers,
  scope: 'read',
  async run({ query }, context) {
    const tenant = tenantOf(context, query.namespace);
    const page = await context.services.recommender.users.list(tenant, {
      ...datesOf(query),
      userId: given(query.user_id),
      limit: query.limit,
      offset: query.offset,
    });
    return success(
      listPage(page, query, (row) => ({
        user_id: row.userId,
        traits: JSON.stringify(row.traits ?? {}),
        created_at: row.createdAt.toISOString(),
        updated_at: row.updatedAt.toISOString(),
      })),
    );
  },
});
