import { errorEntry } from '@vitrine/contracts';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { failureOfThrown, sendFailure } from '../edge/failure-reply.ts';
import { isStranger, sendKept } from '../edge/kept-answer.ts';
import type { KeptPage, PageCache } from '../edge/page-cache.ts';
import type { ApiServices, Visitor } from '../services.ts';
import type { Failure } from './failure.ts';
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
  given: { services: ApiServices; bodyLimitBytes?: number; kept?: PageCache | undefined },
): void {
  const { route } = operation;
  const { services, bodyLimitBytes, kept } = given;
  scope.route({
    method: route.method,
    url: routerPath(route.path),
    ...(bodyLimitBytes === undefined ? {} : { bodyLimit: bodyLimitBytes }),
    schema: { response: { [route.status]: route.answer } },
    handler: async (request: FastifyRequest, reply: FastifyReply) => {
      const raw = { params: request.params, query: request.query, body: request.body };
      const call = () =>
        operation.call(raw, {
          services,
          requestId: request.id,
          tenant: request.tenant,
          visitor: request.visitor,
          address: request.ip,
          userAgent: request.headers['user-agent'],
          idempotencyKey: idempotencyKeyOf(request),
        });
      const key = kept !== undefined && isStranger(request) ? (operation.sharedKey?.(raw) ?? null) : null;
      if (kept !== undefined && key !== null) return answerKept(reply, { kept, key, call, services });
      const outcome = await call();
      if (!outcome.ok) return sendFailure(reply, outcome.error, services.clock);
      return reply.code(route.status).type(jsonType).send(outcome.value);
    },
  });
}

const jsonType = 'application/json; charset=utf-8';

/** Failures are not kept, but whoever asked for the same meanwhile is told of them too. */
const failures = new WeakMap<KeptPage, Failure>();

/** The answer that is kept for strangers, or the one that is made now and kept. */
async function answerKept(
  reply: FastifyReply,
  given: { kept: PageCache; key: string; services: ApiServices; call(): ReturnType<MountedOperation['call']> },
): Promise<FastifyReply> {
  const taken = await given.kept.take(`answer ${given.key}`, async () => {
    const headers = [['content-type', jsonType]] as const;
    const refused = (status: number, failure: Failure): KeptPage => {
      const page: KeptPage = { status, headers, body: '', cookies: [] };
      failures.set(page, failure);
      return page;
    };
    const outcome = await given.call().catch((error: Partial<FastifyError>) => ({ ok: null, error }) as const);
    if (outcome.ok === null) {
      // With a status of the server's own, the cache gives the answer it has from before, if there is one.
      const failure = failureOfThrown(outcome.error, reply.request, given.services);
      return refused(errorEntry(failure.code).status, failure);
    }
    if (outcome.ok)
      return {
        status: 200,
        headers,
        body: Buffer.from(String(reply.serializeInput(outcome.value as Record<string, unknown>, '200'))),
        cookies: [],
      };
    return refused(404, outcome.error);
  });
  const failed = failures.get(taken.page);
  return failed === undefined ? sendKept(reply, taken) : sendFailure(reply, failed, given.services.clock);
}

/** One that is too short or too long to be a key of its own counts as none. */
function idempotencyKeyOf(request: FastifyRequest): string | undefined {
  const key = request.headers['idempotency-key'];
  return typeof key === 'string' && /^[\x21-\x7e]{8,200}$/.test(key) ? key : undefined;
}
