import { eventMeta, type EventRecord, routes } from '@vitrine/contracts';
import { failure, success } from '../../dispatch/failure.ts';
import { defineOperation } from '../../dispatch/operation.ts';
import { batchAnswer } from '../batch-answer.ts';
import { tenantOf } from '../tenant-of.ts';

const mostWarnings = 50;

/** Known fields of `meta` that have another type than the dictionary says: stored all the same, but said. */
function metaWarnings(events: readonly EventRecord[], indexOf: (position: number) => number) {
  const warnings: { index: number; field: string; message: string }[] = [];
  for (const [position, event] of events.entries()) {
    if (event.meta === undefined || warnings.length >= mostWarnings) continue;
    const checked = eventMeta.safeParse(event.meta);
    for (const issue of checked.success ? [] : checked.error.issues) {
      warnings.push({ index: indexOf(position), field: `meta.${issue.path.join('.')}`, message: issue.message });
    }
  }
  return warnings.slice(0, mostWarnings);
}

/** `POST /v1/events:batch` */
export const sendEvents = defineOperation({
  route: routes.sendEvents,
  scope: 'publish',
  async run({ body, query, refused, indexOf }, context) {
    const backfill = query.backfill;
    const scopes = context.tenant?.scopes;
    if (backfill && scopes?.has('backfill') !== true && scopes?.has('admin') !== true) {
      return failure('auth.forbidden', {
        message: 'Setting the time of events needs a key with the backfill scope.',
        details: { scope: 'backfill' },
      });
    }
    const tenant = tenantOf(context, body.namespace);
    const events = body.events.map((event) => ({
      userId: event.user_id,
      itemId: event.item_id,
      type: event.type,
      value: event.value,
      ts: event.ts,
      sourceEventId: event.source_event_id,
      meta: event.meta,
    }));
    const report = await context.services.recommender.events.ingest(tenant, events, {
      partial: query.partial,
      backfill,
    });
    const answer = batchAnswer(report, { records: 'events', requestId: context.requestId, refused, indexOf });
    if (!answer.ok) return answer;
    const warnings = metaWarnings(body.events, indexOf);
    return warnings.length === 0 ? answer : success({ ...answer.value, warnings });
  },
});
