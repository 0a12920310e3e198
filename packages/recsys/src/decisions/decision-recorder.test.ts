import { type TestDatabase, testDatabase } from '@vitrine/testkit/database';
import { type Kysely, sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Metrics } from '../metrics.ts';
import type { RecsysTables } from '../tables.ts';
import { createNamespace } from '../tenants/tenants.store.ts';
import { shopTenant } from '../tenants/tenant.ts';
import { DecisionRecorder } from './decision-recorder.ts';
import { type Decision, findShownPlace, listDecisions } from './decisions.store.ts';

describe('REC-9 recording of decisions', () => {
  let database: TestDatabase;
  let db: Kysely<RecsysTables>;
  let namespaceId: number;
  let counts: Map<string, number>;
  let recorder: DecisionRecorder;

  beforeEach(async () => {
    database = await testDatabase({ domains: ['recsys'] });
    db = database.connection.handle<RecsysTables>();
    namespaceId = await createNamespace(db, shopTenant);
    counts = new Map();
    const metrics: Metrics = {
      count: (name, labels, by = 1) => {
        const key = `${name} ${labels['reason'] ?? ''}`.trim();
        counts.set(key, (counts.get(key) ?? 0) + by);
      },
      observeMs: () => undefined,
    };
    recorder = new DecisionRecorder(db, metrics);
  });

  afterEach(async () => {
    await recorder.close();
    await database.drop();
  });

  const aDecision = (number: number, given: Partial<Decision> = {}): Decision => ({
    requestId: `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`,
    decidedAt: new Date('2026-06-15T12:00:00Z'),
    namespaceId,
    userId: 'ann',
    sessionId: null,
    surface: 'home',
    strategy: 'popular',
    arm: 'popular',
    propensity: 1,
    modelVersion: 'popularity_v1',
    fallback: null,
    durationMs: 1.5,
    items: [
      { rank: 1, itemId: 'a', score: 0.5, reasons: ['recent_popularity'], becauseKind: 'popular', becauseItemId: null },
    ],
    ...given,
  });
  const stored = async (): Promise<number> => (await listDecisions(db, namespaceId, { limit: 1000 })).length;

  it('writes by itself within a moment', async () => {
    recorder.record(aDecision(1));
    await expect.poll(stored).toBe(1);
  });

  it('writes what waits when it is closed', async () => {
    for (let number = 0; number < 450; number++) recorder.record(aDecision(number));
    await recorder.close();
    expect(await stored()).toBe(450);
  });

  it('loses only the decision that the database refuses', async () => {
    recorder.record(aDecision(1));
    recorder.record(aDecision(2, { surface: 'a\u0000b' }));
    recorder.record(aDecision(3, { propensity: 7 }));
    recorder.record(aDecision(4));
    await recorder.flush();
    expect(await stored()).toBe(2);
    expect(counts.get('recsys_decisions_lost_total refused')).toBe(2);
  });

  it('EVT-2 tells where somebody saw a thing last: in an answer of their own, else in one for everybody', async () => {
    const item = { rank: 3, itemId: 'a', score: 0.5, reasons: [], becauseKind: null, becauseItemId: null };
    const at = (minute: number) => new Date(Date.UTC(2026, 5, 15, 12, minute));
    recorder.record(aDecision(1, { decidedAt: at(0) }));
    recorder.record(aDecision(2, { decidedAt: at(1), items: [item] }));
    recorder.record(aDecision(3, { decidedAt: at(2), surface: 'cart' }));
    recorder.record(aDecision(4, { decidedAt: at(3), userId: null, items: [{ ...item, rank: 5 }] }));
    recorder.record(aDecision(5, { decidedAt: at(4), userId: 'bob' }));
    await recorder.flush();
    const look = async (userId: string, given: { itemId?: string; since?: Date } = {}) => {
      const asked = { itemId: 'a', userId, surfaces: ['home'], since: at(-10), ...given };
      const place = await findShownPlace(db, namespaceId, asked);
      return place && [place.requestId.at(-1), place.surface, place.rank];
    };
    expect(await look('ann')).toEqual(['2', 'home', 3]);
    expect(await look('cleo')).toEqual(['4', 'home', 5]);
    expect(await look('ann', { since: at(2) })).toEqual(['4', 'home', 5]);
    expect([await look('ann', { itemId: 'b' }), await look('cleo', { since: at(3) })]).toEqual([null, null]);
  });

  it('keeps decisions while the table is away, and stores each once when it is back', async () => {
    await sql`alter table recsys.decisions rename to decisions_away`.execute(db);
    recorder.record(aDecision(1));
    await recorder.flush();
    expect(counts.get('recsys_decision_write_failures_total')).toBe(1);
    await sql`alter table recsys.decisions_away rename to decisions`.execute(db);
    await recorder.flush();
    recorder.record(aDecision(1));
    await recorder.flush();
    expect(await stored()).toBe(1);
  });
});
