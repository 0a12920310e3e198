import { findUnstorable } from '@vitrine/contracts';
import { inTransaction } from '@vitrine/database';
import { failure, success, type Outcome } from '../outcome.ts';
import type { ShopContext } from '../shop-context.ts';
import {
  bookAttempt,
  clearAttempts,
  selectAccountSecret,
  type Account,
  type ThrottleLimits,
} from './accounts.store.ts';
import { deviceName } from './device-name.ts';
import { isPassword } from './hash-password.ts';
import { passwordChars } from './password-rules.ts';
import { hashToken, newToken } from './secret-token.ts';
import { insertSession } from './sessions.store.ts';
import { throttleAddress } from './throttle.store.ts';

/** Why nobody was signed in. One answer for a wrong password, an unknown e-mail and one that was never confirmed. */
export type SignInFailure =
  | { readonly code: 'accounts.wrong_credentials' }
  | { readonly code: 'accounts.throttled'; readonly retryAfterSec: number };

/** A session just opened; `token` is shown once and kept in the database only as a hash. */
export interface OpenedSession {
  readonly token: string;
  readonly expiresAt: Date;
  readonly account: Account;
}

/** Where a request comes from: its network address as the server saw it, and what the browser calls itself. */
export interface CallOrigin {
  readonly address?: string;
  readonly userAgent?: string;
}

/** How many wrong passwords in a quarter of an hour. */
export const signInLimits: ThrottleLimits = { windowMs: 15 * 60_000, perAccount: 10, perAddress: 50 };
const hourMs = 3_600_000;
const staffSessionMs = 12 * hourMs;
const customerSessionMs = 14 * 24 * hourMs;

/** Judges e-mail and password under the throttle; by the page and by API clients alike. */
export async function judgeCredentials(
  context: ShopContext,
  given: { email: string; password: string },
  origin: CallOrigin,
): Promise<Outcome<Account, SignInFailure>> {
  const { email, password } = given;
  if (findUnstorable(email) !== null || email.length > 320 || password.length > passwordChars.most)
    return failure({ code: 'accounts.wrong_credentials' });
  const address = throttleAddress(origin.address ?? '');
  const retryAfterSec = await bookAttempt(context, { email, address }, signInLimits);
  if (retryAfterSec !== null) return failure({ code: 'accounts.throttled', retryAfterSec });
  const account = await selectAccountSecret(context, email);
  const isRight = await isPassword(account?.passwordHash ?? null, password);
  if (account === null || !isRight) return failure({ code: 'accounts.wrong_credentials' });
  await clearAttempts(context, email);
  const { passwordHash: _, ...publicPart } = account;
  return success(publicPart);
}

/** Opens a session for an account that has shown who it is. */
export async function openSession(context: ShopContext, account: Account, origin: CallOrigin): Promise<OpenedSession> {
  const token = newToken();
  const createdAt = context.clock.now();
  const lifeMs = account.role === 'customer' ? customerSessionMs : staffSessionMs;
  const expiresAt = new Date(createdAt.getTime() + lifeMs);
  const device = deviceName(origin.userAgent ?? '');
  await inTransaction(context.db, (trx) =>
    insertSession(trx, { tokenHash: hashToken(token), account, createdAt, expiresAt, device }),
  );
  return { token, expiresAt, account };
}

/** Signs somebody in. */
export async function signIn(
  context: ShopContext,
  given: { email: string; password: string },
  origin: CallOrigin,
): Promise<Outcome<OpenedSession, SignInFailure>> {
  const judged = await judgeCredentials(context, { ...given, email: given.email.trim() }, origin);
  return judged.ok ? success(await openSession(context, judged.value, origin)) : judged;
}
