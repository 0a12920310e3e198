import { appendOutbox } from '@vitrine/database';
import { sql, type Transaction } from 'kysely';
import type { ShopTables } from '../tables.ts';

type Trx = Transaction<ShopTables>;

/** Who already has an e-mail address. */
export interface KnownEmail {
  readonly accountId: string;
  readonly isVerified: boolean;
  readonly firstName: string | null;
  readonly locale: string | null;
}

/** A person to be registered. */
export interface NewPerson {
  readonly accountId: string;
  readonly customerId: string;
  readonly email: string;
  readonly passwordHash: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly locale: string;
  readonly createdAt: Date;
}

/** Makes registrations of one address wait for each other, so that two at once do not both find it free. */
export async function lockEmail(trx: Trx, email: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`register ${email.toLowerCase()}`}, 0))`.execute(trx);
}

/** The account that has an e-mail, disabled ones too. */
export async function selectKnownEmail(trx: Trx, email: string): Promise<KnownEmail | null> {
  const { rows } = await sql<KnownEmail>`
    select account.id as "accountId", account.email_verified_at is not null as "isVerified", customer.first_name as "firstName", customer.locale
    from shop.account left join shop.customer on customer.id = account.customer_id where lower(account.email) = lower(${email})`.execute(
    trx,
  );
  return rows[0] ?? null;
}

/**
 * Makes a customer and an account that waits for its confirmation. Somebody who bought as a guest before is a customer already: the account
 * becomes theirs, because only who reads that mailbox can confirm it.
 */
export async function insertPerson(trx: Trx, person: NewPerson): Promise<void> {
  const { accountId, email, firstName, lastName, locale, createdAt } = person;
  const { rows } = await sql<{ id: string; isHeld: boolean }>`
    select id, exists (select from shop.account where customer_id = customer.id) as "isHeld" from shop.customer
    where lower(email) = lower(${email}) and erased_at is null`.execute(trx);
  const known = rows[0]?.isHeld === false ? rows[0].id : null;
  const customerId = known ?? person.customerId;
  if (known === null)
    await sql`insert into shop.customer (id, email, first_name, last_name, locale, joined_at, updated_at)
      values (${customerId}::uuid, ${rows.length === 0 ? email : null}, ${firstName}, ${lastName}, ${locale}, ${createdAt}, ${createdAt})`.execute(
      trx,
    );
  await sql`insert into shop.account (id, email, password_hash, role, customer_id, created_at)
    values (${accountId}::uuid, ${email}, ${person.passwordHash}, 'customer', ${customerId}::uuid, ${createdAt})`.execute(
    trx,
  );
  await appendOutbox(trx, [{ topic: 'customer', key: customerId, payload: { kind: 'customer.changed', customerId } }]);
}

/** Takes over the password of the registration whose link was followed, and counts the address as confirmed. */
export async function confirmRegistration(
  trx: Trx,
  confirmed: { accountId: string; passwordHash: string; at: Date },
): Promise<boolean> {
  const { rows } = await sql`
    update shop.account set email_verified_at = ${confirmed.at}, password_hash = ${confirmed.passwordHash}
    where id = ${confirmed.accountId}::uuid and email_verified_at is null and disabled_at is null returning id`.execute(
    trx,
  );
  return rows.length > 0;
}

/** Gives an account a new password. */
export async function updatePassword(trx: Trx, accountId: string, passwordHash: string): Promise<void> {
  await sql`update shop.account set password_hash = ${passwordHash} where id = ${accountId}::uuid`.execute(trx);
}

/** Gives an account and its customer a new e-mail; false when somebody else has it by now. */
export async function updateEmail(trx: Trx, changed: { accountId: string; email: string; at: Date }): Promise<boolean> {
  const { accountId, email, at } = changed;
  const { rows } = await sql<{ taken: boolean }>`
    select exists (select from shop.account where lower(email) = lower(${email}) and id <> ${accountId}::uuid)
      or exists (select from shop.customer where lower(email) = lower(${email})
        and id is distinct from (select customer_id from shop.account where id = ${accountId}::uuid)) as taken`.execute(
    trx,
  );
  if (rows[0]?.taken !== false) return false;
  await sql`update shop.account set email = ${email} where id = ${accountId}::uuid`.execute(trx);
  await sql`update shop.customer set email = ${email}, updated_at = ${at}
    where id = (select customer_id from shop.account where id = ${accountId}::uuid)`.execute(trx);
  return true;
}

/** An account that may act, by id, with what a mail needs. */
export async function selectMailReader(
  trx: Trx,
  accountId: string,
): Promise<{ accountId: string; email: string; firstName: string | null; locale: string | null } | null> {
  const { rows } = await sql<{ accountId: string; email: string; firstName: string | null; locale: string | null }>`
    select account.id as "accountId", account.email, customer.first_name as "firstName", customer.locale
    from shop.account left join shop.customer on customer.id = account.customer_id
    where account.id = ${accountId}::uuid and account.disabled_at is null`.execute(trx);
  return rows[0] ?? null;
}

/** An account as sessions carry it. */
export async function selectAccountById(
  trx: Trx,
  accountId: string,
): Promise<{
  id: string;
  email: string;
  role: 'customer' | 'support' | 'analyst' | 'admin';
  customerId: string | null;
} | null> {
  const { rows } = await sql<{
    id: string;
    email: string;
    role: 'customer' | 'support' | 'analyst' | 'admin';
    customerId: string | null;
  }>`
    select id, email, role, customer_id as "customerId" from shop.account where id = ${accountId}::uuid and disabled_at is null`.execute(
    trx,
  );
  return rows[0] ?? null;
}
