import { routes } from '@vitrine/contracts';
import { success } from '../../dispatch/failure.ts';
import { defineOperation } from '../../dispatch/operation.ts';
import { datesOf, given, guardWholeNamespace } from '../list-page.ts';
import { tenantOf } from '../tenant-of.ts';

/** `POST /v1/events:delete` */
export const deleteEvents = defineOperation({
  route: routes.deleteEvents,
  scope: 'ingest',
  async run({ body }, context) {
    const filters = ['user_id', 'item_id', 'event_type', 'created_after', 'created_before'] as const;
    const allowed = guardWholeNamespace(body, filters, context);
    if (!allowed.ok) return allowed;
    const { createdAfter, createdBefore } = datesOf(body);
    const count = await context.services.recommender.events.delete(tenantOf(context, body.namespace), {
      userId: given(body.user_id),
      itemId: given(body.item_id),
      type: body.event_type,
      after: createdAfter,
      before: createdBefore,
    });
    return success({ deleted_count: count, message: 'Events deleted' });
  },
});
