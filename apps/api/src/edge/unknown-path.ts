import { routes, type RouteDefinition } from '@vitrine/contracts';
import type { FastifyInstance } from 'fastify';
import type { ApiServices } from '../services.ts';
import { sendFailure } from './failure-reply.ts';

const addresses = Object.values<RouteDefinition>(routes).map((route) => ({
  method: route.method,
  pattern: new RegExp(`^${route.path.replaceAll(/\{\w+\}/g, '[^/]+')}$`),
}));

/** Methods that an address of the route table takes; empty for an unknown address. */
function methodsOf(pathname: string): string[] {
  return addresses.filter(({ pattern }) => pattern.test(pathname)).map(({ method }) => method);
}

/** Answers what no operation of this scope answers: 405 where the address exists, else 404; always with a body. */
export function answerUnknownPaths(scope: FastifyInstance, services: ApiServices, prefixes: readonly string[]): void {
  for (const prefix of prefixes) {
    scope.all(prefix, (request, reply) => {
      const methods = methodsOf(request.url.split('?')[0] ?? '');
      if (methods.length === 0) return sendFailure(reply, { code: 'request.unknown_path' }, services.clock);
      const allow = methods.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method])).join(', ');
      return sendFailure(reply, { code: 'request.method_not_allowed', headers: { allow } }, services.clock);
    });
  }
}
