/** Whose catalog and audience: an organisation (UUID, lower case) and a namespace in it. */
export interface Tenant {
  readonly orgId: string;
  readonly namespace: string;
}

/** The embedded shop's own tenant. */
export const shopTenant: Tenant = { orgId: '00000000-0000-4000-8000-000000000001', namespace: 'shop' };

/** One text per tenant. An organisation id has a fixed length, so no two tenants share a key. */
export function tenantKey(tenant: Tenant): string {
  return `${tenant.orgId.toLowerCase()}/${tenant.namespace}`;
}

/** True for what may name a tenant: a UUID and 1 to 256 characters. */
export function isTenant(tenant: Tenant): boolean {
  return (
    /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(tenant.orgId) &&
    tenant.namespace.length >= 1 &&
    tenant.namespace.length <= 256 &&
    !/\p{Cc}|\p{Cs}/u.test(tenant.namespace)
  );
}
