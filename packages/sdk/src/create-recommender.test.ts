import { describe, expect, it } from 'vitest';
import {
  batchEvents,
  createRecommender,
  optionsFromEnv,
  RecommenderError,
  type RecommenderOptions,
  type TransportRequest,
} from './index.ts';

type Step = { status: number; body?: unknown; headers?: Record<string, string> } | 'unreachable' | 'hangs';

/** A client whose service plays a script; waits are recorded, not waited. */
function aClient(steps: Step[], changes: Partial<RecommenderOptions> = {}) {
  const calls: TransportRequest[] = [];
  const waits: number[] = [];
  const recommender = createRecommender({
    namespace: 'n',
    orgId: '11111111-1111-4111-8111-111111111111',
    transport: async (request) => {
      calls.push(request);
      const step = steps[Math.min(calls.length, steps.length) - 1] ?? 'unreachable';
      if (step === 'hangs') return new Promise(() => undefined);
      if (step === 'unreachable') throw new Error('ECONNREFUSED');
      return { status: step.status, header: (name) => step.headers?.[name] ?? null, body: step.body };
    },
    random: () => 0.5,
    sleep: async (ms) => void waits.push(ms),
    ...changes,
  });
  return { recommender, calls, waits };
}

function sentEvents(call: TransportRequest | undefined): { source_event_id: string }[] {
  return (call?.body as { events: { source_event_id: string }[] } | undefined)?.events ?? [];
}

const answer = { request_id: 'r', model_version: 'm', items: [] };

describe('REC-2 SDK', () => {
  it('sends the namespace, the organisation and the key with every call', async () => {
    const { recommender, calls } = aClient([{ status: 200, body: answer }], { apiKey: 'k' });
    await recommender.recommend({ user_id: 'u', k: 5 });
    expect(calls[0]).toMatchObject({
      path: '/v1/recommendations',
      body: { namespace: 'n', user_id: 'u', k: 5 },
      headers: { 'x-api-key': 'k' },
    });
  });

  it('tries again after failures that pass, waiting longer each time', async () => {
    const { recommender, calls, waits } = aClient([{ status: 503 }, 'unreachable', { status: 200, body: answer }]);
    await expect(recommender.recommend({})).resolves.toEqual(answer);
    expect(calls).toHaveLength(3);
    expect(waits).toEqual([50, 100]);
  });

  it('waits what Retry-After says', async () => {
    const { recommender, waits } = aClient([
      { status: 429, headers: { 'retry-after': '3' } },
      { status: 200, body: answer },
    ]);
    await recommender.recommend({});
    expect(waits).toEqual([3000]);
  });

  it('never repeats a mistake of the caller, and says where it is', async () => {
    const body = {
      error: 'invalid_value',
      message: 'items[0].item_id must not be empty.',
      details: { index: 0, field: 'item_id' },
      correlation_id: 'q-1',
    };
    const { recommender, calls } = aClient([{ status: 400, body }]);
    const failed = await recommender.upsertItems([{ item_id: '' }]).catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(RecommenderError);
    expect(failed).toMatchObject({ code: 'invalid_value', requestId: 'q-1', details: { index: 0 }, retryable: false });
    expect(calls).toHaveLength(1);
  });

  it('gives up a service that hangs', async () => {
    const { recommender } = aClient(['hangs'], { timeoutMs: 10, retries: 0 });
    await expect(recommender.recommend({})).rejects.toMatchObject({ code: 'timeout' });
  });

  it('answers the fallback instead of failing', async () => {
    const { recommender } = aClient(['unreachable'], { retries: 0 });
    await expect(recommender.recommend({}, { fallback: answer })).resolves.toBe(answer);
    await expect(
      recommender.similar('x', { fallback: (error) => [{ item_id: error.code, score: 0 }] }),
    ).resolves.toEqual([{ item_id: 'unreachable', score: 0 }]);
  });

  it('reads its configuration from an environment and names what is missing', () => {
    const env = { VITRINE_NAMESPACE: 'shop', VITRINE_URL: 'http://localhost:3000', VITRINE_API_KEY: 'k' };
    expect(optionsFromEnv(env)).toMatchObject({ namespace: 'shop', baseUrl: 'http://localhost:3000', apiKey: 'k' });
    expect(() => optionsFromEnv({ VITRINE_NAMESPACE: 'shop' })).toThrow('VITRINE_URL is not set');
  });
});

describe('EVT-4 batching of events', () => {
  const anEvent = { user_id: 'u', item_id: 'i', type: 0, value: 1 };

  it('sends when enough wait, and gives each event an id to be recognised by', async () => {
    const { recommender, calls } = aClient([{ status: 202, body: { accepted: 2 } }]);
    const batcher = batchEvents(recommender, { maxEvents: 2, maxWaitMs: 60_000 });
    batcher.add(anEvent);
    expect(calls).toHaveLength(0);
    batcher.add(anEvent);
    await batcher.flush();
    const sent = sentEvents(calls[0]);
    expect(new Set(sent.map((event) => event.source_event_id)).size).toBe(2);
  });

  it('sends after the wait', async () => {
    const { recommender, calls } = aClient([{ status: 202, body: { accepted: 1 } }]);
    batchEvents(recommender, { maxWaitMs: 5 }).add(anEvent);
    await expect.poll(() => calls.length).toBe(1);
  });

  it('keeps events while the service is away, with the same ids, and reports those it refuses', async () => {
    const lost: string[] = [];
    const rejected = [{ index: 1, field: 'ts', error: 'invalid_timestamp', message: 'bad time' }];
    const { recommender, calls } = aClient([{ status: 503 }, { status: 202, body: { accepted: 1, rejected } }], {
      retries: 0,
    });
    const batcher = batchEvents(recommender, {
      maxWaitMs: 60_000,
      onLost: (events, reason) => lost.push(`${events.length} ${reason}`),
    });
    batcher.add({ ...anEvent, source_event_id: 'a' });
    await batcher.flush();
    batcher.add({ ...anEvent, source_event_id: 'b' });
    await batcher.close();
    expect(sentEvents(calls[1]).map((event) => event.source_event_id)).toEqual(['a', 'b']);
    expect(lost).toEqual(['1 bad time']);
  });
});
