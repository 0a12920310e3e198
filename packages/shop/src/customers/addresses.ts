import { findUnstorable } from '@vitrine/contracts';
import { newId } from '@vitrine/database';
import { isProductId as isUuid } from '../catalog/product-cards.store.ts';
import { judgeAddress } from '../checkout/address.ts';
import { failure, success, type Outcome } from '../outcome.ts';
import type { ShopContext } from '../shop-context.ts';
import { deleteAddress, putAddress, selectAddresses, type CustomerAddress } from './addresses.store.ts';
import type { ProfileFault } from './profile.ts';

/** An address as a form gives it. */
export interface AddressInput {
  readonly recipient: string;
  readonly line1: string;
  readonly line2?: string | null | undefined;
  readonly postalCode: string;
  readonly city: string;
  readonly region?: string | null | undefined;
  readonly country: string;
  readonly isDefault?: boolean | undefined;
}

/** Why an address was not kept. */
export type AddressFailure =
  | { readonly code: 'customers.invalid'; readonly faults: readonly ProfileFault[] }
  | { readonly code: 'customers.address_not_found' }
  | { readonly code: 'customers.too_many_addresses' };

/** Most addresses of one customer. */
export const maxAddresses = 20;

/** Judges an address by the rules of its country, the same as the checkout does. */
function judge(input: AddressInput): { faults: ProfileFault[] } | { clean: Omit<CustomerAddress, 'id'> } {
  const unfit = findUnstorable(input);
  if (unfit !== null) return { faults: [{ field: String(unfit.path[0] ?? 'recipient'), fault: 'invalid' }] };
  const { recipient, line1, postalCode, city, country } = input;
  const [line2, region] = [input.line2 ?? '', input.region ?? ''];
  const typed = {
    email: 'nobody@example.org',
    recipient,
    line1,
    line2,
    postal_code: postalCode,
    city,
    region,
    country,
  };
  const judged = judgeAddress(typed);
  if (!judged.ok)
    return {
      faults: judged.faults.map(({ field, rule, example }) => ({
        field: field === 'postal_code' ? 'postalCode' : field,
        fault: rule === 'required' || rule === 'too_long' ? rule : 'invalid',
        ...(example === undefined ? {} : { example }),
      })),
    };
  const { line2: second = null, region: part = null, ...rest } = judged.address;
  return { clean: { ...rest, line2: second, region: part, isDefault: input.isDefault === true } };
}

async function save(
  context: ShopContext,
  customerId: string,
  given: { id: string | null; input: AddressInput },
): Promise<Outcome<readonly CustomerAddress[], AddressFailure>> {
  const judged = judge(given.input);
  if ('faults' in judged) return failure({ code: 'customers.invalid', faults: judged.faults });
  const { clean } = judged;
  const isNew = given.id === null;
  const id = given.id ?? newId(context.clock);
  // Staff are no customers and have no addresses.
  const kept =
    isUuid(customerId) &&
    isUuid(id) &&
    (await putAddress(context, { customerId, address: { ...clean, id }, isNew, most: maxAddresses }));
  if (!kept) return failure({ code: isNew ? 'customers.too_many_addresses' : 'customers.address_not_found' });
  return success(await selectAddresses(context, customerId));
}

/** The addresses of a customer; the caller checks whose they are. */
export function bindAddresses(context: ShopContext) {
  return {
    /** The default first. */
    listAddresses: async (customerId: string): Promise<readonly CustomerAddress[]> =>
      isUuid(customerId) ? selectAddresses(context, customerId) : [],
    addAddress: (customerId: string, input: AddressInput) => save(context, customerId, { id: null, input }),
    changeAddress: (customerId: string, id: string, input: AddressInput) => save(context, customerId, { id, input }),
    async removeAddress(customerId: string, id: string): Promise<Outcome<true, AddressFailure>> {
      return isUuid(customerId) && isUuid(id) && (await deleteAddress(context, customerId, id))
        ? success(true)
        : failure({ code: 'customers.address_not_found' });
    },
  };
}
