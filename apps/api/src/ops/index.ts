import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import { buildOpenApi, renderErrors } from '@vitrine/contracts';
import type { FastifyInstance } from 'fastify';
import type { Registry } from 'prom-client';
import { mountOperation } from '../dispatch/mount.ts';
import { serializeByContract } from '../dispatch/serializer.ts';
import type { ApiServices } from '../services.ts';
import { mountMetrics } from './metrics.ts';
import { opsOperations } from './operations.ts';

// The reference page brings its own scripts and styles as files; its pictures are data URLs.
const referencePolicy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'none'";

/** Health, readiness, version, metrics, the OpenAPI document and its reference at /docs. */
export async function opsPlugin(
  app: FastifyInstance,
  options: { services: ApiServices; registry: Registry; metricsToken?: string; version: string },
): Promise<void> {
  await app.register(async (scope) => {
    serializeByContract(scope);
    scope.addHook('onRequest', async (_request, reply) => {
      reply.header('cache-control', 'no-store');
    });
    for (const operation of opsOperations) mountOperation(scope, operation, { services: options.services });
    mountMetrics(scope, {
      registry: options.registry,
      ...(options.metricsToken === undefined ? {} : { token: options.metricsToken }),
    });
  });
  const document = buildOpenApi(options.version);
  app.get('/openapi.json', (_request, reply) => reply.header('access-control-allow-origin', '*').send(document));
  app.get('/docs/errors', (_request, reply) => reply.type('text/markdown; charset=utf-8').send(renderErrors()));
  await app.register(async (reference) => {
    await reference.register(swagger, { mode: 'static', specification: { document: document as never } });
    reference.addHook('onRequest', async (_request, reply) => {
      reply.header('content-security-policy', referencePolicy);
    });
    await reference.register(swaggerUi, { routePrefix: '/docs', staticCSP: false });
  });
}
