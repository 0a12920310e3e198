export { isTenant, shopTenant, type Tenant, tenantKey } from './tenant.ts';
export { TenantDirectory } from './tenant-directory.ts';
export { findNamespaceId as findNamespace, listTenants } from './tenants.store.ts';
