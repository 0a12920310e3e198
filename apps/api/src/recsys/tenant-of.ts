import type { CallContext } from '../dispatch/operation.ts';
import type { Tenant } from '../services.ts';

/** The tenant of a call: the organisation of its header with the namespace of its body or query. */
export function tenantOf(context: CallContext, namespace: string): Tenant {
  if (context.tenant === null) throw new Error('an operation of /v1 was mounted without its tenant hook');
  return { orgId: context.tenant.orgId, namespace };
}
