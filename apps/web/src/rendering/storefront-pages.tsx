import { renderToStaticMarkup } from 'react-dom/server';
import type { EntryContext, RouterContextProvider, ServerBuild, StaticHandlerContext } from 'react-router';
import { createStaticHandler, isRouteErrorResponse, ServerRouter } from 'react-router';
import { awayContext } from '../context.ts';
import { FLASH_COOKIE, forgetFlash } from '../features/flash/flash.ts';
import { defaultLocale, type Locale } from '../language/locale.ts';
import { AddressLocale } from '../language/use-page.ts';
import { DrawContext } from './kept.tsx';
import { resourceAt, serverRoutes } from './server-routes.ts';

/** A page as the host sends it: text, so that nothing is copied through streams on its way. */
export interface RenderedPage {
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
}

/** Answers one request for anything outside the console. */
export type StorefrontPages = (request: Request, context: RouterContextProvider) => Promise<RenderedPage | Response>;

type Asked = { readonly request: Request; readonly context: RouterContextProvider };
type Report = (error: unknown, asked: Asked) => void;

/** What stands in the place of a page that cannot be made for now. */
const away = { status: 503, statusText: 'Service Unavailable', internal: false, data: null };

/**
 * The storefront's own way from a request to its page. Loaders, actions and components are the router's; what is left
 * out is all that hydration needs (the serialised data, the scripts, a stream): a browser gets finished HTML.
 */
export function storefrontPages(
  build: ServerBuild,
  report: Report,
  localeOf: (context: RouterContextProvider) => Locale = () => defaultLocale,
): StorefrontPages {
  const handler = createStaticHandler(serverRoutes(build));
  const draw = drawer(build, handler);
  const resourceOf = resourceAt(build);
  return async (request, context) => {
    const leaf = resourceOf(new URL(request.url).pathname);
    if (leaf !== undefined) return resource(handler, { request, context, leaf, report });
    const state = await handler.query(request, { requestContext: context });
    if (state instanceof Response) return state;
    for (const error of Object.values(state.errors ?? {}))
      if (!isRouteErrorResponse(error) || (error as { error?: unknown }).error) report(error, { request, context });
    if (context.get(awayContext)) sayAway(state);
    const headers = headersOf(build, state);
    if (request.headers.get('cookie')?.includes(FLASH_COOKIE)) headers.append('Set-Cookie', forgetFlash());
    // First the body: drawing may fail, and then the status says so.
    const body = drawOrFail(draw, { state, request, context, report, locale: localeOf(context) });
    return { status: state.statusCode, headers, body };
  };
}

/** One error stands for all: the page says in its own words that it cannot be made now. */
function sayAway(state: StaticHandlerContext): void {
  state.statusCode = away.status;
  state.errors = Object.fromEntries(Object.keys(state.errors ?? {}).map((id) => [id, away]));
}

async function resource(
  handler: ReturnType<typeof createStaticHandler>,
  asked: Asked & { leaf: string; report: Report },
): Promise<Response> {
  const { request, context, leaf, report } = asked;
  try {
    const answer: unknown = await handler.queryRoute(request, { routeId: leaf, requestContext: context });
    return answer instanceof Response ? answer : Response.json(answer);
  } catch (error) {
    if (error instanceof Response) return error;
    if (isRouteErrorResponse(error))
      return new Response(String(error.data ?? error.statusText), { status: error.status });
    report(error, { request, context });
    return new Response('Something failed on our side. Try again in a moment.', {
      status: context.get(awayContext) ? away.status : 500,
    });
  }
}

type Draw = (state: StaticHandlerContext, url: string, locale: Locale) => string;

/** Draws the page; when a component throws, the error page; the status says which. */
function drawOrFail(
  draw: Draw,
  asked: Asked & { state: StaticHandlerContext; report: Report; locale: Locale },
): string {
  const { state, request, context, report, locale } = asked;
  try {
    return draw(state, request.url, locale);
  } catch (error) {
    report(error, { request, context });
    const rootId = state.matches[0]?.route.id ?? 'root';
    state.statusCode = 500;
    return draw({ ...state, errors: { [rootId]: new Error('The page could not be drawn') } }, request.url, locale);
  }
}

function drawer(build: ServerBuild, handler: ReturnType<typeof createStaticHandler>): Draw {
  const routeModules = Object.fromEntries(
    Object.entries(build.routes).flatMap(([id, route]) => (route ? [[id, route.module]] : [])),
  );
  const fixed = {
    // Ranked once; without them the router ranks all routes again for each page.
    branches: handler._internalRouteBranches,
    routeModules,
    serverHandoffString: '',
    future: build.future,
    ssr: true,
    isSpaMode: false,
    routeDiscovery: build.routeDiscovery,
    serializeError: (error: Error) => ({ message: error.message }),
  };
  const manifestOf = manifests(build);
  return (state, url, locale) => {
    const manifest = manifestOf(state.matches.map(({ route }) => route.id));
    const entry = { ...fixed, manifest, staticHandlerContext: state, renderMeta: {} } as unknown as EntryContext;
    // Nothing is hydrated, so no marks are needed where one text meets another.
    return `<!DOCTYPE html>${renderToStaticMarkup(
      <DrawContext.Provider value={renderToStaticMarkup}>
        <AddressLocale.Provider value={locale}>
          <ServerRouter context={entry} url={url} />
        </AddressLocale.Provider>
      </DrawContext.Provider>,
    )}`;
  };
}

/** The build's manifest with the routes of one page alone: the router makes components of all it is given, for each page anew. */
function manifests(build: ServerBuild): (ids: readonly string[]) => ServerBuild['assets'] {
  const made = new Map<string, ServerBuild['assets']>();
  return (ids) => {
    const key = ids.join(' ');
    const { routes } = build.assets;
    const known = made.get(key) ?? {
      ...build.assets,
      routes: Object.fromEntries(ids.flatMap((id) => (routes[id] ? [[id, routes[id]]] : []))),
    };
    made.set(key, known);
    return known;
  };
}

/** Headers that the matched routes name, root first, and every cookie their loaders and actions set. */
function headersOf(build: ServerBuild, state: StaticHandlerContext): Headers {
  const headers = new Headers({ 'Content-Type': 'text/html; charset=utf-8' });
  for (const { route } of state.matches) {
    const answers = [state.actionHeaders[route.id], state.loaderHeaders[route.id]];
    const named = build.routes[route.id]?.module.headers;
    const own =
      typeof named === 'function'
        ? named({
            actionHeaders: answers[0] ?? new Headers(),
            loaderHeaders: answers[1] ?? new Headers(),
            parentHeaders: headers,
            errorHeaders: undefined,
          })
        : named;
    for (const [name, value] of new Headers(own ?? {})) headers.set(name, value);
    for (const answer of answers)
      for (const cookie of answer?.getSetCookie() ?? []) headers.append('Set-Cookie', cookie);
  }
  return headers;
}
