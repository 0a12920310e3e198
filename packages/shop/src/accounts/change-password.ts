import { inTransaction } from '@vitrine/database';
import { failure, success, type Outcome } from '../outcome.ts';
import type { ShopContext } from '../shop-context.ts';
import { queueMail } from '../mail/queue-mail.ts';
import { openRequest, tellByMail } from './account-requests.ts';
import { deleteRequests, selectRequest, takeRequest } from './account-requests.store.ts';
import { bookAttempt, clearAttempts, selectPasswordHash, type Account } from './accounts.store.ts';
import { hashPassword, isPassword } from './hash-password.ts';
import { isEmail, judgePassword } from './password-rules.ts';
import type { FieldFault, LinkFailure } from './register.ts';
import { lockEmail, selectKnownEmail, selectMailReader, updatePassword } from './register.store.ts';
import { hashToken, isTokenForm } from './secret-token.ts';
import { deleteSessions } from './sessions.store.ts';
import { signInLimits, type CallOrigin } from './sign-in.ts';
import { bookAction, throttleAddress, type ActionLimits } from './throttle.store.ts';

const hourMs = 3_600_000;
const resetLimits: ActionLimits = { windowMs: hourMs, perEmail: 3, perAddress: 30 };
const changeEmailLimits: ActionLimits = { windowMs: hourMs, perEmail: 5, perAddress: 30 };

/** Asked too often. */
export interface ThrottledFailure {
  readonly code: 'accounts.throttled';
  readonly retryAfterSec: number;
}
/** A field of the form is wrong. */
export interface InvalidFailure {
  readonly code: 'accounts.invalid';
  readonly faults: readonly FieldFault[];
}

/**
 * Sends a link for a new password, if there is such an account. Whoever asks learns nothing, not by the time it takes either: until the answer the same
 * is done for every address, and only the relay of mails looks whether it is known.
 */
export async function requestReset(
  context: ShopContext,
  asked: { email: string },
  origin: CallOrigin,
): Promise<Outcome<true, ThrottledFailure | InvalidFailure>> {
  const email = asked.email.trim();
  if (!isEmail(email)) {
    const fault = email === '' ? 'required' : 'invalid';
    return failure({ code: 'accounts.invalid', faults: [{ field: 'email', fault }] });
  }
  const booked = { action: 'reset_password', email, address: origin.address ?? '' } as const;
  const retryAfterSec = await bookAction(context, booked, resetLimits);
  if (retryAfterSec !== null) return failure({ code: 'accounts.throttled', retryAfterSec });
  const { locale } = context;
  await inTransaction(context.db, (trx) => queueMail(trx, email.toLowerCase(), { kind: 'reset_asked', email, locale }));
  return success(true);
}

/** Queues the mail with the link for who asked for a new password; nothing for an address that has no account. */
export function openReset(context: ShopContext, asked: { email: string; locale: string }): Promise<void> {
  return inTransaction(context.db, async (trx) => {
    const known = await selectKnownEmail(trx, asked.email);
    const reader = known?.isVerified === true ? await selectMailReader(trx, known.accountId) : null;
    if (reader === null) return;
    const locale = reader.locale ?? asked.locale;
    await openRequest(trx, context, { ...reader, locale, purpose: 'reset_password', passwordHash: null });
  });
}

/** Whose link this is and what for, without using it up; null when it opens nothing. */
export async function readLink(
  context: ShopContext,
  token: string,
): Promise<{ purpose: 'verify_email' | 'reset_password' | 'change_email'; email: string } | null> {
  if (!isTokenForm(token)) return null;
  const request = await selectRequest(context, hashToken(token));
  return request === null ? null : { purpose: request.purpose, email: request.email };
}

/** Follows the link once: sets the password and ends every session and every other link. */
export async function resetPassword(
  context: ShopContext,
  given: { token: string; password: string },
): Promise<Outcome<true, LinkFailure | InvalidFailure>> {
  const { token, password } = given;
  const link = await readLink(context, token);
  if (link?.purpose !== 'reset_password') return failure({ code: 'accounts.link_invalid' });
  const fault = judgePassword(password, link.email);
  if (fault !== null) return failure({ code: 'accounts.invalid', faults: [{ field: 'password', fault }] });
  const passwordHash = await hashPassword(password);
  const now = context.clock.now();
  const email = await inTransaction(context.db, async (trx) => {
    const request = await takeRequest(trx, hashToken(token), { now, purposes: ['reset_password'] });
    const reader = request === null ? null : await selectMailReader(trx, request.accountId);
    if (reader === null) return null;
    await updatePassword(trx, reader.accountId, passwordHash);
    await deleteSessions(trx, reader.accountId, null);
    await deleteRequests(trx, reader.accountId, ['reset_password', 'change_email']);
    const locale = reader.locale ?? context.locale;
    await tellByMail(trx, { ...reader, locale }, { mail: 'password_changed', requestId: null });
    return reader.email;
  });
  if (email === null) return failure({ code: 'accounts.link_invalid' });
  // Whoever read the mail is the owner: the guesses of others must not keep them out.
  await clearAttempts(context, email);
  return success(true);
}

/** Whether the password is the account's, under the same throttle as signing in: a stolen session must not be a place to guess at. */
export async function confirmPassword(
  context: ShopContext,
  account: Account,
  given: { password: string; address: string },
): Promise<ThrottledFailure | InvalidFailure | null> {
  const attempt = { email: account.email, address: throttleAddress(given.address) };
  const retryAfterSec = await bookAttempt(context, attempt, signInLimits);
  if (retryAfterSec !== null) return { code: 'accounts.throttled', retryAfterSec };
  const isRight =
    given.password.length <= 256 && (await isPassword(await selectPasswordHash(context, account.id), given.password));
  if (!isRight) return { code: 'accounts.invalid', faults: [{ field: 'currentPassword', fault: 'wrong' }] };
  await clearAttempts(context, account.email);
  return null;
}

/** Changes the password of somebody signed in; the session in use stays, every other one and every API client is signed out. */
export async function changePassword(
  context: ShopContext,
  account: Account,
  given: { currentPassword: string; password: string; sessionToken: string | null } & CallOrigin,
): Promise<Outcome<true, ThrottledFailure | InvalidFailure>> {
  const refused = await confirmPassword(context, account, {
    password: given.currentPassword,
    address: given.address ?? '',
  });
  if (refused !== null) return failure(refused);
  const fault = judgePassword(given.password, account.email);
  if (fault !== null) return failure({ code: 'accounts.invalid', faults: [{ field: 'password', fault }] });
  const passwordHash = await hashPassword(given.password);
  await inTransaction(context.db, async (trx) => {
    await updatePassword(trx, account.id, passwordHash);
    await deleteSessions(trx, account.id, given.sessionToken === null ? null : hashToken(given.sessionToken));
    await deleteRequests(trx, account.id, ['reset_password']);
    const reader = await selectMailReader(trx, account.id);
    if (reader === null) return;
    const locale = reader.locale ?? context.locale;
    await tellByMail(trx, { ...reader, locale }, { mail: 'password_changed', requestId: null });
  });
  return success(true);
}

/** Asks for another e-mail address: a link goes to the new one, and nothing changes before it is followed. A taken address gets a mail that says so. */
export async function requestEmailChange(
  context: ShopContext,
  account: Account,
  given: { currentPassword: string; email: string } & CallOrigin,
): Promise<Outcome<true, ThrottledFailure | InvalidFailure>> {
  const email = given.email.trim();
  if (!isEmail(email)) return failure({ code: 'accounts.invalid', faults: [{ field: 'email', fault: 'invalid' }] });
  const address = given.address ?? '';
  const refused = await confirmPassword(context, account, { password: given.currentPassword, address });
  if (refused !== null) return failure(refused);
  const booked = { action: 'change_email', email: account.email, address } as const;
  const retryAfterSec = await bookAction(context, booked, changeEmailLimits);
  if (retryAfterSec !== null) return failure({ code: 'accounts.throttled', retryAfterSec });
  await inTransaction(context.db, async (trx) => {
    await lockEmail(trx, email);
    const known = await selectKnownEmail(trx, email);
    const reader = await selectMailReader(trx, account.id);
    if (reader === null) return;
    const to = { ...reader, email, locale: reader.locale ?? context.locale };
    if (known?.isVerified === true && known.accountId !== account.id) {
      await tellByMail(trx, { ...to, firstName: known.firstName }, { mail: 'email_taken', requestId: null });
      return;
    }
    await deleteRequests(trx, account.id, ['change_email']);
    await openRequest(trx, context, { ...to, purpose: 'change_email', passwordHash: null });
  });
  return success(true);
}
