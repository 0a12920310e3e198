import type { IncomingMessage, ServerResponse } from 'node:http';
import { may } from '@vitrine/contracts';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { RouterContext, RouterContextProvider, ServerBuild } from 'react-router';
import type { ApiServices, Visitor } from '../services.ts';
import { compressed } from './compressed.ts';
import { errorPage } from './error-page.ts';
import { retryAfterSec } from './failure-reply.ts';
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
  /** What the browser calls itself, for lists of sessions. */
  readonly userAgent: string;
  /** A cookie of the visitor; null when there is none, and in pages that are given to others too. */
  cookie(name: string): string | null;
  /** The language the address asks for. */
  readonly locale: PageLocale;
}

/** The languages pages come in; the first has no prefix in its addresses. */
export type PageLocale = 'en' | 'de';

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
  /** Forgets what `services` keep of the catalog for everybody; called with the kept pages after a write. */
  forgetReads?(): void;
  /** Largest form, bytes. */
  readonly bodyLimitBytes?: number;
  /** Where pictures come from besides this site, such as a CDN. */
  readonly imageOrigins?: readonly string[];
}

/** What the built web application offers besides what the router needs. */
interface EntryModule {
  readonly servicesContext: RouterContext<unknown>;
  readonly nonceContext: RouterContext<string | undefined>;
  /** Where the application says that it failed because something it needs is away. */
  readonly awayContext?: RouterContext<boolean>;
  /** Draws the pages outside the console, which are not hydrated. */
  storefront(build: ServerBuild): StorefrontPages;
  /** The language an address asks for, and the address without it. */
  cutLocale(path: string): { locale: PageLocale; path: string };
  /** The address of a path in a language. */
  withLocale(path: string, locale: PageLocale): string;
}

type StorefrontPages = (
  request: Request,
  context: RouterContextProvider,
) => Promise<Response | { status: number; headers: Headers; body: string }>;

/** The part of the site that the router's own handler answers, with scripts that need a nonce. */
const consolePath = /^\/(?:admin(?:[/.?]|$)|__manifest|_root\.data)/;

/** Pages with a person's own things; what they showed must not come back with the back button after signing out either. */
const ownPage = /^(?:\/[a-z]{2})?\/(?:account|orders|checkout|wishlist)(?:[/?]|$)/;
const defaultBodyLimitBytes = 1024 * 1024;
/** Several pictures of 10 MB, or a table of some 100,000 products. */
const uploadLimitBytes = 64 * 1024 * 1024;
// The last two are how the router's client recognises its data answers.
const keptHeaders = new Set([
  'content-type',
  'cache-control',
  'link',
  'vary',
  'location',
  'retry-after',
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
    const ours = house.isAway(error) ? 503 : 500;
    const status =
      error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500 ? error.statusCode : ours;
    if (status === 413) reply.header('connection', 'close');
    if (status === 503) reply.header('retry-after', retryAfterSec);
    if (status >= 500) house.reportError(error, { requestId: request.id, route: 'pages' });
    return reply.code(status).type('text/html; charset=utf-8').send(errorPage(status, request.id));
  });
  const render = await pageRenderer(options);

  app.route({
    method: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
    url: '*',
    exposeHeadRoute: false,
    handler: async (request, reply) => {
      const inConsole = consolePath.test(request.url);
      const nonce = inConsole ? newNonce() : null;
      reply.header('content-security-policy', pagePolicy(nonce, options.mode ?? 'production', options.imageOrigins));
      const visitor = await resolveVisitor(request, reply, house);
      const stranger =
        options.cacheMs > 0 && !inConsole && request.method === 'GET' && request.headers.cookie === undefined;
      // What the console shows must not come back with the back button after signing out.
      if (visitor.isAdmin || (visitor.account !== null && ownPage.test(request.url)))
        reply.header('cache-control', 'no-store');
      if (!stranger) return sendPage(reply, await render({ request, reply, visitor, nonce }), { kept: false });
      // A browser that asks not to be tracked gets other words and another consent than one that does not. The address
      // names the language.
      const key = `${visitor.consent} ${pageAddress(request).href}`;
      const anonymous = { ...visitor, id: '', anonymousId: '', sessionId: '' };
      const { page, hit } = await cache.take(key, async () => {
        const made = await render({ request, reply, visitor: anonymous, nonce, shared: true });
        const headers = made.headers.filter(([name]) => keptHeaders.has(name));
        // As bytes it takes half of what it takes as text, and is counted and turned into bytes once.
        const body = typeof made.body === 'string' ? Buffer.from(made.body) : made.body;
        return { ...made, headers, body, cookies: [] };
      });
      reply.header('x-page-cache', hit ? 'hit' : 'miss');
      return sendPage(reply, page, { kept: true });
    },
  });
}

interface Rendering {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly visitor: Visitor;
  /** Null where no script needs one. */
  readonly nonce: string | null;
  /** The page will be given to others too. */
  readonly shared?: boolean;
}

async function pageRenderer(options: PagesOptions): Promise<(rendering: Rendering) => Promise<KeptPage>> {
  const mode = options.mode ?? 'production';
  const { build } = options;
  // Not before the pages are asked for: whoever starts the server says first which of React's twins is meant.
  const router = await import('react-router');
  const made = (current: ServerBuild) => ({
    build: current,
    entry: current.entry.module as unknown as EntryModule,
    // An object, not a function: with a function the router ranks all routes again on each request.
    console: router.createRequestHandler(current, mode),
    storefront: (current.entry.module as unknown as EntryModule).storefront(current),
  });
  const fixed = typeof build === 'function' ? null : made(build);
  const limit = options.bodyLimitBytes ?? defaultBodyLimitBytes;
  return async ({ request, reply, visitor, nonce, shared = false }) => {
    const { entry, console, storefront } = fixed ?? made(typeof build === 'function' ? await build() : build);
    const { locale, path } = entry.cutLocale(request.url);
    const web = webRequest(request, reply, {
      form: await readForm(request, formLimit({ request, visitor, limit })),
      shared,
      path,
    });
    const context = new router.RouterContextProvider();
    const origin = new URL(web.url).origin;
    const { signal } = web;
    const [address, accountToken] = [request.ip, (!shared && request.cookies[visitorCookies.account]) || null];
    context.set(
      entry.servicesContext,
      options.services({
        visitor,
        signal,
        requestId: request.id,
        origin,
        address,
        accountToken,
        userAgent: shared ? '' : (request.headers['user-agent'] ?? ''),
        cookie: (name) => (shared ? null : (request.cookies[name] ?? null)),
        locale,
      }),
    );
    context.set(entry.nonceContext, mode === 'development' ? undefined : (nonce ?? undefined));
    const answer = await (nonce === null ? storefront : console)(web, context);
    const headers: [string, string][] = [];
    for (const [name, value] of answer.headers) {
      if (name === 'location') headers.push([name, entry.withLocale(value, locale)]);
      else if (name !== 'set-cookie') headers.push([name, value]);
    }
    const body = typeof answer.body === 'string' ? answer.body : await bodyOf(answer as Response);
    const isAway = answer.status >= 500 && entry.awayContext !== undefined && context.get(entry.awayContext);
    if (isAway) headers.push(['retry-after', retryAfterSec]);
    const cookies = answer.headers.getSetCookie().map((cookie) => secured(cookie, request.protocol));
    return { status: isAway ? 503 : answer.status, headers, body, cookies };
  };
}

/** Pages do not know how they are reached; a cookie that came over a safe line goes over safe lines only. */
function secured(cookie: string, protocol: string): string {
  return protocol !== 'https' || /;\s*secure\s*(?:;|$)/i.test(cookie) ? cookie : `${cookie}; Secure`;
}

/** Those who may edit the catalog send pictures and tables; everybody else sends what people type. */
function formLimit(given: { request: FastifyRequest; visitor: Visitor; limit: number }): number {
  const { request, visitor, limit } = given;
  const uploads = /^\/admin\/(?:products\/|transfer)/.test(request.url) && may(visitor.account?.role, 'catalog.write');
  return uploads ? Math.max(limit, uploadLimitBytes) : limit;
}

/** Text stays text; anything else, such as a picture, stays the bytes it is. */
async function bodyOf(answer: Response): Promise<string | Buffer> {
  const text = /^(?:text\/|application\/(?:json|xml|javascript))/.test(answer.headers.get('content-type') ?? 'text/');
  return text ? answer.text() : Buffer.from(await answer.arrayBuffer());
}

/** Sends a rendered page; a kept one in the bytes it was compressed to once. */
async function sendPage(reply: FastifyReply, page: KeptPage, { kept }: { kept: boolean }): Promise<FastifyReply> {
  const { request } = reply;
  reply.code(page.status);
  for (const [name, value] of page.headers) {
    if (name === 'cache-control' && reply.hasHeader(name)) continue;
    reply.header(name, value);
  }
  for (const cookie of page.cookies) reply.header('set-cookie', cookie);
  if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'private, no-cache');
  if (page.status === 200) reply.header('speculation-rules', '"/speculation-rules.json"');
  reply.header('vary', 'accept-encoding');
  const { encoding, body } = await compressed(page, {
    accepted: request.headers['accept-encoding'],
    kept,
  });
  if (encoding !== null) reply.header('content-encoding', encoding);
  return reply.send(request.method === 'HEAD' ? '' : body);
}
