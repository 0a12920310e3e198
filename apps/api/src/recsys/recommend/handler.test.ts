import { describe, expect, it } from 'vitest';
import { aServer, callRecsys } from '../../testing/a-server.ts';
import { expectStatuses } from '../../testing/expect-statuses.ts';

const url = '/v1/recommendations';

describe('REC-1 POST /v1/recommendations', () => {
  expectStatuses('POST', [
    {
      when: 'nothing is said',
      url,
      body: {},
      status: 200,
      answer: { request_id: 'r-1', model_version: 'blend-1', items: [{ item_id: 'p-1', rank: 1 }, { item_id: 'p-2' }] },
    },
    { when: 'k is not positive', url, body: { k: 0 }, status: 200 },
    { when: 'the explain level is unknown', url, body: { explain_level: 'loud' }, status: 200 },
    {
      when: 'k is above 1,000',
      url,
      body: { k: 1_001 },
      status: 400,
      answer: { error: 'invalid_value', details: { field: 'k' } },
    },
    {
      when: 'k is a fraction',
      url,
      body: { k: 2.5 },
      status: 400,
      answer: { error: 'invalid_json_type', details: { field: 'k' } },
    },
    {
      when: 'a knob has another type',
      url,
      body: { overrides: { brand_cap: 'two' } },
      status: 400,
      answer: { error: 'invalid_json_type', details: { field: 'overrides.brand_cap' } },
    },
    {
      when: 'the creation date cannot be read',
      url,
      body: { constraints: { created_after: 'x' } },
      status: 400,
      answer: { error: 'invalid_created_after' },
    },
  ]);

  it('asks in the words of the recommender', async () => {
    const { app, asked } = await aServer();
    const body = {
      user_id: 'u',
      k: 3,
      context: { surface: 'pdp-similar', item_id: 'i', session_id: 's' },
      constraints: { price_between: [10, 20.5], exclude_tags_any: ['x'], created_after: '1970-01-01T00:01:00Z' },
      overrides: { mmr_lambda: 0.3 },
      blend: { pop: -1, als: 2 },
    };
    await callRecsys(app, { method: 'POST', url, body });
    expect(asked[0]).toMatchObject({
      input: {
        tenant: { namespace: 'default' },
        request: {
          userId: 'u',
          k: 3,
          surface: 'pdp-similar',
          itemId: 'i',
          sessionId: 's',
          constraints: { priceMinMinor: 1000, priceMaxMinor: 2050, excludeTagsAny: ['x'], createdAfterSec: 60 },
          overrides: { mmrLambda: 0.3 },
          blend: { pop: 0, cooc: 0, als: 2 },
        },
      },
    });
  });

  it('gives reasons and explanations only when asked', async () => {
    const { app } = await aServer();
    const items = async (body: unknown) => (await callRecsys(app, { method: 'POST', url, body })).json().items[0];
    expect(await items({})).not.toHaveProperty('reasons');
    expect(await items({ include_reasons: true })).toMatchObject({
      reasons: ['recent_popularity'],
      because: { kind: 'viewed', item_id: 'p-9' },
    });
    expect(await items({ include_reasons: true, explain_level: 'numeric' })).toMatchObject({
      explain: { parts: { popular: 1 } },
    });
  });
});
