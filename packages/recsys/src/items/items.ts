import type { Kysely } from 'kysely';
import { type Page, pageBounds } from '../events/events.ts';
import {
  type BatchOptions,
  type BatchOutcome,
  canMatch,
  type RecordRejection,
  refuseBatch,
} from '../record-rejection.ts';
import type { RecsysTables } from '../tables.ts';
import type { Tenant } from '../tenants/tenant.ts';
import type { TenantDirectory } from '../tenants/tenant-directory.ts';
import { type ItemInput, type ItemRow, judgeItem } from './item.ts';
import { deleteItems, type ItemFilter, listItems, type StoredItem, upsertItems } from './items.store.ts';

/** Makes the use cases on items; `onChanged` is awaited, so the writer itself sees its change in the next answer. */
export function createItems(ports: {
  db: Kysely<RecsysTables>;
  directory: TenantDirectory;
  onChanged(namespaceId: number): Promise<void>;
}) {
  return {
    /** Stores items, all or nothing unless `partial`; of an id that repeats in one batch the last wins. */
    async upsert(tenant: Tenant, inputs: readonly ItemInput[], options: BatchOptions = {}): Promise<BatchOutcome> {
      const rejected: RecordRejection[] = [];
      const good = new Map<string, ItemRow>();
      for (const [index, input] of inputs.entries()) {
        const judged = judgeItem(input);
        if (judged.ok) good.set(judged.row.item_id, judged.row);
        else rejected.push({ index, ...judged.problem });
      }
      if (rejected.length > 0 && options.partial !== true) return refuseBatch(rejected);
      const namespaceId = await ports.directory.ensure(tenant);
      if (good.size > 0) {
        await upsertItems(ports.db, namespaceId, [...good.values()]);
        await ports.onChanged(namespaceId);
      }
      return { ok: true, accepted: good.size, duplicates: inputs.length - rejected.length - good.size, rejected };
    },

    /** Stored items, newest first. */
    async list(
      tenant: Tenant,
      filter: ItemFilter & { limit?: number; offset?: number } = {},
    ): Promise<Page<StoredItem>> {
      const bounds = pageBounds(filter);
      const namespaceId = canMatch(filter) ? await ports.directory.find(tenant) : null;
      if (namespaceId === null) return { items: [], total: 0, ...bounds };
      const { items, total } = await listItems(ports.db, namespaceId, { ...filter, ...bounds });
      return { items, total, ...bounds };
    },

    /** Deletes the items a filter names, all of the tenant's without one; answers how many. */
    async delete(tenant: Tenant, filter: ItemFilter = {}): Promise<number> {
      const namespaceId = canMatch(filter) ? await ports.directory.find(tenant) : null;
      if (namespaceId === null) return 0;
      const count = await deleteItems(ports.db, namespaceId, filter);
      await ports.onChanged(namespaceId);
      return count;
    },
  };
}
