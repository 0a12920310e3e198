import { findUnstorable, type AccountRole } from '@vitrine/contracts';
import { newId } from '@vitrine/database';
import { failure, success, type Outcome } from '../outcome.ts';
import type { ShopContext } from '../shop-context.ts';
import { sweepRequests } from './account-requests.store.ts';
import { insertAccount, sweepSignIns, type Account } from './accounts.store.ts';
import { bindApiTokens } from './api-tokens.ts';
import { sweepFamilies } from './api-tokens.store.ts';
import {
  changePassword,
  confirmPassword,
  type InvalidFailure,
  type ThrottledFailure,
  readLink,
  requestEmailChange,
  requestReset,
  resetPassword,
} from './change-password.ts';
import { hashPassword } from './hash-password.ts';
import { isEmail, judgePassword, passwordFaultSentences } from './password-rules.ts';
import { confirmEmail, register, type Registration } from './register.ts';
import { hashToken } from './secret-token.ts';
import {
  deleteSession,
  deleteSessionById,
  deleteSessions,
  selectSession,
  selectSessions,
  sweepSessions,
} from './sessions.store.ts';
import { signIn, signInLimits, type CallOrigin } from './sign-in.ts';
import { sweepActions } from './throttle.store.ts';
import { bindUsers } from './users.ts';

/** Why there is no new account. */
export type CreateAccountFailure =
  | { readonly code: 'accounts.email_taken' }
  | { readonly code: 'accounts.invalid'; readonly field: 'email' | 'password'; readonly message: string };

/** Registering, signing in and out, passwords, sessions, tokens, and the accounts staff look after. */
export type AccountUseCases = ReturnType<typeof bindAccounts>;

type ConfirmedPassword = Outcome<true, ThrottledFailure | InvalidFailure>;
const longestWindowMs = 3_600_000;

async function create(
  context: ShopContext,
  asked: { email: string; password: string; role: AccountRole; customerId?: string },
): Promise<Outcome<Account, CreateAccountFailure>> {
  const email = asked.email.trim();
  if (!isEmail(email) || findUnstorable(email) !== null)
    return failure({ code: 'accounts.invalid', field: 'email', message: 'must be an e-mail address' });
  const fault = judgePassword(asked.password, email);
  if (fault !== null)
    return failure({ code: 'accounts.invalid', field: 'password', message: passwordFaultSentences[fault] });
  const account: Account = { id: newId(context.clock), email, role: asked.role, customerId: asked.customerId ?? null };
  const isNew = await insertAccount(context, { ...account, passwordHash: await hashPassword(asked.password) });
  return isNew ? success(account) : failure({ code: 'accounts.email_taken' });
}

/** The account use cases. `secret` signs the tokens of API clients; without it the database keeps a key. */
export function bindAccounts(context: ShopContext, { secret }: { secret?: string | undefined } = {}) {
  const ago = (ms: number) => new Date(context.clock.now().getTime() - ms);
  return {
    ...bindUsers(context),
    ...bindApiTokens(context, secret),
    /** Asks for an account; it begins when the link in the mail is followed. */
    register: (asked: Registration, origin: CallOrigin = {}) => register(context, asked, origin),
    /** Follows the link of a registration or of a changed address, and signs in. */
    confirmEmail: (token: string, origin: CallOrigin = {}) => confirmEmail(context, token, origin),
    /** Text as origin is the network address, for the throttle. */
    signIn: (email: string, password: string, origin: CallOrigin | string = {}) =>
      signIn(context, { email, password }, typeof origin === 'string' ? { address: origin } : origin),
    /** Who a session's token speaks for; null when it is unknown or over. */
    session: async (token: string): Promise<Account | null> =>
      token.length > 100 ? null : selectSession(context, hashToken(token)),
    signOut: (token: string) => deleteSession(context, hashToken(token)),
    /** The running sessions; `token` is the one in use. */
    listSessions: (accountId: string, token: string) => selectSessions(context, accountId, hashToken(token)),
    /** Ends one session by its name in the list. */
    endSession: (accountId: string, sessionId: string) => deleteSessionById(context, accountId, sessionId),
    /** Ends every session and API client, but the session of `exceptToken`. */
    signOutEverywhere: (accountId: string, exceptToken: string | null = null) =>
      deleteSessions(context.db, accountId, exceptToken === null ? null : hashToken(exceptToken)),
    requestReset: (asked: { email: string }, origin: CallOrigin = {}) => requestReset(context, asked, origin),
    /** What a link is for, without using it up. */
    readLink: (token: string) => readLink(context, token),
    resetPassword: (given: { token: string; password: string }) => resetPassword(context, given),
    changePassword: (
      account: Account,
      given: { currentPassword: string; password: string; sessionToken: string | null } & CallOrigin,
    ) => changePassword(context, account, given),
    /** Whether the password is the account's, for what cannot be taken back; counted like a sign-in. */
    async confirmPassword(account: Account, given: { password: string; address?: string }): Promise<ConfirmedPassword> {
      const refused = await confirmPassword(context, account, { address: '', ...given });
      return refused === null ? success(true) : failure(refused);
    },
    requestEmailChange: (account: Account, given: { currentPassword: string; email: string } & CallOrigin) =>
      requestEmailChange(context, account, given),
    /** Makes an account at once, for whoever may: the address counts as confirmed. */
    create: (account: { email: string; password: string; role: AccountRole; customerId?: string }) =>
      create(context, account),
    /** Deletes what has expired; for a daily job. */
    async sweep(): Promise<void> {
      await sweepSessions(context);
      await sweepSignIns(context, ago(signInLimits.windowMs));
      await sweepActions(context, ago(longestWindowMs));
      await sweepRequests(context);
      await sweepFamilies(context);
    },
  };
}
