import { openJobs } from '@vitrine/database';
import type { Jobs } from '@vitrine/database';
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
    jobs = await openJobs(database.connection, { pollSec: 0.5, log: (line) => said.push(line) });
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
    await expect.poll(() => ran.length, { timeout: 6000 }).toBe(2);
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
    await expect.poll(() => jobs.depth('flaky').then((depth) => depth.dead), { timeout: 10_000 }).toBe(1);
    expect(attempts).toEqual([1, 2, 3]);
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
      await expect.poll(() => refusals, { timeout: 6000 }).toBe(3);
      expect(heard).toEqual([id]);
      expect(await own.depth('ended')).toEqual({ waiting: 0, dead: 0 });
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
    await expect.poll(() => jobs.depth('results'), { timeout: 6000 }).toEqual({ waiting: 0, dead: 1 });
  });

  it('keeps one waiting job for a singleton key', async () => {
    const first = await jobs.send('train', { n: 1 }, { singletonKey: 'shop' });
    const second = await jobs.send('train', { n: 2 }, { singletonKey: 'shop' });
    const other = await jobs.send('train', { n: 3 }, { singletonKey: 'lab' });
    expect([typeof first, second, typeof other]).toEqual(['string', null, 'string']);
    expect((await jobs.depth('train')).waiting).toBe(2);
  });

  it('takes a cron line and refuses one that is none', async () => {
    await jobs.schedule('nightly', '0 3 * * *');
    await jobs.unschedule('nightly');
    await expect(jobs.schedule('nightly', 'every night')).rejects.toThrow();
    expect(said).toEqual([]);
  });
});
