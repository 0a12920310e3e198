import { type Kysely, sql } from 'kysely';
import type { RecsysTables } from '../tables.ts';
import type { Tenant } from './tenant.ts';

/** Namespace number of a tenant, null when nobody has written to it yet. */
export async function findNamespaceId(db: Kysely<RecsysTables>, tenant: Tenant): Promise<number | null> {
  const found = await sql<{ namespace_id: number }>`
    select namespace_id from recsys.namespaces where org_id = ${tenant.orgId}::uuid and name = ${tenant.namespace}`.execute(
    db,
  );
  return found.rows[0]?.namespace_id ?? null;
}

/** Makes the organisation and the namespace where they do not exist; two callers at once get the same number. */
export async function createNamespace(db: Kysely<RecsysTables>, tenant: Tenant): Promise<number> {
  await sql`insert into recsys.organisations (org_id) values (${tenant.orgId}::uuid) on conflict do nothing`.execute(
    db,
  );
  await sql`
    insert into recsys.namespaces (org_id, name) values (${tenant.orgId}::uuid, ${tenant.namespace})
    on conflict do nothing`.execute(db);
  const id = await findNamespaceId(db, tenant);
  if (id === null) throw new Error(`namespace ${tenant.namespace} vanished while it was made; try again`);
  return id;
}

/** Every tenant that exists, for jobs that go through all. */
export async function listTenants(db: Kysely<RecsysTables>): Promise<(Tenant & { namespaceId: number })[]> {
  const found = await sql<{ orgId: string; namespace: string; namespaceId: number }>`
    select org_id as "orgId", name as namespace, namespace_id as "namespaceId" from recsys.namespaces order by namespace_id`.execute(
    db,
  );
  return found.rows;
}
