import { routes } from '@vitrine/contracts';
import { success } from '../../dispatch/failure.ts';
import { defineOperation } from '../../dispatch/operation.ts';
import { tenantOf } from '../tenant-of.ts';

/** `POST /v1/users:link` */
export const linkUsers = defineOperation({
  route: routes.linkUsers,
  scope: 'ingest',
  async run({ body }, context) {
    const tenant = tenantOf(context, body.namespace);
    for (const link of body.links)
      await context.services.recommender.users.link(tenant, { anonymousId: link.anonymous_id, userId: link.user_id });
    return success({ linked: body.links.length });
  },
});
