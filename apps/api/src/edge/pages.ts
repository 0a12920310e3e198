import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { createRequestHandler, type RouterContext, RouterContextProvider, type ServerBuild } from 'react-router';
import type { ApiServices, Visitor } from '../services.ts';
import { errorPage } from './error-page.ts';
import type { KeptPage, PageCache } from './page-cache.ts';
import { readForm } from './read-form.ts';
import { refuseCrossSite } from './same-origin.ts';
import { newNonce, pagePolicy } from './security-headers.ts';
import { resolveVisitor, visitorCookies } from './visitor.ts';
import { pageAddress, webRequest } from './web-request.ts';

declare module 'react-router' {
  interface Future {
    v8_middleware: true;
  }
}

/** Who asks for a page, and until when the answer is wanted. */
export interface PageVisit {
  readonly visitor: Visitor;
  /** Aborted when the client leaves. */
  readonly signal: AbortSignal;
  readonly requestId: string;
  /** `https://shop.example`, no trailing slash. */
  readonly origin: string;
  /** The client's network address, for throttles. */
  readonly address: string;
  /** What the cookie `vitrine_session` holds, whether it opens a session or not; for signing out. */
  readonly accountToken: string | null;
}

/** How pages are served. */
export interface PagesOptions {
  /** The built web application (`apps/web/build/server/index.js`, imported), or in development a function that loads it afresh. */
  readonly build: ServerBuild | (() => Promise<ServerBuild>);
  readonly mode?: 'production' | 'development';
  /** Development only: answers what the module server of the pages answers (its scripts, its hot reload), else calls `next`. */
  readonly devMiddleware?: (request: IncomingMessage, response: ServerResponse, next: () => void) => void;
  /** What the pages work with, made for each visit; put under the build's own `servicesContext`. */
  services(visit: PageVisit): unknown;
  /** How long a page for requests without cookies is given again; 0 renders every time. */
  readonly cacheMs: number;
  /** Largest form, bytes. */
  readonly bodyLimitBytes?: number;
}

interface EntryModule {
  readonly servicesContext: RouterContext<unknown>;
  readonly nonceContext: RouterContext<string | undefined>;
}

const defaultBodyLimitBytes = 1024 * 1024;
// The last two are how the router's client recognises its data answers.
const keptHeaders = new Set([
  'content-type',
  'cache-control',
  'link',
  'vary',
  'location',
  'x-remix-response',
  'x-remix-reload-document',
]);

/** The web application for every address that nothing else answers: forms work without JavaScript, so every method comes here. */
export async function pagesPlugin(
  app: FastifyInstance,
  given: { pages: PagesOptions; services: ApiServices; cache: PageCache },
): Promise<void> {
  const { pages: options, services: house, cache } = given;
  // The application reads the body itself, as a stream.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', (_request, _payload, done) => done(null, undefined));
  const { devMiddleware } = options;
  if (devMiddleware !== undefined) {
    app.addHook('onRequest', (request, reply, done) => devMiddleware(request.raw, reply.raw, () => done()));
  }
  app.addHook('onRequest', refuseCrossSite);
  app.setErrorHandler((error: { statusCode?: number }, request, reply) => {
    const status =
      error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500 ? error.statusCode : 500;
    if (status === 413) reply.header('connection', 'close');
    if (status === 500) house.reportError(error, { requestId: request.id, route: 'pages' });
    return reply.code(status).type('text/html; charset=utf-8').send(errorPage(status, request.id));
  });
  const render = await pageRenderer(options);
  // Random, so that no page can contain it by chance or by intent.
  const placeholder = randomBytes(24).toString('hex');

  app.route({
    method: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
    url: '*',
    exposeHeadRoute: false,
    handler: async (request, reply) => {
      const nonce = newNonce();
      reply.header('content-security-policy', pagePolicy(nonce, options.mode ?? 'production'));
      const visitor = await resolveVisitor(request, reply, house);
      const stranger = options.cacheMs > 0 && request.method === 'GET' && request.headers.cookie === undefined;
      // What the console shows must not come back with the back button after signing out.
      if (visitor.isAdmin) reply.header('cache-control', 'no-store');
      if (!stranger) return sendPage(reply, await render({ request, reply, visitor, nonce }), null);
      // A browser that asks not to be tracked gets other words and another consent than one that does not.
      const key = `${visitor.consent} ${pageAddress(request).href}`;
      const anonymous = { ...visitor, id: '', anonymousId: '', sessionId: '' };
      const { page, hit } = await cache.take(key, () =>
        render({ request, reply, visitor: anonymous, nonce: placeholder, shared: true }),
      );
      reply.header('x-page-cache', hit ? 'hit' : 'miss');
      return sendPage(reply, page, { placeholder, nonce });
    },
  });
}

interface Rendering {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly visitor: Visitor;
  readonly nonce: string;
  /** The page will be given to others too. */
  readonly shared?: boolean;
}

async function pageRenderer(
  options: PagesOptions,
): Promise<(rendering: Rendering) => Promise<KeptPage & { cookies: string[] }>> {
  const mode = options.mode ?? 'production';
  const { build } = options;
  // An object, not a function: with a function the router ranks all routes again on each request.
  const fixed = typeof build === 'function' ? null : createRequestHandler(build, mode);
  const limit = options.bodyLimitBytes ?? defaultBodyLimitBytes;
  return async ({ request, reply, visitor, nonce, shared = false }) => {
    const current = typeof build === 'function' ? await build() : build;
    const handler = fixed ?? createRequestHandler(current, mode);
    const web = webRequest(request, reply, { form: await readForm(request, limit), shared });
    const entry = current.entry.module as unknown as EntryModule;
    const context = new RouterContextProvider();
    const origin = new URL(web.url).origin;
    const { signal } = web;
    const [address, accountToken] = [request.ip, (!shared && request.cookies[visitorCookies.account]) || null];
    context.set(
      entry.servicesContext,
      options.services({ visitor, signal, requestId: request.id, origin, address, accountToken }),
    );
    context.set(entry.nonceContext, mode === 'development' ? undefined : nonce);
    const response = await handler(web, context);
    const body = Buffer.from(await response.arrayBuffer());
    const headers = [...response.headers].filter(([name]) => name !== 'set-cookie');
    return { status: response.status, headers, body: body.toString('utf8'), cookies: response.headers.getSetCookie() };
  };
}

/** Sends a rendered page. A kept page gets this answer's nonce and none of the headers that belong to one visitor. */
function sendPage(
  reply: FastifyReply,
  page: KeptPage & { cookies?: string[] },
  kept: { placeholder: string; nonce: string } | null,
): FastifyReply {
  reply.code(page.status);
  for (const [name, value] of page.headers) {
    if (name === 'cache-control' && reply.hasHeader(name)) continue;
    if (kept === null || keptHeaders.has(name)) reply.header(name, value);
  }
  if (kept === null) for (const cookie of page.cookies ?? []) reply.header('set-cookie', cookie);
  if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'private, no-cache');
  return reply.send(kept === null ? page.body : page.body.replaceAll(kept.placeholder, kept.nonce));
}
