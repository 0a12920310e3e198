import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { sendFailure } from './failure-reply.ts';
import type { ApiServices } from '../services.ts';

// A drawing opened by its own address may style itself and do nothing else.
const drawingPolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

/**
 * `GET /media/*` from one folder. Names carry a hash of the content, so answers may be kept for ever. Paths that leave the folder, hidden files and
 * folders are 404. A link is followed: only whoever runs the shop can put one there.
 */
export async function mediaPlugin(
  app: FastifyInstance,
  options: { root: string; services: ApiServices },
): Promise<void> {
  app.setNotFoundHandler((_request, reply) => sendFailure(reply, { code: 'media.not_found' }, options.services.clock));
  app.setErrorHandler((_error, _request, reply) =>
    sendFailure(reply, { code: 'media.not_found' }, options.services.clock),
  );
  await app.register(fastifyStatic, {
    root: options.root,
    prefix: '/',
    decorateReply: false,
    index: false,
    list: false,
    dotfiles: 'ignore',
    immutable: true,
    maxAge: '1y',
    setHeaders(response, path) {
      if (path.endsWith('.svg')) response.header('content-security-policy', drawingPolicy);
    },
  });
}
