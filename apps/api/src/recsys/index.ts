import type { FastifyInstance } from 'fastify';
import { mountOperation } from '../dispatch/mount.ts';
import { serializeByContract } from '../dispatch/serializer.ts';
import { takeJsonBodies } from '../edge/json-body.ts';
import { limitRate } from '../edge/limit-rate.ts';
import { answerUnknownPaths } from '../edge/unknown-path.ts';
import type { ApiServices } from '../services.ts';
import { admitTenant, callerOf } from './admit-tenant.ts';
import { recsysOperations } from './operations.ts';

/** Largest body of `/v1`, bytes: 5,000 items with embeddings fit. */
export const recsysBodyLimitBytes = 64 * 1024 * 1024;

/** The recommender service, `/v1`. */
export async function recsysPlugin(
  app: FastifyInstance,
  options: { services: ApiServices; requestsPerMinute: number; bodyLimitBytes: number },
): Promise<void> {
  const { services } = options;
  takeJsonBodies(app);
  serializeByContract(app);
  await limitRate(app, { perMinute: options.requestsPerMinute, callerOf });
  await app.register(async (unknown) => answerUnknownPaths(unknown, services, ['/v1', '/v1/*']));
  await app.register(async (scope) => {
    scope.addHook('onRequest', admitTenant(services));
    for (const operation of recsysOperations)
      mountOperation(scope, operation, { services, bodyLimitBytes: options.bodyLimitBytes });
  });
}
