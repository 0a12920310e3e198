import { routes } from '@vitrine/contracts';
import { success } from '../../dispatch/failure.ts';
import { defineOperation } from '../../dispatch/operation.ts';
import { datesOf, given, listPage } from '../list-page.ts';
import { tenantOf } from '../tenant-of.ts';

/** `GET /v1/events` */
export const listEvents = defineOperation({
  route: routes.listEvents,
  scope: 'read',
  async run({ query }, context) {
    const { createdAfter, createdBefore } = datesOf(query);
    const page = await context.services.recommender.events.list(tenantOf(context, query.namespace), {
      userId: given(query.user_id),
      itemId: given(query.item_id),
      type: query.event_type,
      after: createdAfter,
      before: createdBefore,
      limit: query.limit,
      offset: query.offset,
    });
    return success(
      listPage(page, query, (row) => ({
        user_id: row.userId,
        item_id: row.itemId ?? '',
        type: row.type,
        value: row.value,
        ts: row.ts.toISOString(),
        meta: JSON.stringify(row.meta ?? {}),
        source_event_id: row.sourceEventId,
      })),
    );
  },
});
