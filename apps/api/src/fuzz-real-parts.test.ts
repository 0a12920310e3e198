import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type OperationName, paths } from '@vitrine/contracts';
import { newId, systemClock } from '@vitrine/database';
import { createRecsys, diskArtifacts, type Recsys, type RecsysTables } from '@vitrine/recsys';
import { createShop, type ShopTables } from '@vitrine/shop';
import { testDatabase, type TestDatabase } from '@vitrine/testkit/database';
import * as fc from 'fast-check';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aServer, callRecsys } from './testing/a-server.ts';
import { exampleCalls } from './testing/example-calls.ts';
import { expectClearAnswer } from './testing/expect-clear-answer.ts';
import { hostileCalls } from './testing/hostile-calls.ts';

const runs = 200;

describe('OPS-13 hostile input to the recommender and the shop on PostgreSQL', () => {
  let database: TestDatabase;
  let recsys: Recsys;
  let artifacts: string;
  let app: FastifyInstance;
  let errors: unknown[];

  beforeAll(async () => {
    database = await testDatabase();
    artifacts = await mkdtemp(join(tmpdir(), 'vitrine-api-'));
    recsys = createRecsys({
      db: database.connection.handle<RecsysTables>(),
      clock: systemClock,
      modelStore: diskArtifacts(artifacts),
      polling: false,
    });
    const shop = createShop({ db: database.connection.handle<ShopTables>(), clock: systemClock });
    ({ app, errors } = await aServer({
      services: { recommender: recsys, shop, clock: systemClock, newId: () => newId(systemClock) },
      rateLimits: { interactionsPerMinute: 0 },
    }));
  });
  afterAll(async () => {
    await app?.close();
    await recsys?.close();
    await database?.drop();
    await rm(artifacts, { recursive: true, force: true });
  });

  it('serves the calls of the examples', async () => {
    for (const name of ['upsertItems', 'upsertUsers', 'sendEvents', 'recommend', 'upsertEventTypes'] as const) {
      const answer = await callRecsys(app, { method: 'POST', url: paths[name].path, body: exampleCalls[name].body });
      expect(answer.statusCode, answer.body).toBeLessThan(300);
    }
    const listed = await callRecsys(app, { method: 'GET', url: '/v1/events?namespace=fuzz' });
    expect(listed.json()).toMatchObject({
      total: 1,
      items: [{ user_id: 'u-1', item_id: 'p-1', type: 1, source_event_id: 'e-1' }],
    });
  });

  it.each(Object.keys(paths) as OperationName[])('%s answers clearly, whatever it is given', async (operation) => {
    await fc.assert(
      fc.asyncProperty(hostileCalls(operation), async (call) => {
        expectClearAnswer(await app.inject(call));
        expect(errors.splice(0)).toEqual([]);
      }),
      { numRuns: runs, seed: 20_260_302 },
    );
  });
});
