import { findUnstorable } from '@vitrine/contracts';
import { inTransaction, newId } from '@vitrine/database';
import { failure, success, type Outcome } from '../outcome.ts';
import type { ShopContext } from '../shop-context.ts';
import { openRequest, tellByMail } from './account-requests.ts';
import { deleteRequests, takeRequest } from './account-requests.store.ts';
import { hashPassword } from './hash-password.ts';
import { isEmail, judgePassword, type PasswordFault } from './password-rules.ts';
import {
  confirmRegistration,
  insertPerson,
  lockEmail,
  selectAccountById,
  selectKnownEmail,
  updateEmail,
} from './register.store.ts';
import { hashToken, isTokenForm } from './secret-token.ts';
import { openSession, type CallOrigin, type OpenedSession } from './sign-in.ts';
import { bookAction, type ActionLimits } from './throttle.store.ts';

/** What somebody gives to open an account. */
export interface Registration {
  readonly email: string;
  readonly password: string;
  readonly firstName?: string | undefined;
  readonly lastName?: string | undefined;
}

/** What is wrong with a field of a form; a page has words for each code in its language. */
export interface FieldFault {
  readonly field: string;
  readonly fault: PasswordFault | 'invalid' | 'required' | 'too_long' | 'wrong' | 'taken';
}

/** Why a registration was not taken. That the e-mail is taken is no reason: the owner learns it by mail, a stranger never. */
export type RegisterFailure =
  | { readonly code: 'accounts.invalid'; readonly faults: readonly FieldFault[] }
  | { readonly code: 'accounts.throttled'; readonly retryAfterSec: number };

/** Why a link opened nothing. */
export interface LinkFailure {
  readonly code: 'accounts.link_invalid';
}

const hourMs = 3_600_000;
const registerLimits: ActionLimits = { windowMs: hourMs, perEmail: 5, perAddress: 30 };
/** Longest first or last name, characters. */
export const nameMaxChars = 100;

/** A name as it is kept; null for nothing. */
export function cleanName(name: string | undefined): string | null {
  const clean = (name ?? '').replaceAll(/\s+/g, ' ').trim();
  return clean === '' ? null : clean;
}

function judge(asked: Registration): FieldFault[] {
  const faults: FieldFault[] = [];
  const email = asked.email.trim();
  if (email === '') faults.push({ field: 'email', fault: 'required' });
  else if (!isEmail(email) || findUnstorable(email) !== null) faults.push({ field: 'email', fault: 'invalid' });
  const password = judgePassword(asked.password, email);
  if (password !== null) faults.push({ field: 'password', fault: password });
  for (const field of ['firstName', 'lastName'] as const) {
    const name = cleanName(asked[field]) ?? '';
    if (name.length > nameMaxChars) faults.push({ field, fault: 'too_long' });
    else if (findUnstorable(name) !== null) faults.push({ field, fault: 'invalid' });
  }
  return faults;
}

/** Opens an account that waits for its confirmation by mail. The answer is the same whether the address was free, waiting or taken, and takes as long. */
export async function register(
  context: ShopContext,
  asked: Registration,
  origin: CallOrigin,
): Promise<Outcome<true, RegisterFailure>> {
  const faults = judge(asked);
  if (faults.length > 0) return failure({ code: 'accounts.invalid', faults });
  const email = asked.email.trim();
  const booked = { action: 'register', email, address: origin.address ?? '' } as const;
  const retryAfterSec = await bookAction(context, booked, registerLimits);
  if (retryAfterSec !== null) return failure({ code: 'accounts.throttled', retryAfterSec });
  const passwordHash = await hashPassword(asked.password);
  const createdAt = context.clock.now();
  const [firstName, lastName] = [cleanName(asked.firstName), cleanName(asked.lastName)];
  await inTransaction(context.db, async (trx) => {
    await lockEmail(trx, email);
    const known = await selectKnownEmail(trx, email);
    if (known?.isVerified === true) {
      const locale = known.locale ?? context.locale;
      await tellByMail(trx, { ...known, email, locale }, { mail: 'email_taken', requestId: null });
      return;
    }
    const accountId = known?.accountId ?? newId(context.clock);
    const { locale } = context;
    if (known === null) {
      const customerId = newId(context.clock);
      await insertPerson(trx, {
        accountId,
        customerId,
        email,
        passwordHash,
        firstName,
        lastName,
        locale: locale.slice(0, 2),
        createdAt,
      });
    }
    await openRequest(trx, context, { accountId, email, firstName, locale, purpose: 'verify_email', passwordHash });
  });
  return success(true);
}

/** Follows a link that confirms an address, of a registration or a change, once; the person is signed in, because the mailbox is theirs. */
export async function confirmEmail(
  context: ShopContext,
  token: string,
  origin: CallOrigin,
): Promise<Outcome<OpenedSession, LinkFailure>> {
  if (!isTokenForm(token)) return failure({ code: 'accounts.link_invalid' });
  const now = context.clock.now();
  const account = await inTransaction(context.db, async (trx) => {
    const request = await takeRequest(trx, hashToken(token), { now, purposes: ['verify_email', 'change_email'] });
    if (request === null) return null;
    const { accountId, passwordHash, email } = request;
    await lockEmail(trx, email);
    const isDone =
      passwordHash === null
        ? await updateEmail(trx, { accountId, email, at: now })
        : await confirmRegistration(trx, { accountId, passwordHash, at: now });
    if (!isDone) return null;
    await deleteRequests(trx, accountId, ['verify_email', 'change_email', 'reset_password']);
    return selectAccountById(trx, accountId);
  });
  return account === null
    ? failure({ code: 'accounts.link_invalid' })
    : success(await openSession(context, account, origin));
}
