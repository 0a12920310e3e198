import type { RouteAnswer, RouteInput, Routes } from '@vitrine/contracts';
import type { Account, TokenPair, UserRow } from '@vitrine/shop/accounts';
import type { AddressInput, CustomerAddress } from '@vitrine/shop/customers';
import type { CallContext } from '../dispatch/operation.ts';
import type { ApiServices, SignedIn } from '../services.ts';

/** Who calls; the hook of the scope has refused everybody else. */
export function callerOf({ visitor }: CallContext): SignedIn {
  if (!visitor?.account) throw new Error('an operation for accounts was mounted without its hook');
  return visitor.account;
}

/** The caller's account with its address, as the use cases of passwords take it. */
export async function accountOf(context: CallContext): Promise<Account> {
  const caller = callerOf(context);
  const user = await context.services.shop.accounts.getUser(caller.id);
  if (user === null) throw new Error('an account vanished while it was used');
  return { id: user.id, email: user.email, role: user.role, customerId: user.customerId };
}

/** Whose wishes: the customer's; staff keep theirs under their account, as a guest would. */
export function wishOwnerOf(context: CallContext): { customerId: string } | { visitorId: string } {
  const { id, customerId } = callerOf(context);
  return customerId === null ? { visitorId: id } : { customerId };
}

/** Tokens on the wire, in the names of RFC 6749. */
export function wireTokens(pair: TokenPair): RouteAnswer<Routes['issueTokens']> {
  return {
    access_token: pair.accessToken,
    token_type: 'Bearer',
    expires_in: pair.accessExpiresSec,
    refresh_token: pair.refreshToken,
    refresh_expires_at: pair.refreshExpiresAt.toISOString(),
  };
}

/** An account on the wire. */
export function wireUser(user: UserRow): RouteAnswer<Routes['getAccount']> {
  return {
    id: user.id,
    email: user.email,
    role: user.role,
    customer_id: user.customerId,
    first_name: user.firstName,
    last_name: user.lastName,
    verified: user.isVerified,
    disabled: user.isDisabled,
    orders: user.orders,
    created_at: user.createdAt.toISOString(),
    last_signed_in_at: user.lastSignedInAt?.toISOString() ?? null,
  };
}

/** The person who asks, with the profile of a customer. */
export async function wireMe({ shop }: ApiServices, caller: SignedIn): Promise<RouteAnswer<Routes['getMe']>> {
  const [user, profile] = await Promise.all([
    shop.accounts.getUser(caller.id),
    caller.customerId === null ? null : shop.customers.getProfile(caller.customerId),
  ]);
  if (user === null) throw new Error('an account vanished while it was read');
  return {
    id: user.id,
    email: user.email,
    role: user.role,
    customer_id: user.customerId,
    profile:
      profile === null
        ? null
        : {
            first_name: profile.firstName,
            last_name: profile.lastName,
            birth_year: profile.birthYear,
            gender: profile.gender,
            locale: profile.locale,
            country: profile.country,
            preferred_categories: [...profile.preferredCategories],
            consents: { ...profile.consents },
            joined_at: profile.joinedAt.toISOString(),
          },
  };
}

/** Addresses on the wire. */
export function wireAddresses(addresses: readonly CustomerAddress[]): RouteAnswer<Routes['listAddresses']> {
  return {
    items: addresses.map(({ postalCode, isDefault, ...rest }) => ({
      ...rest,
      postal_code: postalCode,
      is_default: isDefault,
    })),
  };
}

/** An address from the wire. */
export function addressOf(body: RouteInput<Routes['addAddress']>['body']): AddressInput {
  const { postal_code: postalCode, is_default: isDefault, ...rest } = body;
  return { ...rest, postalCode, isDefault };
}
