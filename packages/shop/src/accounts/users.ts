import type { AccountRole } from '@vitrine/contracts';
import { findUnstorable } from '@vitrine/contracts';
import { inTransaction } from '@vitrine/database';
import { isProductId as isUuid } from '../catalog/product-cards.store.ts';
import { insertChanges } from '../change-log/changes.store.ts';
import { failure, success, type Outcome } from '../outcome.ts';
import type { ShopContext } from '../shop-context.ts';
import { deleteSessions } from './sessions.store.ts';
import { lockAdmins, selectUser, selectUsers, updateUser, type UserQuery, type UserRow } from './users.store.ts';

/** Why an account was not changed. */
export type ChangeUserFailure =
  | { readonly code: 'accounts.not_found' }
  | { readonly code: 'accounts.last_admin' }
  | { readonly code: 'accounts.customer_missing' };

/** What an administrator may change. */
export interface UserChanges {
  readonly role?: AccountRole | undefined;
  readonly isDisabled?: boolean | undefined;
}

/** Accounts as staff see them. */
export function bindUsers(context: ShopContext) {
  return {
    /** One page, newest first. */
    async listUsers(
      query: Partial<UserQuery> = {},
    ): Promise<{ users: readonly UserRow[]; total: number; limit: number; offset: number }> {
      const { limit = 50, offset = 0 } = query;
      const unfit = findUnstorable(query.search ?? '') !== null;
      const page = unfit ? { users: [], total: 0 } : await selectUsers(context, { ...query, limit, offset });
      return { ...page, limit, offset };
    },

    /** One account by id; null when there is none. */
    getUser: async (id: string): Promise<UserRow | null> => (isUuid(id) ? selectUser(context, id) : null),

    /**
     * Changes role or disables; whoever loses rights is signed out everywhere. The last administrator cannot be taken away. `by` goes into the log of changes:
     * the account's id, or what a key is called.
     */
    async changeUser(id: string, changes: UserChanges, by: string): Promise<Outcome<UserRow, ChangeUserFailure>> {
      if (!isUuid(id)) return failure({ code: 'accounts.not_found' });
      const refused = await inTransaction(context.db, async (trx): Promise<ChangeUserFailure | null> => {
        const admins = await lockAdmins(trx);
        const before = await selectUser({ ...context, db: trx }, id);
        if (before === null) return { code: 'accounts.not_found' };
        const { role = before.role, isDisabled = before.isDisabled } = changes;
        if (role === 'customer' && before.customerId === null) return { code: 'accounts.customer_missing' };
        const stays = role === 'admin' && !isDisabled;
        if (admins.includes(id) && !stays && admins.length === 1) return { code: 'accounts.last_admin' };
        const disabledAt = isDisabled === before.isDisabled ? undefined : isDisabled ? context.clock.now() : null;
        await updateUser(trx, id, { role, disabledAt });
        if (role !== before.role || (isDisabled && !before.isDisabled)) await deleteSessions(trx, id, null);
        const fields = {
          ...(role === before.role ? {} : { role: [before.role, role] as const }),
          ...(isDisabled === before.isDisabled ? {} : { disabled: [before.isDisabled, isDisabled] as const }),
        };
        const change = { kind: 'user', entityId: id, label: 'an account that is gone', action: 'updated' } as const;
        const wrote = Object.keys(fields).length > 0;
        await insertChanges(context, trx, { actor: by, changes: wrote ? [{ ...change, fields }] : [] });
        return null;
      });
      if (refused !== null) return failure(refused);
      const after = await selectUser(context, id);
      return after === null ? failure({ code: 'accounts.not_found' }) : success(after);
    },
  };
}
