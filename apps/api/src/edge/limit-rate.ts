import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { RequestRefused } from '../dispatch/failure.ts';

/** How often one caller may call a scope. */
export interface RateLimit {
  /** 0 switches the limit off. */
  readonly perMinute: number;
  callerOf(request: FastifyRequest): string;
}

/** Limits the calls of one caller in this scope; over it the answer is 429 with Retry-After. */
export async function limitRate(scope: FastifyInstance, limit: RateLimit): Promise<void> {
  if (limit.perMinute === 0) return;
  await scope.register(rateLimit, {
    max: limit.perMinute,
    timeWindow: 60_000,
    keyGenerator: limit.callerOf,
    errorResponseBuilder: (_request, context) => {
      const seconds = Math.max(1, Math.ceil(context.ttl / 1000));
      return new RequestRefused({
        code: 'request.rate_limited',
        message: `More than ${limit.perMinute} requests in a minute. Wait ${seconds} s and try again.`,
        headers: { 'retry-after': String(seconds) },
      });
    },
  });
}
