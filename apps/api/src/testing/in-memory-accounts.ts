import { accountRoles } from '@vitrine/contracts';
import type { ShopReads } from '../services.ts';

const refused = { ok: false, error: { code: 'accounts.wrong_credentials' } } as const;
const dead = { ok: false, error: { code: 'accounts.link_invalid' } } as const;
const wrong = {
  ok: false,
  error: { code: 'accounts.invalid', faults: [{ field: 'currentPassword', fault: 'wrong' }] },
} as const;
const none = { ok: false, error: { code: 'customers.not_found' } } as const;
const noAddress = { ok: false, error: { code: 'customers.address_not_found' } } as const;

/** Accounts of nobody: each use case refuses as it does for strangers. The cookie `customer-token` is a customer's, and so on for each role. */
export function inMemoryAccounts(): Pick<ShopReads, 'accounts' | 'customers' | 'wishlist'> {
  return {
    accounts: {
      session: async (token) => {
        const role = accountRoles.find((known) => token === `${known}-token`);
        return role === undefined ? null : { id: `a-${role}`, role, customerId: role === 'customer' ? 'c-1' : null };
      },
      register: async () => ({ ok: true, value: true }),
      issueTokens: async () => refused,
      refreshTokens: async () => ({ ok: false, error: { code: 'accounts.token_invalid' } }),
      revokeTokens: async () => undefined,
      requestReset: async () => ({ ok: true, value: true }),
      confirmEmail: async () => dead,
      signOut: async () => undefined,
      changePassword: async () => wrong,
      requestEmailChange: async () => wrong,
      listSessions: async () => [],
      endSession: async () => false,
      resetPassword: async () => dead,
      create: async () => ({ ok: false, error: { code: 'accounts.email_taken' } }),
      listUsers: async () => ({ users: [], total: 0, limit: 24, offset: 0 }),
      getUser: async () => null,
      changeUser: async () => ({ ok: false, error: { code: 'accounts.not_found' } }),
    },
    customers: {
      getProfile: async () => null,
      changeProfile: async () => none,
      changePreferences: async () => none,
      decideConsent: async () => none,
      listAddresses: async () => [],
      addAddress: async () => noAddress,
      changeAddress: async () => noAddress,
      removeAddress: async () => noAddress,
      everything: async () => null,
      erase: async () => none,
    },
    wishlist: {
      list: async () => [],
      add: async () => ({ ok: false, error: { code: 'wishlist.not_added' } }),
      handOver: async () => undefined,
      remove: async () => undefined,
    },
  };
}
