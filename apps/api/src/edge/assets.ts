import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

/**
 * Files of the built web application (`build/client`). Those under /assets have a hash in their name and may be kept for ever; the others (favicon,
 * fonts list) an hour. One route a file, found at start, so that an unknown name is a page's 404.
 */
export async function assetsPlugin(app: FastifyInstance, options: { root: string }): Promise<void> {
  await app.register(fastifyStatic, {
    root: options.root,
    prefix: '/',
    wildcard: false,
    index: false,
    decorateReply: false,
    preCompressed: true,
    cacheControl: false,
    setHeaders(response, path) {
      const hashed = /[\\/]assets[\\/]/.test(path);
      // The type by which browsers know the rules for fetching pages ahead.
      if (path.includes('speculation-rules')) response.header('content-type', 'application/speculationrules+json');
      response.header('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'public, max-age=3600');
    },
  });
}
