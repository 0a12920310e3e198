import type { Clock } from '@vitrine/database';
import type { Kysely } from 'kysely';
import type { RecsysTables } from '../tables.ts';
import type { Tenant } from '../tenants/tenant.ts';
import type { TenantDirectory } from '../tenants/tenant-directory.ts';
import { type EventTotals, selectEventTotals, selectSurfaceActivity, type SurfaceActivity } from './activity.store.ts';

/** Makes the questions about what surfaces and visitors have done. */
export function createActivity(ports: { db: Kysely<RecsysTables>; directory: TenantDirectory; clock: Clock }) {
  return {
    /** What each surface did in the last `hours`. */
    async surfaces(tenant: Tenant, hours = 24): Promise<SurfaceActivity[]> {
      const namespaceId = await ports.directory.find(tenant);
      if (namespaceId === null) return [];
      return selectSurfaceActivity(ports.db, namespaceId, new Date(ports.clock.now().getTime() - hours * 3_600_000));
    },

    /** Events and distinct visitors of a span of time. */
    async totals(tenant: Tenant, span: { from: Date; to: Date }): Promise<EventTotals> {
      const namespaceId = await ports.directory.find(tenant);
      return namespaceId === null ? { events: 0, visitors: 0 } : selectEventTotals(ports.db, namespaceId, span);
    },
  };
}
