import type { SignedIn } from '@vitrine/api';
import { deliveryCountries } from '@vitrine/shop/checkout';
import type { Account } from '@vitrine/shop/accounts';
import { type AccountPorts, forgetCookies, tellNow } from './account-ports.ts';
import type { WebServices } from './page-contract.ts';

type OwnServices = NonNullable<WebServices['account']['own']>;

/** What somebody signed in may do with what is theirs. */
export function ownServices(ports: AccountPorts, signedIn: SignedIn): OwnServices {
  const { shop, visit } = ports;
  const { accountToken: token, origin, address } = visit;
  const customerId = signedIn.customerId ?? '';
  const account = async (): Promise<Account> => {
    const found = token === null ? null : await shop.accounts.session(token);
    if (found === null) throw new Error('The session ended while its page was made: sign in again.');
    return found;
  };
  return {
    async me() {
      const { email, role } = await account();
      return { email, role, profile: customerId === '' ? null : await shop.customers.getProfile(customerId) };
    },
    async signOut({ everywhere }) {
      if (everywhere) await shop.accounts.signOutEverywhere(signedIn.id);
      else if (token !== null) await shop.accounts.signOut(token);
      return { cookies: forgetCookies(origin) };
    },
    async changeProfile(input) {
      const changed = await shop.customers.changeProfile(customerId, input);
      if (changed.ok) await tellNow(ports);
      return changed;
    },
    async decideConsent(purpose, granted) {
      await shop.customers.decideConsent({ customerId, purpose, granted });
    },
    addresses: {
      list: () => shop.customers.listAddresses(customerId),
      async save(id, input) {
        const saved =
          id === null
            ? await shop.customers.addAddress(customerId, input)
            : await shop.customers.changeAddress(customerId, id, input);
        return saved.ok ? { ok: true, value: true } : saved;
      },
      remove: async (id) => (await shop.customers.removeAddress(customerId, id)).ok,
      countries: deliveryCountries,
    },
    async changePassword(input) {
      return shop.accounts.changePassword(await account(), { ...input, sessionToken: token, address });
    },
    async requestEmailChange(input) {
      return shop.accounts.requestEmailChange(await account(), { ...input, address });
    },
    sessions: () => shop.accounts.listSessions(signedIn.id, token ?? ''),
    endSession: (id) => shop.accounts.endSession(signedIn.id, id),
    everything: () => shop.customers.everything(customerId),
    async close(password) {
      const confirmed = await shop.accounts.confirmPassword(await account(), { password, address });
      if (!confirmed.ok) return confirmed;
      await shop.customers.erase(customerId);
      await tellNow(ports);
      return { ok: true, value: { cookies: forgetCookies(origin) } };
    },
  };
}
