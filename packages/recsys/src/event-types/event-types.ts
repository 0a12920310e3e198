import type { Kysely } from 'kysely';
import { type BatchOutcome, hasUnstorableCharacter, type RecordRejection, refuseBatch } from '../record-rejection.ts';
import type { RecsysTables } from '../tables.ts';
import type { Tenant } from '../tenants/tenant.ts';
import type { TenantDirectory } from '../tenants/tenant-directory.ts';
import { effectiveEventTypes, type EventType, type EventTypeSetting, upsertEventTypes } from './event-types.store.ts';

/** A setting as it arrives; fields are checked at run time. */
export interface EventTypeInput {
  readonly type: number;
  readonly name?: string | null | undefined;
  readonly weight: number;
  readonly halfLifeDays?: number | null | undefined;
  readonly isActive?: boolean | undefined;
}

/** Makes the use cases on event types; `onChanged` hears of a tenant whose weights moved. */
export function createEventTypes(ports: {
  db: Kysely<RecsysTables>;
  directory: TenantDirectory;
  onChanged(namespaceId: number): void;
}) {
  return {
    /** The active types in force, the tenant's own over the defaults. */
    async list(tenant: Tenant): Promise<EventType[]> {
      const types = await effectiveEventTypes(ports.db, await ports.directory.find(tenant));
      return types.filter((type) => type.isActive);
    },

    /** Sets weights and half-lives of a tenant; all or nothing. */
    async upsert(tenant: Tenant, inputs: readonly EventTypeInput[]): Promise<BatchOutcome> {
      const rejected: RecordRejection[] = [];
      const settings = new Map<number, EventTypeSetting>();
      for (const [index, input] of inputs.entries()) {
        const problem = judgeSetting(input);
        if (problem !== null) rejected.push({ index, ...problem });
        else settings.set(input.type, toSetting(input));
      }
      if (rejected.length > 0) return refuseBatch(rejected);
      const namespaceId = await ports.directory.ensure(tenant);
      if (settings.size > 0) await upsertEventTypes(ports.db, namespaceId, [...settings.values()]);
      ports.onChanged(namespaceId);
      return { ok: true, accepted: settings.size, duplicates: 0, rejected: [] };
    },
  };
}

function toSetting(input: EventTypeInput): EventTypeSetting {
  return {
    type: input.type,
    name: input.name ?? null,
    weight: input.weight,
    halfLifeDays: input.halfLifeDays ?? null,
    isActive: input.isActive ?? true,
  };
}

function judgeSetting(input: EventTypeInput): Omit<RecordRejection, 'index'> | null {
  const positive = (value: unknown): boolean => typeof value === 'number' && value > 0 && value < Infinity;
  if (typeof input !== 'object' || input === null)
    return { field: '', error: 'wrong_type', message: 'must be an object' };
  if (!Number.isInteger(input.type) || input.type < 0 || input.type > 255) {
    return { field: 'type', error: 'out_of_range', message: 'must be a whole number from 0 to 255' };
  }
  if (!positive(input.weight)) return { field: 'weight', error: 'invalid_weight', message: 'must be a number above 0' };
  if (input.halfLifeDays !== undefined && input.halfLifeDays !== null && !positive(input.halfLifeDays)) {
    return { field: 'half_life_days', error: 'invalid_half_life', message: 'must be a number of days above 0' };
  }
  const name: unknown = input.name ?? 'unnamed';
  if (typeof name !== 'string' || name.length < 1 || name.length > 64 || hasUnstorableCharacter(name)) {
    return { field: 'name', error: 'wrong_type', message: 'must be a text of 1 to 64 characters' };
  }
  if (input.isActive !== undefined && typeof input.isActive !== 'boolean') {
    return { field: 'is_active', error: 'wrong_type', message: 'must be true or false' };
  }
  return null;
}
