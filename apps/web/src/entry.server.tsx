import { PassThrough } from 'node:stream';
import { renderToPipeableStream } from 'react-dom/server';
import type { EntryContext, RouterContextProvider, ServerBuild } from 'react-router';
import { isRouteErrorResponse, ServerRouter } from 'react-router';
import { awayContext, nonceContext, servicesContext } from './context.ts';
import { cutLocale, withLocale } from './language/locale.ts';
import { type StorefrontPages, storefrontPages } from './rendering/storefront-pages.tsx';

export { awayContext, cutLocale, nonceContext, servicesContext, withLocale };

/** The pages outside the console: the host asks this first, and the router's own handler for the console alone. */
export function storefront(build: ServerBuild): StorefrontPages {
  return storefrontPages(
    build,
    (error, asked) => handleError(error, asked),
    (context) => context.get(servicesContext).locale,
  );
}

type DocumentCall = [
  request: Request,
  status: number,
  headers: Headers,
  entry: EntryContext,
  context: RouterContextProvider,
];

const RENDER_TIMEOUT_MS = 5_000;

/**
 * Renders a page of the console wholly before the first byte leaves: every loader awaits its surfaces (with a fallback), so there is
 * nothing to stream, a failure can still answer with its own status, and the host may keep and compress one buffer.
 */
export default function handleRequest(...call: DocumentCall): Promise<Response> {
  const [request, status, headers, entry, context] = call;
  const nonce = context.get(nonceContext);
  return new Promise((resolve, reject) => {
    let failed = false;
    const page = <ServerRouter context={entry} url={request.url} {...(nonce ? { nonce } : {})} />;
    const { pipe, abort } = renderToPipeableStream(page, {
      ...(nonce ? { nonce } : {}),
      onAllReady() {
        clearTimeout(timer);
        const chunks: Buffer[] = [];
        const sink = new PassThrough();
        sink.on('data', (chunk: Buffer) => chunks.push(chunk));
        sink.on('error', reject);
        sink.on('end', () => {
          headers.set('Content-Type', 'text/html; charset=utf-8');
          resolve(new Response(Buffer.concat(chunks), { status: failed ? 500 : status, headers }));
        });
        pipe(sink);
      },
      onShellError: reject,
      onError() {
        failed = true;
      },
    });
    const timer = setTimeout(() => abort(new Error('The page took too long to render')), RENDER_TIMEOUT_MS);
  });
}

/** Called by the router for every failed request; unknown pages and aborted requests are no errors of ours. */
export function handleError(
  error: unknown,
  { request, context }: { request: Request; context: Pick<RouterContextProvider, 'set'> },
): void {
  if (request.signal.aborted || isRouteErrorResponse(error)) return;
  if (reportError(error)?.isAway === true) context.set(awayContext, true);
}

type Report = (error: unknown) => { readonly isAway: boolean } | undefined;

let reportError: Report = () => undefined;

/** The host says where unexpected errors of pages are logged, and whether one means that what pages need is away; until it does they are only answered. */
export function onPageError(report: Report): void {
  reportError = report;
}
