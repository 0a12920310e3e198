import { routes } from '@vitrine/contracts';
import { defineOperation } from '../../dispatch/operation.ts';
import { batchAnswer } from '../batch-answer.ts';
import { tenantOf } from '../tenant-of.ts';

/** `POST /v1/users:upsert` */
export const upsertUsers = defineOperation({
  route: routes.upsertUsers,
  scope: 'ingest',
  async run({ body, query, refused, indexOf }, context) {
    const tenant = tenantOf(context, body.namespace);
    const users = body.users.map((user) => ({ userId: user.user_id, traits: user.traits }));
    const report = await context.services.recommender.users.upsert(tenant, users, { partial: query.partial });
    return batchAnswer(report, { records: 'users', requestId: context.requestId, refused, indexOf });
  },
});
