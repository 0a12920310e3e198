import type { Clock } from '@vitrine/database';
import type { Kysely } from 'kysely';
import type { RecsysTables } from '../tables.ts';
import type { Tenant } from '../tenants/tenant.ts';
import type { TenantDirectory } from '../tenants/tenant-directory.ts';
import { defaultPlacements, judgePlacement, type Placement } from './placement.ts';
import { readPlacements, upsertPlacement } from './placements.store.ts';

/** Outcome of changing a placement. */
export type PlacementOutcome =
  | { readonly ok: true }
  | { readonly ok: false; readonly error: { readonly code: 'recsys.invalid_placement'; readonly message: string } };

/** Makes the use cases on placements; a change is in force with the next answer of this process and within seconds elsewhere. */
export function createPlacements(ports: {
  db: Kysely<RecsysTables>;
  directory: TenantDirectory;
  clock: Clock;
  onChanged(namespaceId: number): Promise<void>;
}) {
  return {
    /** Every surface with what fills it, the tenant's own settings over the defaults. */
    async list(tenant: Tenant): Promise<Placement[]> {
      const namespaceId = await ports.directory.find(tenant);
      const own = namespaceId === null ? [] : await readPlacements(ports.db, namespaceId);
      const standard = defaultPlacements.filter((placement) => !own.some((row) => row.surface === placement.surface));
      return [...own, ...standard].sort((a, b) => (a.surface < b.surface ? -1 : 1));
    },

    /** Sets what fills a surface. */
    async set(tenant: Tenant, placement: Placement): Promise<PlacementOutcome> {
      const problem = judgePlacement(placement);
      if (problem !== null) return { ok: false, error: { code: 'recsys.invalid_placement', message: problem } };
      const namespaceId = await ports.directory.ensure(tenant);
      await upsertPlacement(ports.db, namespaceId, { placement, now: ports.clock.now() });
      await ports.onChanged(namespaceId);
      return { ok: true };
    },
  };
}
