import { findUnstorable } from '@vitrine/contracts';
import { isProductId as isUuid } from '../catalog/product-cards.store.ts';
import { failure, success, type Outcome } from '../outcome.ts';
import type { ShopContext } from '../shop-context.ts';
import { mergeWishes } from '../wishlist/wishlist.store.ts';
import { eraseCustomer, replacePreferences, selectEverything, tellLink, updateProfile } from './profile.store.ts';

/** What is wrong with a field; a page has words for each. */
export interface ProfileFault {
  readonly field: string;
  readonly fault: 'required' | 'invalid' | 'too_long';
  /** What would be right, where that can be shown. */
  readonly example?: string;
}

/** A profile as a form gives it. */
export interface ProfileInput {
  readonly firstName?: string | null | undefined;
  readonly lastName?: string | null | undefined;
  readonly birthYear?: number | null | undefined;
  readonly gender?: string | null | undefined;
  readonly locale?: string | null | undefined;
  readonly country?: string | null | undefined;
}

/** Why a profile was not kept. */
export type ProfileFailure =
  | { readonly code: 'customers.invalid'; readonly faults: readonly ProfileFault[] }
  | { readonly code: 'customers.not_found' };

/** What a person may say of themselves, or nothing. */
export const genders = ['female', 'male', 'other'] as const;
const oldestYears = 120;
const youngestYears = 13;

function judge(input: ProfileInput, thisYear: number) {
  const faults: ProfileFault[] = [];
  const text = (field: 'firstName' | 'lastName') => {
    const value = (input[field] ?? '').replaceAll(/\s+/g, ' ').trim();
    if (value.length > 100) faults.push({ field, fault: 'too_long' });
    else if (findUnstorable(value) !== null) faults.push({ field, fault: 'invalid' });
    return value === '' ? null : value;
  };
  const oneOf = (field: 'gender' | 'locale' | 'country', form: RegExp) => {
    const value = input[field] ?? null;
    if (value !== null && !form.test(value)) faults.push({ field, fault: 'invalid' });
    return value;
  };
  const birthYear = input.birthYear ?? null;
  const isYear =
    birthYear === null ||
    (Number.isInteger(birthYear) && birthYear >= thisYear - oldestYears && birthYear <= thisYear - youngestYears);
  const [firstName, lastName] = [text('firstName'), text('lastName')];
  if (!isYear) faults.push({ field: 'birthYear', fault: 'invalid' });
  const profile = {
    firstName,
    lastName,
    birthYear,
    gender: oneOf('gender', /^(?:female|male|other)$/),
    locale: oneOf('locale', /^[a-z]{2}(?:-[A-Z]{2})?$/),
    country: oneOf('country', /^[A-Z]{2}$/),
  };
  return { faults, profile };
}

/** The profile of a customer; the caller checks whose it is. */
export function bindProfile(context: ShopContext) {
  return {
    /** Replaces what the customer says of themselves; a field left out is emptied. */
    async changeProfile(customerId: string, input: ProfileInput): Promise<Outcome<true, ProfileFailure>> {
      const { faults, profile } = judge(input, context.clock.now().getUTCFullYear());
      if (faults.length > 0) return failure({ code: 'customers.invalid', faults });
      return isUuid(customerId) && (await updateProfile(context, customerId, profile))
        ? success(true)
        : failure({ code: 'customers.not_found' });
    },

    /** Replaces the categories the customer likes; slugs that do not exist are left out. */
    async changePreferences(customerId: string, slugs: readonly string[]): Promise<Outcome<true, ProfileFailure>> {
      const told = isUuid(customerId) && (await replacePreferences(context, customerId, { slugs, onlyIfNone: false }));
      return told ? success(true) : failure({ code: 'customers.not_found' });
    },

    /**
     * The visitor of this browser turned out to be this customer: their wishes move over, what they said they like counts unless the customer has
     * said so before, and, where the visitor allows it, the recommender joins their histories. Doing it again changes nothing.
     */
    async mergeVisitor(from: {
      visitorId: string;
      customerId: string;
      likes: readonly string[];
      remembered: boolean;
    }): Promise<void> {
      const { visitorId, customerId, likes, remembered } = from;
      if (!isUuid(customerId) || visitorId === '' || visitorId === customerId) return;
      await mergeWishes(context, from);
      if (likes.length > 0) await replacePreferences(context, customerId, { slugs: likes, onlyIfNone: true });
      if (remembered) await tellLink(context, from);
    },

    /** Everything the shop keeps of the customer, for them to take away; null when there is no such customer. */
    everything: async (customerId: string): Promise<unknown> =>
      isUuid(customerId) ? selectEverything(context, customerId) : null,

    /** Closes the account and forgets who the customer was; orders stay without a name. */
    async erase(customerId: string): Promise<Outcome<true, ProfileFailure>> {
      return isUuid(customerId) && (await eraseCustomer(context, customerId))
        ? success(true)
        : failure({ code: 'customers.not_found' });
    },
  };
}
