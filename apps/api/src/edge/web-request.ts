import type { FastifyReply, FastifyRequest } from 'fastify';
import { RequestRefused } from '../dispatch/failure.ts';

/** The whole address that was asked for. Refuses a Host that cannot be part of one: links and redirects are made from it. */
export function pageAddress(
  request: Pick<FastifyRequest, 'protocol' | 'host' | 'url'>,
  url: string = request.url,
): URL {
  const { protocol, host } = request;
  // Joined as text: `new URL('//x', base)` would take another host from a path that starts with two slashes.
  const path = url.startsWith('/') ? url.replace(/^\/{2,}/, '/') : '/';
  const origin = `${protocol}://${host || 'localhost'}`;
  if (!/^[\w.:[\]-]+$/.test(host || 'localhost') || !URL.canParse(origin) || !URL.canParse(origin + path))
    throw new RequestRefused({ code: 'request.malformed', message: 'The header Host is not the name of a server.' });
  return new URL(origin + path);
}

/**
 * The request as the web standard has it. Its signal is aborted when the client leaves, so that loaders may stop; not so when the answer is `shared`
 * with others who wait for it. `form` is the body that was read, `path` the address without the prefix of its language.
 */
export function webRequest(
  request: FastifyRequest,
  reply: FastifyReply,
  options: { form: Buffer | null; shared: boolean; path: string },
): Request {
  const { form, shared, path } = options;
  const left = new AbortController();
  reply.raw.once('close', () => {
    if (!shared && !reply.raw.writableFinished) left.abort();
  });
  const headers = new Headers();
  const { rawHeaders } = request.raw;
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) {
    const name = rawHeaders[i] ?? '';
    if (!name.startsWith(':')) headers.append(name, rawHeaders[i + 1] ?? '');
  }
  if (form?.length === 0) headers.set('content-type', 'application/x-www-form-urlencoded');
  const init: RequestInit = { method: request.method, headers, signal: left.signal };
  if (form !== null) init.body = Uint8Array.from(form);
  return new Request(pageAddress(request, path), init);
}
