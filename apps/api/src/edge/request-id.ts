import type { IncomingMessage } from 'node:http';

const idForm = /^[A-Za-z0-9._:@/+-]{1,128}$/;

/** The id of a request: the caller's own when it is fit for logs and headers, else a new one. */
export function requestIdOf(request: Pick<IncomingMessage, 'headers'>, newId: () => string): string {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && idForm.test(given) ? given : newId();
}
