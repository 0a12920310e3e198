import { Readable } from 'node:stream';
import { may, type AccountAction } from '@vitrine/contracts';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { RequestRefused } from '../dispatch/failure.ts';
import { refuseAccount } from '../dispatch/admit-account.ts';
import { sendFailure } from '../edge/failure-reply.ts';
import { limitRate } from '../edge/limit-rate.ts';
import { refuseCrossSite } from '../edge/same-origin.ts';
import { bearerOf, resolveVisitor } from '../edge/visitor.ts';
import type { ApiServices } from '../services.ts';

/** A little more than the largest picture, so that one that is just too large is told so in words. */
const uploadLimitBytes = 11 * 1024 * 1024;

/** What is no JSON: pictures in, and the catalog out as a file. */
export async function catalogFilesPlugin(
  app: FastifyInstance,
  options: { services: ApiServices; uploadsPerMinute: number },
): Promise<void> {
  const { services } = options;
  await limitRate(app, { perMinute: options.uploadsPerMinute, callerOf: (request) => request.ip });
  app.removeAllContentTypeParsers();
  // What the bytes are is found out from the bytes.
  app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: uploadLimitBytes }, (_request, body, done) =>
    done(null, body),
  );
  app.addHook('onRequest', async (request, reply) => {
    if (bearerOf(request) === null) await refuseCrossSite(request);
    request.visitor = await resolveVisitor(request, reply, services);
    reply.header('cache-control', 'private, no-store');
  });
  const admit = (action: AccountAction) => async (request: FastifyRequest) => {
    const refusal = refuseAccount({ may: action }, request.visitor?.account ?? null);
    if (refusal !== null) throw new RequestRefused(refusal);
  };

  app.post('/api/pictures', { onRequest: admit('catalog.write') }, async (request, reply) => {
    const { pictures } = services.shop;
    if (pictures === undefined) return sendFailure(reply, { code: 'service.unavailable' }, services.clock);
    const bytes = request.body instanceof Uint8Array ? request.body : new Uint8Array();
    const stored = await pictures.storePicture(bytes);
    if (!stored.ok) return sendFailure(reply, stored.error, services.clock);
    const { mediaId, url, width, height } = stored.value;
    return reply.code(201).send({ media_id: mediaId, url, width, height });
  });

  app.get('/api/catalog.csv', { onRequest: admit('catalog.read') }, async (request, reply) => {
    const { catalogCsv } = services.shop;
    if (catalogCsv === undefined || !may(request.visitor?.account?.role, 'catalog.read'))
      return sendFailure(reply, { code: 'service.unavailable' }, services.clock);
    return reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', 'attachment; filename="products.csv"')
      .send(Readable.from(catalogCsv.write()));
  });
}
