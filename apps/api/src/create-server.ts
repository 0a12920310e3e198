import { constants } from 'node:zlib';
import fastifyCompress from '@fastify/compress';
import fastifyCookie from '@fastify/cookie';
import fastify, { type FastifyInstance } from 'fastify';
import { Registry } from 'prom-client';
import { catalogFilesPlugin } from './catalog/index.ts';
import { liveEventsPlugin } from './console/live-events.ts';
import { assetsPlugin } from './edge/assets.ts';
import { answerErrors, sendFailure } from './edge/failure-reply.ts';
import { forgetAfterWrites } from './edge/kept-answer.ts';
import { mediaPlugin } from './edge/media.ts';
import { PageCache } from './edge/page-cache.ts';
import { type PagesOptions, pagesPlugin } from './edge/pages.ts';
import { requestIdOf } from './edge/request-id.ts';
import { closedPolicy, fixedHeaders, setSecurityHeaders } from './edge/security-headers.ts';
import { opsPlugin } from './ops/index.ts';
import { countRequests } from './ops/metrics.ts';
import { recsysBodyLimitBytes, recsysPlugin } from './recsys/index.ts';
import type { ApiServices } from './services.ts';
import { shopPlugin } from './shop/index.ts';

/** What a server is made of. Everything it works with is given; it opens nothing and listens on nothing. */
export interface ServerOptions {
  readonly services: ApiServices;
  /** Version of the program, for the OpenAPI document. */
  readonly version: string;
  /** Metrics of the process; the server adds its own. */
  readonly registry?: Registry;
  /** Bearer that may read /metrics from elsewhere than loopback. */
  readonly metricsToken?: string;
  /** Folder with the shop's pictures, absolute; left out, /media answers 404. */
  readonly mediaRoot?: string;
  /** How long public answers of /api are given again to strangers, where there are no pages that say it (`pages.cacheMs`); 0 asks every time. */
  readonly cacheMs?: number;
  /** The built web application; left out (role recsys), pages answer 404. */
  readonly pages?: PagesOptions & { readonly assetsRoot?: string };
  /**
   * Calls a minute: of one key on /v1 (6,000; without keys none), of one address on /api/interactions (600). 0 switches a limit off.
   */
  readonly rateLimits?: { readonly recsysPerMinute?: number; readonly interactionsPerMinute?: number };
  /** How many proxies stand before the server and set X-Forwarded-*; true is one. Else those headers are not believed. */
  readonly trustProxy?: boolean | number;
}

/** A server that is ready to listen. `pageCache` may be cleared when the catalog or the model changes. */
export interface VitrineServer {
  readonly app: FastifyInstance;
  readonly pageCache: PageCache;
}

const shopBodyLimitBytes = 512 * 1024;
const headersTimeoutMs = 20_000;
const requestTimeoutMs = 60_000;

/**
 * A proxy adds the address it sees to what the client sent; only what the last of them added is true. Believing the whole header would let
 * a client choose the address that the throttles count by.
 */
function believeProxies(proxies: number): false | ((address: string, hop: number) => boolean) {
  return proxies > 0 && ((_address, hop) => hop < proxies);
}

/** Builds the server: recommender, shop, operations, pages. Call `app.listen` on the result, `app.close` to stop. */
export async function createServer(options: ServerOptions): Promise<VitrineServer> {
  const { services } = options;
  const registry = options.registry ?? new Registry();
  const cacheMs = options.pages?.cacheMs ?? options.cacheMs ?? 0;
  const pageCache = new PageCache({
    ttlMs: cacheMs,
    nowMs: () => services.clock.now().getTime(),
  });
  const app = fastify({
    logger: false,
    bodyLimit: shopBodyLimitBytes,
    // Who sends a byte a second may not hold a connection for ever. Answers, such as event streams, may take longer.
    requestTimeout: requestTimeoutMs,
    http: { headersTimeout: headersTimeoutMs },
    trustProxy: believeProxies(Number(options.trustProxy ?? 0)),
    genReqId: (request) => requestIdOf(request, services.newId),
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 2_048 },
    frameworkErrors: (_error, _request, reply) => {
      reply.headers({ ...fixedHeaders, 'content-security-policy': closedPolicy, 'x-request-id': reply.request.id });
      sendFailure(reply, { code: 'request.malformed' }, services.clock);
    },
  });
  app.decorateRequest('tenant', null);
  app.decorateRequest('visitor', null);
  setSecurityHeaders(app);
  countRequests(app, registry);
  answerErrors(app, services);
  app.setNotFoundHandler((_request, reply) => sendFailure(reply, { code: 'request.unknown_path' }, services.clock));
  await app.register(fastifyCookie);
  // Without the flush, what is streamed waits in the compressor until the end.
  await app.register(fastifyCompress, {
    threshold: 1024,
    zlibOptions: { flush: constants.Z_SYNC_FLUSH },
    brotliOptions: {
      flush: constants.BROTLI_OPERATION_FLUSH,
      params: { [constants.BROTLI_PARAM_QUALITY]: 4 },
    },
  });
  await app.register(opsPlugin, {
    services,
    registry,
    version: options.version,
    ...(options.metricsToken === undefined ? {} : { metricsToken: options.metricsToken }),
  });
  if (cacheMs > 0) forgetAfterWrites(app, { clear: () => forgetAll(options, pageCache) });
  await registerAreas(app, options, pageCache);
  return { app, pageCache };
}

/** What pages are made of goes first: a page made in between must not be made of the old. */
function forgetAll(options: ServerOptions, pageCache: PageCache): void {
  options.pages?.forgetReads?.();
  pageCache.clear();
}

async function registerAreas(app: FastifyInstance, options: ServerOptions, pageCache: PageCache): Promise<void> {
  const { services, rateLimits = {} } = options;
  await app.register(recsysPlugin, {
    services,
    requestsPerMinute: rateLimits.recsysPerMinute ?? (services.keys.configured ? 6_000 : 0),
    bodyLimitBytes: recsysBodyLimitBytes,
  });
  await app.register(shopPlugin, {
    services,
    interactionsPerMinute: rateLimits.interactionsPerMinute ?? 600,
    kept: (options.pages?.cacheMs ?? options.cacheMs ?? 0) > 0 ? pageCache : undefined,
  });
  await app.register(catalogFilesPlugin, { services, uploadsPerMinute: rateLimits.interactionsPerMinute ?? 600 });
  await app.register(liveEventsPlugin, { services });
  if (options.mediaRoot !== undefined) {
    await app.register(mediaPlugin, { prefix: '/media', root: options.mediaRoot, services });
  }
  if (options.pages !== undefined) {
    const { assetsRoot, ...pages } = options.pages;
    if (assetsRoot !== undefined) await app.register(assetsPlugin, { root: assetsRoot });
    await app.register(pagesPlugin, { pages, services, cache: pageCache });
  }
}
