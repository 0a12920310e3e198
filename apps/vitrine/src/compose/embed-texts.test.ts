import { type Jobs, openJobs, systemClock } from '@vitrine/database';
import { createRecsys, diskArtifacts, type Recsys, type RecsysTables, shopTenant } from '@vitrine/recsys';
import { type TestDatabase, testDatabase } from '@vitrine/testkit/database';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Config } from '../config/index.ts';
import { takeOnEmbedding } from './embed-texts.ts';
import type { Logger } from './logger.ts';

describe('REC-15 two servers that embed one catalog', () => {
  let database: TestDatabase;
  let recsys: Recsys;
  let folder: string;
  let warnings: string[];
  const opened: Jobs[] = [];

  beforeEach(async () => {
    database = await testDatabase({ domains: ['recsys'] });
    folder = await mkdtemp(join(tmpdir(), 'vitrine-embed-'));
    const db = database.connection.handle<RecsysTables>();
    recsys = createRecsys({ db, clock: systemClock, modelStore: diskArtifacts(folder), polling: false });
    await recsys.items.upsert(shopTenant, [{ itemId: 'lamp', available: true, props: { name: 'reading lamp' } }]);
    warnings = [];
  });

  afterEach(async () => {
    await Promise.all(opened.splice(0).map((jobs) => jobs.stop()));
    await recsys.close();
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  });

  async function anotherJobs(): Promise<Jobs> {
    const jobs = await openJobs(database.connection, { pollSec: 0.5 });
    opened.push(jobs);
    return jobs;
  }

  /** A server whose sentence model is not there. */
  async function aServer() {
    const jobs = await anotherJobs();
    const logger = { info: () => undefined, warn: (_: object, line: string) => void warnings.push(line) };
    const config = { VITRINE_TEXT_MODEL: join(folder, 'gone') } as Config;
    const ports = { config, connection: database.connection, recsys };
    const texts = await takeOnEmbedding(ports, { jobs, logger: logger as unknown as Logger });
    return { jobs, texts };
  }

  it('try again in ten minutes what failed, whichever of them tried', async () => {
    const [one, other] = [await aServer(), await aServer()];
    const paused = { waiting: 1, running: 0, dead: 0 };
    // Each start tries once: another setting may have come with it.
    for (const [at, { texts }] of [one, other].entries()) {
      await texts.look();
      await expect.poll(() => warnings.length).toBe(at + 1);
      await expect.poll(() => one.jobs.depth('embed-texts')).toEqual(paused);
    }
    for (const { texts } of [one, other, one]) await texts.look();
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(await one.jobs.depth('embed-texts')).toEqual(paused);
    expect(warnings).toHaveLength(2);
  });

  it('ask for nothing while one of them works', async () => {
    const working = await anotherJobs();
    let end = (): void => undefined;
    const gate = new Promise<void>((resolve) => (end = resolve));
    await working.work('embed-texts', () => gate);
    await working.send('embed-texts', {});
    const busy = { waiting: 0, running: 1, dead: 0 };
    await expect.poll(() => working.depth('embed-texts')).toEqual(busy);
    const { texts } = await aServer();
    await texts.look();
    expect(await working.depth('embed-texts')).toEqual(busy);
    end();
    await expect.poll(() => working.depth('embed-texts')).toMatchObject({ running: 0 });
  });
});
