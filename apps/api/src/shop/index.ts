import type { FastifyInstance } from 'fastify';
import { type AccountAccess, needsAccount, refuseAccount } from '../dispatch/admit-account.ts';
import { RequestRefused } from '../dispatch/failure.ts';
import { mountOperation } from '../dispatch/mount.ts';
import type { MountedOperation } from '../dispatch/operation.ts';
import { serializeByContract } from '../dispatch/serializer.ts';
import { takeJsonBodies } from '../edge/json-body.ts';
import { limitRate } from '../edge/limit-rate.ts';
import type { PageCache } from '../edge/page-cache.ts';
import { refuseCrossSite } from '../edge/same-origin.ts';
import { answerUnknownPaths } from '../edge/unknown-path.ts';
import { bearerOf, resolveVisitor } from '../edge/visitor.ts';
import type { ApiServices } from '../services.ts';
import { shopOperations } from './operations.ts';

/** The shop's operations, `/api`. */
export async function shopPlugin(
  app: FastifyInstance,
  options: { services: ApiServices; interactionsPerMinute: number; kept?: PageCache | undefined },
): Promise<void> {
  const { services, kept } = options;
  serializeByContract(app);
  takeJsonBodies(app);
  answerUnknownPaths(app, services, ['/api', '/api/*']);
  await app.register(async (reads) => {
    withVisitor(reads, services);
    for (const operation of shopOperations) {
      if (operation.route.access === 'visitor') mountOperation(reads, operation, { services, kept });
    }
  });
  await app.register(async (writes) => {
    // sendBeacon sends text/plain unless it is given a Blob; the same-origin check stands in for the preflight that type avoids.
    takeJsonBodies(writes, ['text/plain']);
    await limitRate(writes, { perMinute: options.interactionsPerMinute, callerOf: (request) => request.ip });
    writes.addHook('onRequest', refuseCrossSite);
    withVisitor(writes, services);
    for (const operation of shopOperations) {
      if (operation.route.access === 'same-origin') mountOperation(writes, operation, { services });
    }
  });
  await app.register(async (own) => {
    await limitRate(own, { perMinute: options.interactionsPerMinute, callerOf: (request) => request.ip });
    // A cookie comes along by itself and counts from pages of the shop only; a bearer token is sent on purpose.
    own.addHook('onRequest', async (request) => {
      if (bearerOf(request) === null) await refuseCrossSite(request);
    });
    withVisitor(own, services);
    for (const operation of shopOperations) {
      const { access } = operation.route;
      if (needsAccount(access)) await own.register(async (scope) => mountFor(scope, { operation, access, services }));
    }
  });
}

function mountFor(
  scope: FastifyInstance,
  given: { operation: MountedOperation; access: AccountAccess; services: ApiServices },
): void {
  scope.addHook('onRequest', async (request) => {
    const refusal = refuseAccount(given.access, request.visitor?.account ?? null);
    if (refusal !== null) throw new RequestRefused(refusal);
  });
  mountOperation(scope, given.operation, { services: given.services });
}

function withVisitor(scope: FastifyInstance, services: ApiServices): void {
  scope.addHook('onRequest', async (request, reply) => {
    request.visitor = await resolveVisitor(request, reply, services);
    reply.header('cache-control', 'private, no-store');
  });
}
