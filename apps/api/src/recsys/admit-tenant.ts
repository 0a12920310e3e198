import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { RequestRefused } from '../dispatch/failure.ts';
import type { TenantCaller } from '../dispatch/operation.ts';
import { isLocalCall } from '../edge/loopback.ts';
import type { ApiServices, KeyScope } from '../services.ts';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const everyScope: ReadonlySet<KeyScope> = new Set(['ingest', 'read', 'recommend', 'publish', 'backfill', 'admin']);

/** A browser's publishable key may only send events and ask for recommendations; every other key may also do what its wider scopes imply. */
function effectiveScopes(scopes: readonly KeyScope[]): ReadonlySet<KeyScope> {
  const all = new Set<KeyScope>(scopes);
  if (all.has('admin')) return everyScope;
  if (all.has('ingest')) all.add('publish');
  if (all.has('publish')) all.add('recommend');
  return all;
}

/** Hook of `/v1`: the organisation first, then the key, in the order clients of the public contract know. */
export function admitTenant(services: ApiServices) {
  return async (request: FastifyRequest, _reply: FastifyReply): Promise<void> => {
    const orgId = request.headers['x-org-id'];
    if (typeof orgId !== 'string' || orgId === '') throw new RequestRefused({ code: 'auth.missing_org_id' });
    if (!uuid.test(orgId)) {
      throw new RequestRefused({ code: 'auth.invalid_org_id', details: { value: orgId.slice(0, 100) } });
    }
    request.tenant = { orgId: orgId.toLowerCase(), scopes: await scopesOf(request, orgId.toLowerCase(), services) };
  };
}

async function scopesOf(
  request: FastifyRequest,
  orgId: string,
  services: ApiServices,
): Promise<TenantCaller['scopes']> {
  if (!services.keys.configured) {
    if (isLocalCall(request)) return everyScope;
    throw new RequestRefused({ code: 'auth.loopback_only' });
  }
  const key = request.headers['x-api-key'];
  const found = typeof key === 'string' && key !== '' ? await services.keys.find(key) : null;
  if (found === null) throw new RequestRefused({ code: 'auth.unauthorized' });
  if (found.organisations !== '*' && !found.organisations.includes(orgId)) {
    throw new RequestRefused({ code: 'auth.forbidden', message: 'This key does not cover this organisation.' });
  }
  return effectiveScopes(found.scopes);
}

/** What a caller is counted by: the key when there is one, else the address, never a header that can be forged. */
export function callerOf(request: FastifyRequest): string {
  const key = request.headers['x-api-key'];
  return typeof key === 'string' && key !== '' ? createHash('sha256').update(key).digest('base64url') : request.ip;
}
