import { routes } from '@vitrine/contracts';
import { success } from '../../dispatch/failure.ts';
import { defineOperation } from '../../dispatch/operation.ts';
import { callerOf } from '../wire-account.ts';

/** `GET /api/me/sessions` */
export const listSessions = defineOperation({
  route: routes.listSessions,
  async run(_input, context) {
    const rows = await context.services.shop.accounts.listSessions(callerOf(context).id, '');
    return success({
      items: rows.map(({ id, device, createdAt, lastSeenAt }) => ({
        id,
        device,
        created_at: createdAt.toISOString(),
        last_seen_at: lastSeenAt.toISOString(),
      })),
    });
  },
});
