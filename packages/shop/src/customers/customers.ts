import { isProductId as isUuid } from '../catalog/product-cards.store.ts';
import { failure, success, type Outcome } from '../outcome.ts';
import type { ShopContext } from '../shop-context.ts';
import { bindAddresses } from './addresses.ts';
import { bindProfile } from './profile.ts';
import {
  insertConsent,
  selectCustomerByIdentity,
  selectNewestCustomers,
  selectProfile,
  type ConsentPurpose,
  type CustomerProfile,
} from './customers.store.ts';

/** Who buys here. */
export interface CustomerUseCases extends ReturnType<typeof bindAddresses>, ReturnType<typeof bindProfile> {
  /** The caller checks whose it is. */
  getProfile(customerId: string): Promise<CustomerProfile | null>;
  findByIdentity(source: string, externalId: string): Promise<string | null>;
  listNewest(options?: { limit?: number; offset?: number }): Promise<
    {
      id: string;
      email: string | null;
      firstName: string | null;
      lastName: string | null;
      joinedAt: Date;
      orders: number;
    }[]
  >;
  /** Adds to the log of decisions; the newest one counts. */
  decideConsent(decision: {
    customerId: string;
    purpose: ConsentPurpose;
    granted: boolean;
  }): Promise<Outcome<true, { readonly code: 'customers.not_found' }>>;
}

/** The customer use cases. */
export function bindCustomers(context: ShopContext): CustomerUseCases {
  return {
    ...bindAddresses(context),
    ...bindProfile(context),
    getProfile: async (customerId) => (isUuid(customerId) ? selectProfile(context, customerId) : null),
    findByIdentity: (source, externalId) => selectCustomerByIdentity(context, source, externalId),
    listNewest: ({ limit = 50, offset = 0 } = {}) => selectNewestCustomers(context, { limit, offset }),
    decideConsent: async (decision) =>
      isUuid(decision.customerId) && (await insertConsent(context, decision))
        ? success(true)
        : failure({ code: 'customers.not_found' }),
  };
}
