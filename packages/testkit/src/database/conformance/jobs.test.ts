import { openJobs } from '@vitrine/database';
import type { Jobs } from '@vitrine/database';
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
