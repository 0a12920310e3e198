import { randomBytes } from 'node:crypto';
import type { FastifyInstance } from 'fastify';

/** The headers every answer carries, whatever it is. */
export const fixedHeaders = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  // With no-referrer, plain form posts would send Origin: null and fail the same-origin check.
  'referrer-policy': 'strict-origin-when-cross-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=()',
} as const;

/** Policy of answers that are no pages: nothing may be loaded or framed. */
export const closedPolicy = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/**
 * Policy of pages. Style attributes are allowed because server-rendered React needs them; scripts and styles are files of
 * this site, and where some stand in the page itself (the console) they need the nonce.
 */
export function pagePolicy(
  nonce: string | null,
  mode: 'production' | 'development',
  imageOrigins: readonly string[] = [],
): string {
  // The development server writes scripts and styles of its own into the page and reloads it over a web socket.
  const own = mode === 'development' ? " 'unsafe-inline'" : nonce === null ? '' : ` 'nonce-${nonce}'`;
  return [
    "default-src 'self'",
    "base-uri 'none'",
    "object-src 'none'",
    "frame-ancestors 'none'",
    "form-action 'self'",
    `img-src ${["'self'", 'data:', ...imageOrigins].join(' ')}`,
    `connect-src 'self'${mode === 'development' ? ' ws:' : ''}`,
    `script-src 'self'${own}`,
    `style-src-elem 'self'${own}`,
    "style-src-attr 'unsafe-inline'",
  ].join('; ');
}

/** A fresh nonce, 128 bits. */
export function newNonce(): string {
  return randomBytes(16).toString('base64');
}

/** Sets the headers every answer carries; pages replace the policy by their own. */
export function setSecurityHeaders(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(fixedHeaders).header('content-security-policy', closedPolicy).header('x-request-id', request.id);
    if (request.protocol === 'https') reply.header('strict-transport-security', 'max-age=31536000; includeSubDomains');
  });
}
