import { createHash, randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { findUnstorable } from '@vitrine/contracts';
import { newId } from '@vitrine/database';
import { failure, success, type Outcome } from '../outcome.ts';
import type { ShopContext } from '../shop-context.ts';
import {
  bookAttempt,
  clearAttempts,
  deleteSession,
  insertAccount,
  insertSession,
  selectAccountSecret,
  selectSession,
  sweepSignIns,
  type Account,
  type AccountRole,
  type ThrottleLimits,
} from './accounts.store.ts';

/** Why nobody was signed in. One answer for a wrong password and an unknown e-mail. */
export type SignInFailure =
  | { readonly code: 'accounts.wrong_credentials' }
  | { readonly code: 'accounts.throttled'; readonly retryAfterSec: number };

/** Why there is no new account. */
export type CreateAccountFailure =
  | { readonly code: 'accounts.email_taken' }
  | { readonly code: 'accounts.invalid'; readonly field: 'email' | 'password'; readonly message: string };

/** A session just opened; `token` is shown once and kept in the database only as a hash. */
export interface OpenedSession {
  readonly token: string;
  readonly expiresAt: Date;
  readonly account: Account;
}

/** Signing in and out. */
export interface AccountUseCases {
  /** `address` is the client's network address, for the throttle. */
  signIn(email: string, password: string, address?: string): Promise<Outcome<OpenedSession, SignInFailure>>;
  session(token: string): Promise<Account | null>;
  signOut(token: string): Promise<void>;
  create(account: {
    email: string;
    password: string;
    role: AccountRole;
    customerId?: string;
  }): Promise<Outcome<Account, CreateAccountFailure>>;
  /** Deletes what has expired; for a daily job. */
  sweep(): Promise<void>;
}

// OWASP's first choice for argon2id: 19 MiB, two passes, one lane.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const limits: ThrottleLimits = { windowMs: 15 * 60_000, perAccount: 10, perAddress: 50 };
const minPasswordChars = 8;
const maxPasswordChars = 256;
const hourMs = 3_600_000;
const staffSessionMs = 12 * hourMs;
const customerSessionMs = 14 * 24 * hourMs;

// A sign-in with an unknown e-mail does the same work, so that its time says nothing.
let decoy: Promise<string> | undefined;

function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

async function signIn(
  context: ShopContext,
  email: string,
  attempt: { password: string; address: string },
): Promise<Outcome<OpenedSession, SignInFailure>> {
  const { password, address } = attempt;
  if (findUnstorable(email) !== null || email.length > 320 || password.length > maxPasswordChars)
    return failure({ code: 'accounts.wrong_credentials' });
  const retryAfterSec = await bookAttempt(context, { email, address }, limits);
  if (retryAfterSec !== null) return failure({ code: 'accounts.throttled', retryAfterSec });
  const account = await selectAccountSecret(context, email);
  decoy ??= hash(randomBytes(16).toString('hex'), cost);
  const isRight = await verify(account?.passwordHash ?? (await decoy), password);
  if (account === null || !isRight) return failure({ code: 'accounts.wrong_credentials' });
  await clearAttempts(context, email);
  const token = randomBytes(32).toString('base64url');
  const expiresAt = new Date(
    context.clock.now().getTime() + (account.role === 'customer' ? customerSessionMs : staffSessionMs),
  );
  await insertSession(context, { tokenHash: hashToken(token), accountId: account.id, expiresAt });
  const { passwordHash: _, ...publicPart } = account;
  return success({ token, expiresAt, account: publicPart });
}

async function create(
  context: ShopContext,
  asked: { email: string; password: string; role: AccountRole; customerId?: string },
): Promise<Outcome<Account, CreateAccountFailure>> {
  const email = asked.email.trim();
  if (!/^[^@\s\0]+@[^@\s\0]+$/.test(email) || email.length > 320)
    return failure({ code: 'accounts.invalid', field: 'email', message: 'must be an e-mail address' });
  if (asked.password.length < minPasswordChars || asked.password.length > maxPasswordChars) {
    return failure({
      code: 'accounts.invalid',
      field: 'password',
      message: `must have ${minPasswordChars} to ${maxPasswordChars} characters`,
    });
  }
  const account: Account = { id: newId(context.clock), email, role: asked.role, customerId: asked.customerId ?? null };
  const isNew = await insertAccount(context, { ...account, passwordHash: await hash(asked.password, cost) });
  return isNew ? success(account) : failure({ code: 'accounts.email_taken' });
}

/** The account use cases. */
export function bindAccounts(context: ShopContext): AccountUseCases {
  return {
    signIn: (email, password, address = '') => signIn(context, email, { password, address }),
    session: async (token) => (token.length > 100 ? null : selectSession(context, hashToken(token))),
    signOut: (token) => deleteSession(context, hashToken(token)),
    create: (account) => create(context, account),
    sweep: () => sweepSignIns(context, new Date(context.clock.now().getTime() - limits.windowMs)),
  };
}
