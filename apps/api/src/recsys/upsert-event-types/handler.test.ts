import { describe } from 'vitest';
import { expectStatuses } from '../../testing/expect-statuses.ts';

const url = '/v1/event-types:upsert';
const types = (row: unknown) => ({ namespace: 'n', types: [row] });

describe('EVT-1 POST /v1/event-types:upsert', () => {
  expectStatuses('POST', [
    {
      when: 'a type of the tenant is set',
      url,
      body: types({ type: 5, name: 'wish', weight: 0.3, half_life_days: 7 }),
      status: 202,
      answer: { status: 'accepted' },
    },
    {
      when: 'the weight is zero',
      url,
      body: types({ type: 5, weight: 0 }),
      status: 422,
      answer: { error: 'invalid_weight' },
    },
    {
      when: 'the half-life is negative',
      url,
      body: types({ type: 5, weight: 1, half_life_days: -1 }),
      status: 422,
      answer: { error: 'invalid_half_life' },
    },
    {
      when: 'the type is negative',
      url,
      body: types({ type: -1, weight: 1 }),
      status: 422,
      answer: { error: 'check_violation' },
    },
    {
      when: 'the weight is missing',
      url,
      body: types({ type: 5 }),
      status: 400,
      answer: { error: 'invalid_value', details: { index: 0, field: 'weight' } },
    },
  ]);
});
