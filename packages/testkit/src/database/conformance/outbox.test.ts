import {
  appendOutbox,
  claimIdempotencyKey,
  drainOutbox,
  inTransaction,
  outboxDepth,
  retryFailedOutbox,
  storeIdempotentResponse,
} from '@vitrine/database';
import type { OutboxEntry } from '@vitrine/database';
import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { fakeClock } from '../../clock/index.ts';
import { testDatabases } from '../index.ts';
import type { TestDatabase } from '../index.ts';

const databases = testDatabases();

describe.each(databases)('DB-5 outbox and idempotency on $name', (engine) => {
  let database: TestDatabase;
  let db: Kysely<unknown>;
  const clock = fakeClock();

  beforeAll(async () => {
    database = await engine.open({ domains: [] });
    db = database.connection.handle<unknown>();
  });
  afterAll(() => database.drop());
  beforeEach(() => sql`truncate platform.outbox`.execute(db));

  const append = (entries: [string, number][]) =>
    appendOutbox(
      db,
      entries.map(([key, number]) => ({ topic: 'catalog', key, payload: { number } })),
    );
  const label = (entry: OutboxEntry) => `${entry.key}${(entry.payload as { number: number }).number}`;
  const drain = (deliver: (entries: OutboxEntry[]) => Promise<void>, batchSize = 100) =>
    drainOutbox(db, { topics: ['catalog'], batchSize, deliver, clock, leaseMs: 60_000, maxAttempts: 3 });

  it('writes entries only when the change is written', async () => {
    await inTransaction(db, async (trx) => {
      await appendOutbox(trx, [{ topic: 'catalog', key: 'a', payload: {} }]);
      throw new Error('back');
    }).catch(() => undefined);
    expect((await outboxDepth(db)).waiting).toBe(0);
  });

  it('delivers in the order written, and the receiver may use the database', async () => {
    await append([
      ['a', 1],
      ['b', 1],
      ['a', 2],
      ['a', 3],
      ['b', 2],
    ]);
    const seen: string[] = [];
    const delivered = await drain(async (entries) => {
      await sql`select 1`.execute(db);
      seen.push(...entries.map(label));
    });
    expect([delivered, seen]).toEqual([5, ['a1', 'b1', 'a2', 'a3', 'b2']]);
    expect(await drain(async () => undefined)).toBe(0);
  });

  it('keeps the order of each key with several consumers', async () => {
    await append(Array.from({ length: 120 }, (_, index) => [`k${index % 7}`, index]));
    const seen: string[] = [];
    const consume = async () => {
      while (
        (await drain(async (entries) => void seen.push(...entries.map(label)), 5)) > 0 ||
        (await outboxDepth(db)).waiting > 0
      );
    };
    await Promise.all([consume(), consume(), consume()]);
    expect(new Set(seen).size).toBe(120);
    expect(seen).toHaveLength(120);
    for (let key = 0; key < 7; key += 1) {
      const numbers = seen.filter((entry) => entry.startsWith(`k${key}`)).map((entry) => Number(entry.slice(2)));
      expect(numbers).toEqual(numbers.toSorted((left, right) => left - right));
    }
  });

  it('delivers again what a killed consumer had taken, once its lease is over', async () => {
    await append([
      ['a', 1],
      ['a', 2],
    ]);
    // A consumer that never answers stands for one that was killed: its claim stays.
    void drain(() => new Promise<never>(() => undefined));
    await expect
      .poll(
        async () =>
          (await sql<{ n: number }>`select count(*) n from platform.outbox where attempts = 1`.execute(db)).rows[0]?.n,
      )
      .toBe(2);
    const seen: string[] = [];
    const deliver = async (entries: OutboxEntry[]) =>
      void seen.push(...entries.map((entry) => `${label(entry)}#${entry.attempts}`));
    expect(await drain(deliver)).toBe(0);
    clock.advanceMs(61_000);
    expect(await drain(deliver)).toBe(2);
    expect(seen).toEqual(['a1#2', 'a2#2']);
  });

  it('sets aside one bad entry after three tries and lets the others pass', async () => {
    await append([
      ['good', 1],
      ['bad', 1],
      ['bad', 2],
      ['fine', 1],
    ]);
    const seen: string[] = [];
    const deliver = async (entries: OutboxEntry[]) => {
      if (entries.some((entry) => label(entry) === 'bad1')) throw new Error('bad1 is not for me');
      seen.push(...entries.map(label));
    };
    expect(await drain(deliver)).toBe(2);
    expect(await drain(deliver)).toBe(0);
    clock.advanceMs(1500);
    expect(await drain(deliver)).toBe(0);
    clock.advanceMs(5000);
    await drain(deliver);
    expect(await outboxDepth(db)).toMatchObject({ failed: 1 });
    await drain(deliver);
    expect(seen).toEqual(['good1', 'fine1', 'bad2']);
    const { rows } = await sql`select last_error, attempts from platform.outbox`.execute(db);
    expect(rows).toEqual([{ last_error: 'bad1 is not for me', attempts: 3 }]);
    expect(await retryFailedOutbox(db)).toBe(1);
  });

  it('does not try every entry on a receiver that is down', async () => {
    await append(Array.from({ length: 50 }, (_, index) => [`k${index}`, index]));
    let calls = 0;
    await drain(async () => {
      calls += 1;
      throw new Error('down');
    });
    expect(calls).toBe(4);
    expect((await outboxDepth(db)).waiting).toBe(50);
  });

  it('answers a repeated request with the first answer and refuses another body under its key', async () => {
    const request = { scope: 'orders', key: 'k1', requestHash: 'h1' };
    const place = () =>
      inTransaction(db, async (trx) => {
        const claim = await claimIdempotencyKey(trx, request, clock);
        if (claim.state !== 'new') return claim;
        await storeIdempotentResponse(trx, request, { order: 7 });
        return 'placed';
      });
    const answers = await Promise.all([place(), place(), place()]);
    expect(answers.filter((answer) => answer === 'placed')).toHaveLength(1);
    expect(answers.filter((answer) => answer !== 'placed')).toEqual([
      { state: 'answered', response: { order: 7 } },
      { state: 'answered', response: { order: 7 } },
    ]);
    const other = await inTransaction(db, (trx) => claimIdempotencyKey(trx, { ...request, requestHash: 'h2' }, clock));
    expect(other).toEqual({ state: 'different-request' });
  });
});
