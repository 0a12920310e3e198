import { Readable, Transform } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { RequestRefused } from '../dispatch/failure.ts';

const bodyless = new Set(['GET', 'HEAD']);

/** Fails a body that grows beyond the limit: a chunked request does not say its length before. */
function countBytes(limitBytes: number): Transform {
  let seen = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      seen += chunk.length;
      if (seen > limitBytes) done(new RequestRefused({ code: 'request.body_too_large' }));
      else done(null, chunk);
    },
  });
}

/**
 * The request as the web standard has it. Its signal is aborted when the client leaves, so that loaders may stop; not so when the answer is `shared`
 * with others who wait for it.
 */
export function webRequest(
  request: FastifyRequest,
  reply: FastifyReply,
  options: { bodyLimitBytes: number; shared: boolean },
): Request {
  const { bodyLimitBytes, shared } = options;
  const length = Number(request.headers['content-length'] ?? 0);
  if (length > bodyLimitBytes) {
    throw new RequestRefused({
      code: 'request.body_too_large',
      message: `The form is larger than ${bodyLimitBytes} bytes.`,
    });
  }
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
  const url = new URL(`${request.protocol}://${request.host || 'localhost'}`);
  const origin = url.origin;
  // Joined as text: `new URL('//x', base)` would take another host from a path that starts with two slashes.
  const target = origin + (request.url.startsWith('/') ? request.url.replace(/^\/{2,}/, '/') : '/');
  const init: RequestInit & { duplex?: 'half' } = { method: request.method, headers, signal: left.signal };
  if (!bodyless.has(request.method)) {
    init.body = Readable.toWeb(request.raw.pipe(countBytes(bodyLimitBytes))) as ReadableStream<Uint8Array>;
    init.duplex = 'half';
  }
  return new Request(target, init);
}
