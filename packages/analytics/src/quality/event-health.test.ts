import { describe, expect, it } from 'vitest';
import { type EventFacts, healthyShop, judgeEventHealth } from './index.ts';

const hour = 3_600_000;
const start = Date.UTC(2026, 2, 1);

/** A healthy namespace: a hundred days of events around the clock. */
const healthy: EventFacts = {
  now: start + 2400 * hour,
  events: 24_000,
  users: 100,
  items: 50,
  pairs: 2000,
  usersOfOneEvent: 10,
  first: start,
  last: start + 2399 * hour,
  future: 0,
  ancient: 0,
  withoutItem: 0,
  withoutSession: 0,
  clockApart: 0,
  withClientClock: 24_000,
  repeated: 0,
  hours: Array.from({ length: 2400 }, (_, at) => ({ hour: start + at * hour, type: at % 4, count: 10 })),
  unknownItems: { events: 0, items: 0, examples: [] },
  unknownUsers: 5000,
  catalogItems: 50,
  categories: [
    { category: 'a', count: 100 },
    { category: 'b', count: 100 },
  ],
  busyUserDays: [],
  meta: { fields: [{ field: 'session_id', valueType: 'string', before: 900, since: 100 }], before: 900, since: 100 },
  dictionary: { session_id: 'string', qty: 'number' },
  books: { purchases: 100, purchasesWithoutOrder: 0, orders: 80, ordersWithoutPurchase: 0 },
};
const failedOf = (facts: Partial<EventFacts>, thresholds = healthyShop) =>
  judgeEventHealth({ ...healthy, ...facts }, thresholds)
    .filter(({ verdict }) => verdict === 'fail')
    .map(({ name }) => name);

describe('EVT-8 judging the health of events', () => {
  it('finds nothing wrong with a healthy shop, and measures every threshold once', () => {
    const checks = judgeEventHealth(healthy);
    expect(checks.filter(({ verdict }) => verdict !== 'ok')).toEqual([]);
    expect(checks.map(({ name }) => name).sort()).toEqual(Object.keys(healthyShop).sort());
  });

  it.each<[string, Partial<EventFacts>]>([
    ['missingItem', { withoutItem: 100 }],
    ['missingSession', { withoutSession: 13_000 }],
    ['repeated', { repeated: 400 }],
    ['future', { future: 1 }],
    ['ancient', { ancient: 1 }],
    ['clockApart', { clockApart: 500 }],
    ['unknownItems', { unknownItems: { events: 500, items: 3, examples: ['x'] } }],
    ['oneEventUsers', { usersOfOneEvent: 81 }],
    [
      'topCategory',
      {
        categories: [
          { category: 'a', count: 70 },
          { category: 'b', count: 30 },
        ],
      },
    ],
    [
      'evenness',
      {
        categories: [
          { category: 'a', count: 55 },
          ...Array.from({ length: 45 }, (_, at) => ({ category: `c${at}`, count: 0 })),
          { category: 'b', count: 45 },
        ],
      },
    ],
    ['busyUsers', { busyUserDays: [{ userId: 'bot', day: '2026-03-01', count: 2000 }] }],
    [
      'purchasesWithoutOrder',
      { books: { purchases: 100, purchasesWithoutOrder: 5, orders: 80, ordersWithoutPurchase: 0 } },
    ],
    [
      'ordersWithoutPurchase',
      { books: { purchases: 100, purchasesWithoutOrder: 0, orders: 80, ordersWithoutPurchase: 5 } },
    ],
    ['gapHours', { hours: healthy.hours.filter((_, at) => at < 500 || at > 560) }],
    [
      'wrongTypes',
      {
        meta: {
          ...healthy.meta,
          fields: [...healthy.meta.fields, { field: 'qty', valueType: 'string', before: 20, since: 2 }],
        },
      },
    ],
  ])('fails %s alone, and says what to do', (name, facts) => {
    expect(failedOf(facts)).toEqual([name]);
    const check = judgeEventHealth({ ...healthy, ...facts }).find((entry) => entry.name === name);
    expect(check?.sentence).toMatch(/\w{3}.*\.$/);
  });

  it('names fields that came, went or changed their type, when both sides are large enough to tell', () => {
    const fields = [
      { field: 'gone', valueType: 'string', before: 400, since: 0 },
      { field: 'new', valueType: 'string', before: 0, since: 50 },
      { field: 'turned', valueType: 'number', before: 300, since: 0 },
      { field: 'turned', valueType: 'string', before: 0, since: 30 },
    ];
    const drift = (before: number) =>
      judgeEventHealth({ ...healthy, meta: { fields, before, since: 100 } }).find(({ name }) => name === 'driftFields');
    expect(drift(900)).toMatchObject({
      verdict: 'fail',
      value: 3,
      sentence: expect.stringMatching(/gone went.*new is new.*turned became string, it was number/) as string,
    });
    expect(drift(10)).toMatchObject({ verdict: 'none' });
  });

  it('says that there is nothing to measure instead of dividing by nothing', () => {
    const empty = judgeEventHealth({
      ...healthy,
      events: 0,
      users: 0,
      items: 0,
      hours: [],
      categories: [],
      withClientClock: 0,
      books: null,
      meta: { fields: [], before: 0, since: 0 },
    });
    expect(new Set(empty.map(({ verdict }) => verdict))).toEqual(new Set(['none']));
  });
});
