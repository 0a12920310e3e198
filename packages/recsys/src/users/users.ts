import type { Kysely } from 'kysely';
import { type Page, pageBounds } from '../events/events.ts';
import { scrubPersonal } from '../events/scrub-personal.ts';
import {
  type BatchOptions,
  type BatchOutcome,
  canMatch,
  judgeId,
  type RecordRejection,
  refuseBatch,
} from '../record-rejection.ts';
import type { RecsysTables } from '../tables.ts';
import type { Tenant } from '../tenants/tenant.ts';
import type { TenantDirectory } from '../tenants/tenant-directory.ts';
import {
  deleteUsers,
  linkIdentity,
  listUsers,
  type StoredUser,
  unlinkIdentity,
  upsertUsers,
  type UserFilter,
} from './users.store.ts';

/** A person as they arrive; fields are checked at run time. */
export interface UserInput {
  readonly userId: string;
  readonly traits?: Readonly<Record<string, unknown>> | null | undefined;
}

const maximumTraitBytes = 65_536;

/** Makes the use cases on people. */
export function createUsers(ports: { db: Kysely<RecsysTables>; directory: TenantDirectory }) {
  return {
    /** Stores people; traits are scrubbed of what identifies them and replaced whole. */
    async upsert(tenant: Tenant, inputs: readonly UserInput[], options: BatchOptions = {}): Promise<BatchOutcome> {
      const rejected: RecordRejection[] = [];
      const good = new Map<string, { userId: string; traits: unknown }>();
      for (const [index, input] of inputs.entries()) {
        const judged = judgeUser(input);
        if ('problem' in judged) rejected.push({ index, ...judged.problem });
        else good.set(judged.user.userId, judged.user);
      }
      if (rejected.length > 0 && options.partial !== true) return refuseBatch(rejected);
      const namespaceId = await ports.directory.ensure(tenant);
      if (good.size > 0) await upsertUsers(ports.db, namespaceId, [...good.values()]);
      return { ok: true, accepted: good.size, duplicates: inputs.length - rejected.length - good.size, rejected };
    },

    /** Stored people, newest first. */
    async list(
      tenant: Tenant,
      filter: UserFilter & { limit?: number; offset?: number } = {},
    ): Promise<Page<StoredUser>> {
      const bounds = pageBounds(filter);
      const namespaceId = canMatch(filter) ? await ports.directory.find(tenant) : null;
      if (namespaceId === null) return { items: [], total: 0, ...bounds };
      const { users, total } = await listUsers(ports.db, namespaceId, { ...filter, ...bounds });
      return { items: users, total, ...bounds };
    },

    /** Forgets people with everything that is stored under their ids; answers how many rows of people went. */
    async delete(tenant: Tenant, filter: UserFilter = {}): Promise<number> {
      const namespaceId = canMatch(filter) ? await ports.directory.find(tenant) : null;
      return namespaceId === null ? 0 : deleteUsers(ports.db, namespaceId, filter);
    },

    /**
     * Notes that an anonymous visitor turned out to be this person: from now on their histories are read as one.
     * @throws RangeError when an id is empty, too long, or both are the same.
     */
    async link(tenant: Tenant, link: { anonymousId: string; userId: string }): Promise<void> {
      const problem = judgeId(link.anonymousId, 'anonymous_id') ?? judgeId(link.userId, 'user_id');
      if (problem !== null || link.anonymousId === link.userId) {
        throw new RangeError(
          `cannot link: ${problem?.field ?? 'user_id'} ${problem?.message ?? 'must differ from anonymous_id'}`,
        );
      }
      await linkIdentity(ports.db, await ports.directory.ensure(tenant), link);
    },

    /** Takes a link back; false when there was none. */
    async unlink(tenant: Tenant, anonymousId: string): Promise<boolean> {
      const namespaceId = await ports.directory.find(tenant);
      return namespaceId === null ? false : unlinkIdentity(ports.db, namespaceId, anonymousId);
    },
  };
}

type JudgedUser = { user: { userId: string; traits: unknown } } | { problem: Omit<RecordRejection, 'index'> };

function judgeUser(input: UserInput): JudgedUser {
  if (typeof input !== 'object' || input === null)
    return { problem: { field: '', error: 'wrong_type', message: 'must be an object' } };
  const problem = judgeId(input.userId, 'user_id');
  if (problem !== null) return { problem };
  const traits = scrubPersonal(input.traits ?? {});
  const bytes = Buffer.byteLength(JSON.stringify(traits));
  if (bytes > maximumTraitBytes) {
    return {
      problem: {
        field: 'traits',
        error: 'too_large',
        message: `has ${bytes} bytes as JSON; at most ${maximumTraitBytes} are allowed`,
      },
    };
  }
  return { user: { userId: input.userId, traits } };
}
