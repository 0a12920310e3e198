import type { AccountRole } from '@vitrine/contracts';
import { inTransaction } from '@vitrine/database';
import { sql } from 'kysely';
import type { ShopContext } from '../shop-context.ts';

/** An account without its secret. */
export interface Account {
  readonly id: string;
  readonly email: string;
  readonly role: AccountRole;
  readonly customerId: string | null;
}

/** How many wrong passwords are allowed in the window, by account and by address. */
export interface ThrottleLimits {
  readonly windowMs: number;
  readonly perAccount: number;
  readonly perAddress: number;
}

/** An account with its password hash; null when there is none, it is disabled or its address was never confirmed. */
export async function selectAccountSecret(
  context: ShopContext,
  email: string,
): Promise<(Account & { passwordHash: string }) | null> {
  const { rows } = await sql<Account & { passwordHash: string }>`
    select id, email, role, customer_id as "customerId", password_hash as "passwordHash" from shop.account
    where lower(email) = lower(${email}) and disabled_at is null and email_verified_at is not null`.execute(context.db);
  return rows[0] ?? null;
}

/** The password hash of an account that may sign in. */
export async function selectPasswordHash(context: ShopContext, accountId: string): Promise<string | null> {
  const { rows } = await sql<{ passwordHash: string }>`
    select password_hash as "passwordHash" from shop.account where id = ${accountId}::uuid and disabled_at is null`.execute(
    context.db,
  );
  return rows[0]?.passwordHash ?? null;
}

/** Inserts an account whose address the caller vouches for; false when the e-mail is taken. */
export async function insertAccount(
  context: ShopContext,
  account: Account & { passwordHash: string },
): Promise<boolean> {
  const { rows } = await sql`
    insert into shop.account (id, email, password_hash, role, customer_id, created_at, email_verified_at)
    values (${account.id}::uuid, ${account.email}, ${account.passwordHash}, ${account.role}, ${account.customerId}, ${context.clock.now()}, ${context.clock.now()})
    on conflict do nothing returning id`.execute(context.db);
  return rows.length > 0;
}

/**
 * Books an attempt as wrong before it is judged, unless too many were: answers the seconds to wait, or null to go on. The
 * locks make parallel attempts count one after the other; account before address, so that they never wait in a circle.
 */
export function bookAttempt(
  context: ShopContext,
  attempt: { email: string; address: string },
  limits: ThrottleLimits,
): Promise<number | null> {
  const now = context.clock.now();
  const since = new Date(now.getTime() - limits.windowMs);
  const email = attempt.email.toLowerCase();
  return inTransaction(context.db, async (trx) => {
    await sql`select pg_advisory_xact_lock(hashtextextended('sign-in account ' || ${email}, 0))`.execute(trx);
    await sql`select pg_advisory_xact_lock(hashtextextended('sign-in address ' || ${attempt.address}, 0))`.execute(trx);
    const { rows } = await sql<{ until: Date | null }>`
      select max(nth) as until from (
        (select failed_at as nth from shop.failed_sign_in where email = ${email} and failed_at > ${since} order by failed_at desc offset ${limits.perAccount - 1} limit 1)
        union all
        (select failed_at from shop.failed_sign_in where address = ${attempt.address} and failed_at > ${since} order by failed_at desc offset ${limits.perAddress - 1} limit 1)
      ) as full_windows`.execute(trx);
    const oldest = rows[0]?.until ?? null;
    if (oldest !== null) return Math.max(1, Math.ceil((oldest.getTime() + limits.windowMs - now.getTime()) / 1000));
    await sql`insert into shop.failed_sign_in (email, address, failed_at) values (${email}, ${attempt.address}, ${now})`.execute(
      trx,
    );
    return null;
  });
}

/** A right password clears the account's wrong ones. */
export async function clearAttempts(context: ShopContext, email: string): Promise<void> {
  await sql`delete from shop.failed_sign_in where email = ${email.toLowerCase()}`.execute(context.db);
}

/** Forgets wrong passwords too old to count. */
export async function sweepSignIns(context: ShopContext, olderThan: Date): Promise<void> {
  await sql`delete from shop.failed_sign_in where failed_at <= ${olderThan}`.execute(context.db);
}
