import { createHash } from 'node:crypto';
import { isStaff } from '@vitrine/contracts';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { compressed } from './compressed.ts';
import type { KeptPage, PageCache } from './page-cache.ts';

const tags = new WeakMap<KeptPage, string>();

function tagOf(page: KeptPage): string {
  const tag = tags.get(page) ?? `W/"${createHash('sha1').update(page.body).digest('base64url')}"`;
  tags.set(page, tag);
  return tag;
}

/** Whether nothing is known of whoever asks and they ask to read only: no cookie, no token. Such a request may be given what another one was given. */
export function isStranger({ method, headers }: FastifyRequest): boolean {
  return (method === 'GET' || method === 'HEAD') && headers.cookie === undefined && headers.authorization === undefined;
}

function names(header: string | undefined, tag: string): boolean {
  if (header === undefined) return false;
  const weak = (value: string) => value.trim().replace(/^W\//, '');
  return header.trim() === '*' || header.split(',').some((value) => weak(value) === weak(tag));
}

/**
 * Sends an answer that is kept: in the bytes it was compressed to once, and only where the caller does not have it yet (304). It stays private, because the
 * cookie of a new visit goes along with it, and is asked for again each time.
 */
export async function sendKept(reply: FastifyReply, kept: { page: KeptPage; hit: boolean }): Promise<FastifyReply> {
  const { page, hit } = kept;
  const { request } = reply;
  const tag = tagOf(page);
  reply.headers({ 'cache-control': 'private, no-cache', etag: tag, 'x-answer-cache': hit ? 'hit' : 'miss' });
  reply.header('vary', 'accept-encoding, authorization, cookie');
  if (names(request.headers['if-none-match'], tag)) return reply.code(304).send();
  reply.code(page.status).headers(Object.fromEntries(page.headers));
  const { encoding, body } = await compressed(page, { accepted: request.headers['accept-encoding'], kept: true });
  if (encoding !== null) reply.header('content-encoding', encoding);
  return reply.send(body);
}

/** Who may change what is for sale, and what is sold of it. Pages tell staff by their address; what a shop front records changes nothing. */
const changing = /^(?:\/[a-z]{2})?\/(?:api\/)?(?:admin|checkout|orders)(?:[/?.:]|$)/;

/**
 * Forgets what is kept before a request that may have changed the catalog is answered, so that whoever wrote reads what they wrote. What was refused to
 * anybody but staff changed nothing: a stranger must not be able to make the server render everything again by sending nonsense.
 */
export function forgetAfterWrites(app: FastifyInstance, cache: Pick<PageCache, 'clear'>): void {
  app.addHook('onSend', async (request, reply) => {
    if (['GET', 'HEAD', 'OPTIONS'].includes(request.method) || request.url.startsWith('/api/interactions')) return;
    const isDone = reply.statusCode < 400 && changing.test(request.url);
    if (isStaff(request.visitor?.account?.role) || isDone) cache.clear();
  });
}
