import { isDatabaseAway } from '@vitrine/database';
import type { FastifyInstance } from 'fastify';
import { createServer, type ServerOptions } from '../create-server.ts';
import type { ApiKeys, ApiServices } from '../services.ts';
import { inMemoryRecommender } from './in-memory-recommender.ts';
import { inMemoryShop } from './in-memory-shop.ts';

/** An organisation for tests. */
export const anOrganisation = '11111111-1111-4111-8111-111111111111';

/** No keys: /v1 answers on loopback. */
const noKeys: ApiKeys = { configured: false, find: async () => null };

/** Keys named after their one scope; they cover `anOrganisation` only. */
export const scopedKeys: ApiKeys = {
  configured: true,
  find: async (key) =>
    key === 'ingest' ||
    key === 'read' ||
    key === 'recommend' ||
    key === 'publish' ||
    key === 'admin' ||
    key === 'backfill'
      ? { organisations: [anOrganisation], scopes: [key] }
      : null,
};

/** Services over in-memory fakes, with a counter for ids and a still clock; unexpected errors are kept in `errors`. */
export function someServices(changes: Partial<ApiServices> = {}) {
  const fake = inMemoryRecommender();
  const errors: unknown[] = [];
  let ids = 0;
  const services: ApiServices = {
    recommender: fake.recommender,
    shop: inMemoryShop(),
    keys: noKeys,
    clock: { now: () => new Date('2026-03-01T12:00:00Z') },
    newId: () => `id-${String(++ids).padStart(20, '0')}`,
    shopTenant: { orgId: '00000000-0000-4000-8000-000000000001', namespace: 'shop' },
    currencyOf: () => 'EUR',
    readiness: async () => [{ name: 'database', ok: true }],
    version: async () => ({ version: '0.1.0', gitCommit: 'abc', buildTime: '2026-03-01', modelVersion: 'blend-1' }),
    isAway: isDatabaseAway,
    reportError: (error) => errors.push(error),
    ...changes,
  };
  return { services, stored: fake.stored, asked: fake.asked, errors };
}

/** A server over fakes, ready for `app.inject`. */
export async function aServer(
  changes: { services?: Partial<ApiServices> } & Omit<Partial<ServerOptions>, 'services'> = {},
) {
  const { services: changed, ...options } = changes;
  const house = someServices(changed);
  const { app, pageCache } = await createServer({ version: '0.1.0', ...options, services: house.services });
  return { app, pageCache, ...house };
}

/** One call of `/v1` with the organisation's header. */
export function callRecsys(
  app: FastifyInstance,
  call: {
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
    url: string;
    body?: unknown;
    headers?: Record<string, string>;
  },
) {
  return app.inject({
    method: call.method,
    url: call.url,
    headers: {
      'x-org-id': anOrganisation,
      ...(call.body === undefined ? {} : { 'content-type': 'application/json' }),
      ...call.headers,
    },
    ...(call.body === undefined
      ? {}
      : { payload: typeof call.body === 'string' ? call.body : JSON.stringify(call.body) }),
  });
}
