import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { sendFailure } from '../edge/failure-reply.ts';
import type { ApiServices, Visitor } from '../services.ts';
import type { MountedOperation, TenantCaller } from './operation.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by the hook of `/v1`. */
    tenant: TenantCaller | null;
    /** Set by the hook of `/api` and of the pages. */
    visitor: Visitor | null;
  }
}

/** `/v1/items:upsert` and `/v1/items/{item_id}/similar` as Fastify's router writes them. */
function routerPath(path: string): string {
  return path.replaceAll(':', '::').replaceAll(/\{(\w+)\}/g, ':$1');
}

/** Mounts one operation; the hooks of its scope have said who calls. */
export function mountOperation(
  scope: FastifyInstance,
  operation: MountedOperation,
  given: { services: ApiServices; bodyLimitBytes?: number },
): void {
  const { route } = operation;
  const { services, bodyLimitBytes } = given;
  scope.route({
    method: route.method,
    url: routerPath(route.path),
    ...(bodyLimitBytes === undefined ? {} : { bodyLimit: bodyLimitBytes }),
    schema: { response: { [route.status]: route.answer } },
    handler: async (request: FastifyRequest, reply: FastifyReply) => {
      const outcome = await operation.call(
        { params: request.params, query: request.query, body: request.body },
        {
          services,
          requestId: request.id,
          tenant: request.tenant,
          visitor: request.visitor,
          address: request.ip,
          userAgent: request.headers['user-agent'],
          idempotencyKey: idempotencyKeyOf(request),
        },
      );
      if (!outcome.ok) return sendFailure(reply, outcome.error, services.clock);
      return reply.code(route.status).type('application/json; charset=utf-8').send(outcome.value);
    },
  });
}

/** One that is too short or too long to be a key of its own counts as none. */
function idempotencyKeyOf(request: FastifyRequest): string | undefined {
  const key = request.headers['idempotency-key'];
  return typeof key === 'string' && /^[\x21-\x7e]{8,200}$/.test(key) ? key : undefined;
}
