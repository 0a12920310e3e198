import { describe, expect, it } from 'vitest';
import { aServer, callRecsys } from '../../testing/a-server.ts';
import { expectStatuses } from '../../testing/expect-statuses.ts';

const url = '/v1/items:upsert';
const batch = (...items: unknown[]) => ({ namespace: 'n', items });

describe('REC-1 POST /v1/items:upsert', () => {
  expectStatuses('POST', [
    {
      when: 'an id alone is sent',
      url,
      body: batch({ item_id: 'a' }),
      status: 202,
      answer: { status: 'accepted', accepted: 1 },
    },
    {
      when: 'fields are null or unknown',
      url,
      body: batch({ item_id: 'a', price: null, tags: null, colour: 1 }),
      status: 202,
    },
    { when: 'the namespace is missing', url, body: { items: [] }, status: 400, answer: { error: 'missing_namespace' } },
    {
      when: 'items is no list',
      url,
      body: { namespace: 'n', items: {} },
      status: 400,
      answer: { error: 'invalid_json_type', details: { field: 'items' } },
    },
    {
      when: 'a price is negative',
      url,
      body: batch({ item_id: 'a' }, { item_id: 'b', price: -1 }),
      status: 400,
      answer: { error: 'invalid_value', details: { index: 1, field: 'price' } },
    },
    {
      when: 'an id is too long',
      url,
      body: batch({ item_id: 'x'.repeat(257) }),
      status: 400,
      answer: { details: { index: 0, field: 'item_id' } },
    },
    {
      when: 'an embedding has another length',
      url,
      body: batch({ item_id: 'a', embedding: [1, 2] }),
      status: 400,
      answer: { error: 'embedding_dim_mismatch', details: { index: 0, got: 2 } },
    },
    {
      when: 'one is bad and partial is asked for',
      url: `${url}?partial=true`,
      body: batch({ item_id: 'a' }, {}),
      status: 202,
      answer: { status: 'partial', accepted: 1, rejected: [{ index: 1, field: 'item_id' }] },
    },
    {
      when: 'more records come than one call may carry',
      url,
      body: batch(...Array.from({ length: 10_001 }, () => 0)),
      status: 413,
      answer: { error: 'too_many_records' },
    },
  ]);

  it('takes 5,000 items in one call, prices in minor units', async () => {
    const { app, asked } = await aServer();
    const items = Array.from({ length: 5_000 }, (_, i) => ({ item_id: `i${i}`, price: 19.99, available: true }));
    expect((await callRecsys(app, { method: 'POST', url, body: batch(...items) })).json()).toMatchObject({
      accepted: 5_000,
    });
    expect(asked[0]).toMatchObject({
      input: { records: { 0: { itemId: 'i0', priceMinor: 1999, available: true, tags: [] } } },
    });
  });
});
