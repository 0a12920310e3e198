import { setTimeout as wait } from 'node:timers/promises';
import fastifySse from '@fastify/sse';
import type { FastifyInstance } from 'fastify';
import { failure } from '../dispatch/failure.ts';
import { sendFailure } from '../edge/failure-reply.ts';
import { resolveVisitor } from '../edge/visitor.ts';
import type { ApiServices, LiveEvent } from '../services.ts';

/** How often new events are looked for. */
const pollMs = 1_000;
const mostEvents = 100;

function wireEvent(event: LiveEvent) {
  return {
    event_id: event.eventId,
    user_id: event.userId,
    item_id: event.itemId,
    type: event.type,
    value: event.value,
    ts: event.ts.toISOString(),
    meta: event.meta,
  };
}

/** New events of the shop, oldest first, until the signal; `after` is where an interrupted reader had come to. */
async function* newEvents(services: ApiServices, after: string | null, signal: AbortSignal) {
  const { recommender, shopTenant } = services;
  let page = await recommender.liveEvents(shopTenant, { limit: after === null ? 1 : mostEvents, after });
  if (after === null) page = { events: [], next: page.next };
  // The headers leave with the first event only. It promises that what comes after it is shown, so the cursor is read before.
  yield { event: 'open', data: '' };
  while (!signal.aborted) {
    for (const event of [...page.events].toReversed()) yield { event: 'interaction', data: wireEvent(event) };
    // The cursor travels as an event id of its own, so that a browser sends it back when it reconnects.
    if (page.events.length > 0 && page.next !== null) yield { id: page.next, event: 'cursor', data: '' };
    await wait(pollMs, undefined, { signal }).catch(() => undefined);
    if (!signal.aborted) page = await recommender.liveEvents(shopTenant, { limit: mostEvents, after: page.next });
  }
}

/** `GET /api/admin/events/live`: the shop's interactions as they arrive, for the console of a signed-in administrator. */
export async function liveEventsPlugin(app: FastifyInstance, options: { services: ApiServices }): Promise<void> {
  const { services } = options;
  const open = new Set<AbortController>();
  // An open stream would keep close() waiting for ever.
  app.addHook('preClose', async () => {
    for (const stream of open) stream.abort();
  });
  await app.register(fastifySse, { heartbeatInterval: 15_000 });
  app.addHook('onRequest', async (request, reply) => {
    request.visitor = await resolveVisitor(request, reply, services);
    reply.header('cache-control', 'no-store');
  });
  app.get('/api/admin/events/live', { sse: 'manual' }, async (request, reply) => {
    const { visitor } = request;
    if (visitor?.isAdmin !== true) {
      const refusal = failure(visitor?.userId === null ? 'auth.sign_in_required' : 'auth.admin_required');
      return sendFailure(reply, refusal.error, services.clock);
    }
    if (!(request.headers.accept ?? '').includes('text/event-stream')) {
      return sendFailure(reply, { code: 'request.not_acceptable' }, services.clock);
    }
    // A connection kept for later requests would outlive the stream, and hold up the end of the server.
    reply.header('connection', 'close');
    const stream = new AbortController();
    open.add(stream);
    reply.sse.onClose(() => stream.abort());
    try {
      await reply.sse.send(newEvents(services, reply.sse.lastEventId, stream.signal));
    } catch (error) {
      if (!stream.signal.aborted)
        services.reportError(error, { requestId: request.id, route: '/api/admin/events/live' });
    } finally {
      open.delete(stream);
    }
    // Not the reply: it is a promise of its own end, and what called this handler ends it only afterwards.
    return undefined;
  });
}
