import type { Kysely } from 'kysely';
import type { RecsysTables } from '../tables.ts';
import { isTenant, type Tenant, tenantKey } from './tenant.ts';
import { createNamespace, findNamespaceId } from './tenants.store.ts';

/** Turns tenants into namespace numbers and remembers them: numbers never change and namespaces are never renamed. */
export class TenantDirectory {
  readonly #db: Kysely<RecsysTables>;
  readonly #known = new Map<string, number>();

  constructor(db: Kysely<RecsysTables>) {
    this.#db = db;
  }

  /** What is remembered, without asking the database. */
  peek(tenant: Tenant): number | undefined {
    return this.#known.get(tenantKey(tenant));
  }

  /** Null for a tenant that nobody has written to. */
  async find(tenant: Tenant): Promise<number | null> {
    const known = this.peek(tenant);
    if (known !== undefined) return known;
    if (!isTenant(tenant)) return null;
    const id = await findNamespaceId(this.#db, tenant);
    if (id !== null) this.#known.set(tenantKey(tenant), id);
    return id;
  }

  /**
   * The number, made at the first write.
   * @throws RangeError for an organisation id that is no UUID or a namespace that is no text of 1 to 256 characters.
   */
  async ensure(tenant: Tenant): Promise<number> {
    const known = this.peek(tenant);
    if (known !== undefined) return known;
    if (!isTenant(tenant)) {
      throw new RangeError(
        'a tenant is an organisation UUID and a namespace of 1 to 256 characters; check both at the edge',
      );
    }
    const id = await createNamespace(this.#db, tenant);
    this.#known.set(tenantKey(tenant), id);
    return id;
  }
}
