import { timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import { RequestRefused } from '../dispatch/failure.ts';
import { isLocalCall } from '../edge/loopback.ts';

/** Counts and times every request under the pattern of its route, never its raw path, so that ids do not become labels. */
export function countRequests(app: FastifyInstance, registry: Registry): void {
  const registers = [registry];
  const labelNames = ['method', 'route', 'status'] as const;
  const total = new Counter({ name: 'http_requests_total', help: 'Requests answered.', labelNames, registers });
  const seconds = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from the request to the end of its answer.',
    labelNames,
    registers,
    buckets: [0.005, 0.01, 0.025, 0.05, 0.08, 0.1, 0.25, 0.5, 1, 2.5, 10],
  });
  const inFlight = new Gauge({ name: 'http_inflight_requests', help: 'Requests being answered.', registers });
  // An aborted request may still finish its answer; the set keeps it from being counted down twice.
  const open = new WeakSet<FastifyRequest>();
  const leave = (request: FastifyRequest) => {
    if (open.delete(request)) inFlight.dec();
  };
  app.addHook('onRequest', async (request) => {
    open.add(request);
    inFlight.inc();
  });
  app.addHook('onRequestAbort', async (request) => leave(request));
  app.addHook('onResponse', async (request, reply) => {
    leave(request);
    const route = request.is404 ? 'unknown' : (request.routeOptions.url ?? 'unknown');
    const labels = { method: request.method, route: route.replaceAll('::', ':'), status: String(reply.statusCode) };
    total.inc(labels);
    seconds.observe(labels, reply.elapsedTime / 1000);
  });
}

function mayRead(request: FastifyRequest, token: string | undefined): boolean {
  if (token === undefined) return isLocalCall(request);
  const given = Buffer.from(request.headers.authorization ?? '');
  const wanted = Buffer.from(`Bearer ${token}`);
  return (given.length === wanted.length && timingSafeEqual(given, wanted)) || isLocalCall(request);
}

/** `GET /metrics`, Prometheus text, for loopback or the bearer of the token. */
export function mountMetrics(app: FastifyInstance, options: { registry: Registry; token?: string }): void {
  app.get('/metrics', async (request, reply) => {
    if (!mayRead(request, options.token)) {
      throw new RequestRefused({
        code: 'auth.unauthorized',
        message: 'Metrics are for the local machine or the bearer of VITRINE_METRICS_TOKEN.',
      });
    }
    return reply.type(options.registry.contentType).send(await options.registry.metrics());
  });
}
