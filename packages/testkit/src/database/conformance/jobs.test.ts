import { openJobs } from '@vitrine/database';
import type { Job, Jobs } from '@vitrine/database';
import { sql } from 'kysely';
import type { CompiledQuery, Kysely } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testDatabases } from '../index.ts';
import type { TestDatabase } from '../index.ts';

const databases = testDatabases();

describe.each(databases)('DB-5 jobs on $name', (engine) => {
  let database: TestDatabase;
  let jobs: Jobs;
  const said: string[] = [];

  beforeAll(async () => {
    database = await engine.open({ domains: [] });
    jobs = await openJobs(database.connection, { pollSec: 0.5, beatSec: 0.1, log: (line) => said.push(line) });
  });
  afterAll(async () => {
    await jobs.stop();
    await database.drop();
  });

  it('runs a job once with its payload', async () => {
    const ran: unknown[] = [];
    await jobs.work<{ to: string }>('mail', async (job) => void ran.push([job.payload.to, job.attempt]));
    await jobs.send('mail', { to: 'a' });
    await jobs.send('mail', { to: 'b' });
    await expect.poll(() => ran.length).toBe(2);
    expect(ran).toEqual(
      expect.arrayContaining([
        ['a', 1],
        ['b', 1],
      ]),
    );
  });

  it('tries a failing job again and then puts it into the dead letter queue', async () => {
    const attempts: number[] = [];
    await jobs.work('flaky', async (job) => {
      attempts.push(job.attempt);
      throw new Error('not today');
    });
    await jobs.send('flaky', {}, { retryLimit: 2, retryDelaySec: 0 });
    await expect.poll(() => jobs.depth('flaky').then((depth) => depth.dead)).toBe(1);
    expect(attempts).toEqual([1, 2, 3]);
    expect(said).toEqual(attempts.map(() => 'Job queue flaky: not today'));
  });

  it('tells how a job ended once the database that was away is back, and runs it no second time', async () => {
    const db = database.connection.handle<unknown>();
    let refusals = 0;
    const heard: string[] = [];
    // Every note of an end is refused twice, as by a database that is gone.
    const flickering = new Proxy(db, {
      get(target, name) {
        if (name !== 'executeQuery') return Reflect.get(target, name, target) as unknown;
        return async (query: CompiledQuery) => {
          const isEnd = /completed_on\s*=/.test(query.sql) && query.parameters[0] === 'ended';
          if (isEnd && ++refusals <= 2) throw Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });
          return target.executeQuery(query);
        };
      },
    });
    const own = await openJobs({ handle: <Tables>() => flickering as unknown as Kysely<Tables> }, { pollSec: 0.5 });
    try {
      await own.work('ended', async (job) => void heard.push(job.id));
      const id = await own.send('ended', {});
      await expect.poll(() => own.depth('ended')).toEqual({ waiting: 0, running: 0, dead: 0 });
      expect(refusals).toBe(3);
      expect(heard).toEqual([id]);
    } finally {
      await own.stop();
    }
  });

  it('takes a job whose result cannot be written for a failed one, and goes on', async () => {
    await jobs.work<{ bad: boolean }>('results', async ({ payload }) => {
      const result = {
        toJSON: () => {
          if (payload.bad) throw new Error('no words for it');
          return { done: true };
        },
      };
      return result;
    });
    await jobs.send('results', { bad: true }, { retryLimit: 0 });
    await jobs.send('results', { bad: false });
    await expect.poll(() => jobs.depth('results')).toEqual({ waiting: 0, running: 0, dead: 1 });
  });

  it('keeps one waiting job for a singleton key', async () => {
    const first = await jobs.send('train', { n: 1 }, { singletonKey: 'shop' });
    const second = await jobs.send('train', { n: 2 }, { singletonKey: 'shop' });
    const other = await jobs.send('train', { n: 3 }, { singletonKey: 'lab' });
    expect([typeof first, second, typeof other]).toEqual(['string', null, 'string']);
    expect((await jobs.depth('train')).waiting).toBe(2);
  });

  it('knows a job that goes on from one whose process died, and stops what was given to somebody else', async () => {
    const begun: number[] = [];
    const stopped: unknown[] = [];
    await jobs.work('long', async ({ attempt, signal }) => {
      begun.push(attempt);
      if (attempt === 1) await new Promise((resolve) => signal.addEventListener('abort', resolve));
      if (attempt === 1) stopped.push(signal.reason);
    });
    await jobs.send('long', {});
    await expect.poll(() => jobs.depth('long')).toEqual({ waiting: 0, running: 1, dead: 0 });
    const db = database.connection.handle<unknown>();
    const state = sql`state from pgboss.job where name = 'long'`;
    // Old, but not so old that the upkeep of the queue takes the job for dead before the next sign of life.
    await sql`update pgboss.job set started_on = now() - interval '4 minutes' where name = 'long'`.execute(db);
    const isFresh = async () =>
      (await sql<{ fresh: boolean }>`select started_on > now() - interval '1 minute' as fresh, ${state}`.execute(db))
        .rows;
    await expect.poll(isFresh).toEqual([{ fresh: true, state: 'active' }]);
    expect(stopped).toEqual([]);
    await sql`update pgboss.job set state = 'retry' where name = 'long'`.execute(db);
    await expect.poll(() => jobs.depth('long')).toEqual({ waiting: 0, running: 0, dead: 0 });
    expect(begun).toEqual([1, 2]);
    expect(stopped).toEqual([expect.objectContaining({ message: expect.stringContaining('taken for dead') })]);
  });

  it('stops a job that takes too long, and tells how one ended while the program ends', async () => {
    const own = await openJobs(database.connection, { pollSec: 0.5 });
    const reasons: string[] = [];
    const untilStopped = (job: Job<object>): Promise<void> =>
      new Promise((_, reject) => {
        job.signal.addEventListener('abort', () => {
          reasons.push((job.signal.reason as Error).message);
          reject(job.signal.reason as Error);
        });
      });
    await own.work('endless', untilStopped, { longestSec: 0.2 });
    await own.send('endless', {}, { retryLimit: 0 });
    await expect.poll(() => own.depth('endless')).toEqual({ waiting: 0, running: 0, dead: 1 });
    expect(reasons).toEqual([expect.stringContaining('longer than the 0.2 seconds')]);
    let stopping: Promise<void> | null = null;
    await own.work('interrupted', async () => {
      stopping ??= own.stop();
      throw new Error('the end came first');
    });
    await own.send('interrupted', {}, { retryDelaySec: 3600 });
    await expect.poll(() => stopping).not.toBeNull();
    await stopping;
    expect(await jobs.depth('interrupted')).toEqual({ waiting: 1, running: 0, dead: 0 });
  });
});
