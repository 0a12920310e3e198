import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { errorEntry } from '@vitrine/contracts';
import { problemBody, recsysErrorBody } from '../dispatch/error-bodies.ts';
import { type Failure, RequestRefused } from '../dispatch/failure.ts';
import type { ApiServices } from '../services.ts';

/** Which error body an address gets: `/v1` keeps that of its public contract, everything else is problem+json. */
function speaksRecsys(url: string): boolean {
  return /^\/v1(?:[/?:]|$)/.test(url);
}

/** Sends an expected failure in the form its address promises. */
export function sendFailure(reply: FastifyReply, failure: Failure, clock: ApiServices['clock']): FastifyReply {
  const { request } = reply;
  reply.code(errorEntry(failure.code).status).headers(failure.headers ?? {});
  if (errorEntry(failure.code).status === 413) reply.header('connection', 'close');
  if (speaksRecsys(request.url)) {
    const body = recsysErrorBody(failure, { requestId: request.id, now: clock.now() });
    return reply.type('application/json; charset=utf-8').serializer(JSON.stringify).send(body);
  }
  return reply
    .type('application/problem+json; charset=utf-8')
    .serializer(JSON.stringify)
    .send(problemBody(failure, request.id));
}

/** Fastify's own errors by code; every other error below 500 is a malformed request. */
function failureOfError(error: Partial<FastifyError>, request: FastifyRequest): Failure | null {
  if (error instanceof RequestRefused) return error.failure;
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') {
    const limit = request.routeOptions.bodyLimit;
    return {
      code: 'request.body_too_large',
      message: `The body is larger than ${limit} bytes. Send it in smaller batches.`,
    };
  }
  if (error.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return { code: 'request.unsupported_media_type' };
  const status = error.statusCode ?? 500;
  if (status === 406) return { code: 'request.not_acceptable' };
  if (status === 429) return { code: 'request.rate_limited' };
  return status >= 400 && status < 500 ? { code: 'request.malformed' } : null;
}

/** Seconds after which asking again is worth it: the database is started again within about as much. */
export const retryAfterSec = '5';

/** What is answered for an error; what nobody expected is reported and answered without a word of its inside. */
export function failureOfThrown(error: Partial<FastifyError>, request: FastifyRequest, services: ApiServices): Failure {
  const expected = failureOfError(error, request);
  if (expected !== null) return expected;
  services.reportError(error, { requestId: request.id, route: request.routeOptions.url ?? 'unknown' });
  if (!services.isAway(error)) return { code: 'service.internal' };
  return { code: 'service.unavailable', headers: { 'retry-after': retryAfterSec } };
}

/** Answers every error with a body of the catalogue. */
export function answerErrors(app: FastifyInstance, services: ApiServices): void {
  app.setErrorHandler((error: Partial<FastifyError>, request, reply) => {
    return sendFailure(reply, failureOfThrown(error, request, services), services.clock);
  });
}
