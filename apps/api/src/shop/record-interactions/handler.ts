import { type InteractionRecord, routes } from '@vitrine/contracts';
import { failure, success } from '../../dispatch/failure.ts';
import { defineOperation } from '../../dispatch/operation.ts';
import { batchAnswer } from '../../recsys/batch-answer.ts';
import type { IncomingEvent, Visitor } from '../../services.ts';

/** The event as it is stored: the visitor and the session are the server's knowledge, whatever the page claims. */
function incomingEvent(event: InteractionRecord, visitor: Visitor): IncomingEvent {
  const meta = Object.fromEntries(Object.entries(event.meta ?? {}).filter(([, value]) => value !== undefined));
  return {
    userId: visitor.id,
    itemId: event.item_id,
    type: event.type,
    value: event.value,
    ts: event.ts,
    // In the visitor's own range: else a page could use up the id of somebody's order before the order is told.
    sourceEventId:
      event.source_event_id === undefined ? undefined : `web:${visitor.sessionId}:${event.source_event_id}`,
    meta: { ...meta, session_id: visitor.sessionId },
  };
}

/** `POST /api/interactions` */
export const recordInteractions = defineOperation({
  route: routes.recordInteractions,
  async run({ body, refused, indexOf }, context) {
    const { services, visitor } = context;
    if (visitor === null) throw new Error('an operation of /api was mounted without its visitor hook');
    const [worst] = refused;
    if (body.events.length === 0 && worst !== undefined) {
      return failure('request.invalid_value', {
        message: 'No event of the batch could be stored.',
        faults: refused.map((record) => ({
          path: ['events', record.index, ...(record.field === '' ? [] : record.field.split('.'))],
          message: record.message,
        })),
      });
    }
    const events = body.events.map((event) => incomingEvent(event, visitor));
    const report = await services.recommender.events.ingest(services.shopTenant, events, {
      partial: true,
      backfill: false,
    });
    const answer = batchAnswer(report, { records: 'events', requestId: context.requestId, refused, indexOf });
    if (!answer.ok) return answer;
    const { status, accepted, duplicates = 0, rejected = [], request_id } = answer.value;
    return success({ status, accepted, duplicates, rejected, request_id });
  },
});
