import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type OperationName, paths, type RouteDefinition, routes } from '@vitrine/contracts';
import { newId, systemClock } from '@vitrine/database';
import { createRecsys, diskArtifacts, type Recsys, type RecsysTables } from '@vitrine/recsys';
import { testDatabase, type TestDatabase } from '@vitrine/testkit/database';
import * as fc from 'fast-check';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aServer, callRecsys, scopedKeys } from './testing/a-server.ts';
import { exampleCalls } from './testing/example-calls.ts';
import { type HostileCall, hostileCalls } from './testing/hostile-calls.ts';
import { type Attacker, attackers, hostileWorld, type HostileWorld, victimMark } from './testing/hostile-world.ts';
import { unclearAnswer } from './testing/unclear-answer.ts';

const runs = 200;
const operations = Object.keys(paths) as OperationName[];
const recsysOperations = operations.filter((operation) => paths[operation].path.startsWith('/v1'));
const shopOperations = operations.filter((operation) => !paths[operation].path.startsWith('/v1'));
const scopes = ['ingest', 'read', 'recommend', 'publish', 'backfill', 'admin', 'wrong'] as const;
const staff: readonly Attacker[] = ['support', 'analyst', 'admin'];

/** What failed and where, in two lines. */
function placeOfError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const at = (error.stack ?? '').split('\n').filter((line) => line.includes('/src/'));
  return `${error.message} ${at.slice(0, 2).join(' ')}`;
}

describe('OPS-13 hostile input to the recommender and the shop on PostgreSQL', { timeout: 1_200_000 }, () => {
  let database: TestDatabase;
  let recsys: Recsys;
  let artifacts: string;
  let app: FastifyInstance;
  let keyed: FastifyInstance;
  let errors: unknown[];
  let world: HostileWorld;

  beforeAll(async () => {
    database = await testDatabase();
    artifacts = await mkdtemp(join(tmpdir(), 'vitrine-api-'));
    recsys = createRecsys({
      db: database.connection.handle<RecsysTables>(),
      clock: systemClock,
      modelStore: diskArtifacts(artifacts),
      polling: false,
    });
    world = await hostileWorld(database);
    const given = { recommender: recsys, shop: world.shop, clock: systemClock, newId: () => newId(systemClock) };
    const rateLimits = { interactionsPerMinute: 0, recsysPerMinute: 0 };
    ({ app, errors } = await aServer({ services: given, rateLimits }));
    const reportError = (error: unknown) => errors.push(error);
    ({ app: keyed } = await aServer({ services: { ...given, reportError, keys: scopedKeys }, rateLimits }));
  });
  afterAll(async () => {
    await app?.close();
    await keyed?.close();
    await recsys?.close();
    await database?.drop();
    await rm(artifacts, { recursive: true, force: true });
  });

  /** Sends each call and tells what was wrong with the answers. */
  async function attack(
    server: FastifyInstance,
    given: { name: OperationName; calls: readonly HostileCall[]; leak: string | null },
  ) {
    const { name, calls, leak } = given;
    const { params, query, body }: RouteDefinition = routes[name];
    // Operations that take nothing are sent something extra.
    const names = new Set(['extra', ...[params, query, body].flatMap((part) => Object.keys(part?.shape ?? {}))]);
    const found: unknown[] = [];
    const waiting = [...calls];
    const attacker = async () => {
      for (let call = waiting.pop(); call !== undefined; call = waiting.pop()) {
        const answer = await server.inject(call);
        const fault = unclearAnswer(answer, names) ?? (leak && answer.body.includes(leak) ? 'leaks' : null);
        if (fault !== null && found.length < 3)
          found.push({ fault, call: JSON.stringify(call).slice(0, 500), answer: answer.body.slice(0, 300) });
      }
    };
    await Promise.all(Array.from({ length: 4 }, attacker));
    return [...found, ...new Set(errors.splice(0).map(placeOfError))];
  }

  const sampled = (operation: OperationName, headers: Readonly<Record<string, string>>, seed: number) =>
    fc
      .sample(hostileCalls(operation, world.aimed(operation, exampleCalls[operation])), { numRuns: runs, seed })
      .map((call) => ({ ...call, headers: { ...call.headers, ...headers } }));

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

  it.each(recsysOperations)('%s answers clearly, whatever it is given, with every key and with none', async (name) => {
    expect(await attack(app, { name, calls: sampled(name, {}, 20_260_302), leak: null })).toEqual([]);
    for (const [seed, key] of scopes.entries()) {
      const calls = sampled(name, { 'x-api-key': key }, seed);
      expect(await attack(keyed, { name, calls, leak: null }), key).toEqual([]);
    }
  });

  it.each(attackers)(
    '%s gets clear answers from every operation of the shop, and nothing of the victim',
    async (attacker) => {
      const before = await world.holdings();
      const found: Record<string, unknown> = {};
      for (const operation of shopOperations) {
        const calls = sampled(operation, world.headersOf[attacker], 20_261_121 + attackers.indexOf(attacker));
        const leak = staff.includes(attacker) ? null : victimMark;
        const faults = await attack(app, { name: operation, calls, leak });
        if (faults.length > 0) found[operation] = faults;
      }
      expect(found).toEqual({});
      if (attacker !== 'admin') expect(await world.holdings()).toEqual(before);
    },
  );

  it('OPS-7 takes no write from a page of another site, whoever is signed in there', async () => {
    for (const name of shopOperations.filter((operation) => paths[operation].method !== 'GET')) {
      const [call] = sampled(name, { ...world.headersOf.admin, 'sec-fetch-site': 'cross-site' }, 1);
      const [older] = sampled(
        name,
        { cookie: world.headersOf.admin['cookie'] ?? '', origin: 'https://evil.example' },
        1,
      );
      for (const one of [call, older]) {
        const answer = await app.inject(one ?? '');
        expect([answer.statusCode, answer.json<{ code: string }>().code], name).toEqual([403, 'request.cross_site']);
      }
    }
  });
});
