import { type TestDatabase, testDatabases } from '@vitrine/testkit/database';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestRecsys, type TestRecsys } from '../test-recsys.ts';
import type { EventInput } from './event.ts';

const engines = (await testDatabases()).filter((engine) => engine.engine !== 'server');

describe.each(engines)('EVT-6 ingest on $engine', (engine) => {
  let database: TestDatabase;
  let test: TestRecsys;

  beforeAll(async () => {
    database = await engine.open({ domains: ['recsys'] });
    test = await startTestRecsys(database.connection);
  });

  afterAll(async () => {
    await test.close();
    await database.drop();
  });

  const anEvent = (given: Partial<EventInput> = {}): EventInput => ({
    userId: 'ann',
    itemId: 'lamp',
    type: 0,
    ...given,
  });
  const tenantOf = (namespace: string) => ({ ...test.tenant, namespace });

  it('has stored everything when it answers, under server time, with the client time beside it', async () => {
    const tenant = tenantOf('server-time');
    const outcome = await test.recsys.events.ingest(tenant, [
      anEvent({ ts: '2026-06-15T08:00:00+02:00', meta: { session_id: 's1', note: 'a@b.cz' } }),
    ]);
    expect(outcome).toEqual({ ok: true, accepted: 1, duplicates: 0, rejected: [] });
    const { items } = await test.recsys.events.list(tenant);
    expect(items).toMatchObject([
      {
        userId: 'ann',
        itemId: 'lamp',
        type: 0,
        value: 1,
        ts: test.clock.now(),
        clientTs: new Date('2026-06-15T06:00:00Z'),
        meta: { session_id: 's1', note: '[email]' },
      },
    ]);
  });

  it('lets a backfill keep its original times, in partitions made for them', async () => {
    const tenant = tenantOf('backfill');
    const times = ['2011-12-09T12:50:00Z', '2026-05-31T23:59:59.999Z', '2026-06-01T00:00:00Z'];
    await test.recsys.events.ingest(
      tenant,
      times.map((ts) => anEvent({ ts })),
      { backfill: true },
    );
    const { items } = await test.recsys.events.list(tenant);
    expect(items.map((event) => event.ts.toISOString())).toEqual([
      '2026-06-01T00:00:00.000Z',
      '2026-05-31T23:59:59.999Z',
      '2011-12-09T12:50:00.000Z',
    ]);
    const waiting = await sql<{ count: number }>`select count(*) as count from recsys.events_default`.execute(test.db);
    expect(Number(waiting.rows[0]?.count)).toBe(0);
  });

  it('drops retries, in one batch, across batches and when two arrive at once, but never across tenants', async () => {
    const tenant = tenantOf('retries');
    const batch = [
      anEvent({ sourceEventId: 'e1' }),
      anEvent({ sourceEventId: 'e2' }),
      anEvent({ sourceEventId: 'e1' }),
      anEvent(),
    ];
    expect(await test.recsys.events.ingest(tenant, batch)).toMatchObject({ accepted: 3, duplicates: 1 });
    const again = await Promise.all([
      test.recsys.events.ingest(tenant, [anEvent({ sourceEventId: 'e3' })]),
      test.recsys.events.ingest(tenant, [anEvent({ sourceEventId: 'e3' })]),
    ]);
    expect(again.map((outcome) => outcome.ok && outcome.accepted).sort()).toEqual([0, 1]);
    expect(await test.recsys.events.ingest(tenant, batch.slice(0, 2))).toMatchObject({ accepted: 0, duplicates: 2 });
    expect(await test.recsys.events.ingest(tenantOf('retries-elsewhere'), batch.slice(0, 2))).toMatchObject({
      accepted: 2,
    });
    expect((await test.recsys.events.list(tenant)).total).toBe(4);
  });

  it('stores nothing of a batch with a bad record, or the good ones when asked to', async () => {
    const tenant = tenantOf('partial');
    const batch = [anEvent(), anEvent({ userId: '' }), anEvent({ ts: 'yesterday' })];
    const refused = await test.recsys.events.ingest(tenant, batch);
    expect(refused).toMatchObject({
      ok: false,
      error: {
        code: 'recsys.rejected_records',
        rejected: [
          { index: 1, field: 'user_id', error: 'missing' },
          { index: 2, field: 'ts', error: 'invalid_timestamp' },
        ],
      },
    });
    expect((await test.recsys.events.list(tenant)).total).toBe(0);
    expect(await test.recsys.events.ingest(tenant, batch, { partial: true })).toMatchObject({
      ok: true,
      accepted: 1,
      rejected: [{ index: 1 }, { index: 2 }],
    });
    expect((await test.recsys.events.list(tenant)).total).toBe(1);
  });

  it('never fails on hostile records: each is stored or refused with its place', async () => {
    const tenant = tenantOf('hostile');
    const values = [
      null,
      undefined,
      0,
      -1,
      1e308,
      Number.NaN,
      Infinity,
      true,
      '',
      'x',
      'x'.repeat(300_000),
      'a\u0000b',
      '\ud800',
      '\u202e',
      "'; drop table recsys.events; --",
      [],
      {},
      [[]],
      Symbol('s'),
      12n,
      new Date(Number.NaN),
      new Date(8.64e15),
      '9999-12-31T23:59:59Z',
      '0001-01-01T00:00:00Z',
      '{"a":1}',
      '\\',
      '{a,"b}',
      () => 1,
    ];
    const records = ['userId', 'itemId', 'type', 'value', 'ts', 'meta', 'sourceEventId'].flatMap((field) =>
      values.map((value) => ({ ...anEvent(), [field]: value }) as EventInput),
    );
    const metas = values.map((value) =>
      anEvent({
        meta: { session_id: value, [String(value).slice(0, 50)]: value, nested: { deep: [value, { again: value }] } },
      }),
    );
    const all = [...records, ...metas, ...(values as EventInput[])];
    const outcome = await test.recsys.events.ingest(tenant, all, { partial: true });
    if (!outcome.ok) throw new Error(outcome.error.message);
    expect(outcome.accepted + outcome.duplicates + outcome.rejected.length).toBe(all.length);
    expect(outcome.accepted).toBeGreaterThan(60);
    expect(outcome.rejected.every((rejection) => rejection.message !== '' && rejection.index < all.length)).toBe(true);
    expect((await test.recsys.events.list(tenant, { limit: 1000 })).total).toBe(outcome.accepted);
  });

  it('takes 5,000 events in one call', async () => {
    const tenant = tenantOf('bulk');
    const batch = Array.from({ length: 5000 }, (_, at) =>
      anEvent({
        userId: `u${at % 100}`,
        sourceEventId: `b${at}`,
        meta: { session_id: `s${at % 300}`, surface: 'home' },
      }),
    );
    expect(await test.recsys.events.ingest(tenant, batch)).toMatchObject({ accepted: 5000 });
  });

  it('shows what is new since the last look, newest first, and counts it per minute', async () => {
    const tenant = tenantOf('live');
    await test.recsys.events.ingest(tenant, [anEvent({ itemId: 'a' })]);
    const first = await test.recsys.liveEvents(tenant);
    expect(first.events.map((event) => event.itemId)).toEqual(['a']);
    test.clock.advanceSec(1);
    await test.recsys.events.ingest(tenant, [
      anEvent({ itemId: 'b', type: 3 }),
      anEvent({ itemId: 'c', meta: { kind: 'impression' } }),
    ]);
    const second = await test.recsys.liveEvents(tenant, { after: first.next });
    expect(second.events.map((event) => event.itemId)).toEqual(['c', 'b']);
    expect(await test.recsys.events.perMinute(tenant)).toMatchObject([
      { type: -1, count: 1 },
      { type: 0, count: 1 },
      { type: 3, count: 1 },
    ]);
  });

  it('deletes by filter and lets a deleted event be sent again', async () => {
    const tenant = tenantOf('delete');
    await test.recsys.events.ingest(tenant, [anEvent({ sourceEventId: 'x' }), anEvent({ userId: 'bob' })]);
    expect(await test.recsys.events.delete(tenant, { userId: 'ann' })).toBe(1);
    expect(await test.recsys.events.ingest(tenant, [anEvent({ sourceEventId: 'x' })])).toMatchObject({ accepted: 1 });
  });
});
