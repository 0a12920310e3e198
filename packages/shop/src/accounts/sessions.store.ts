import { appendOutbox } from '@vitrine/database';
import { sql, type Kysely } from 'kysely';
import type { ShopContext } from '../shop-context.ts';
import type { ShopTables } from '../tables.ts';
import type { Account } from './accounts.store.ts';

/** A session as its owner sees it in a list. */
export interface SessionRow {
  /** Names the session without opening it: the first half of its token's hash, hex. */
  readonly id: string;
  readonly device: string;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
  readonly isCurrent: boolean;
}

/** Opens a session by the hash of its token, notes the sign-in, and lets the recommender know that the customer was here. */
export async function insertSession(
  trx: Kysely<ShopTables>,
  session: { tokenHash: Buffer; account: Account; createdAt: Date; expiresAt: Date; device: string },
): Promise<void> {
  const { tokenHash, account, createdAt, expiresAt, device } = session;
  await sql`insert into shop.account_session (token_hash, account_id, created_at, last_seen_at, expires_at, device)
    values (${tokenHash}, ${account.id}::uuid, ${createdAt}, ${createdAt}, ${expiresAt}, ${device})`.execute(trx);
  await sql`update shop.account set last_signed_in_at = ${createdAt} where id = ${account.id}::uuid`.execute(trx);
  if (account.customerId !== null) {
    const { customerId } = account;
    await appendOutbox(trx, [
      { topic: 'customer', key: customerId, payload: { kind: 'customer.changed', customerId } },
    ]);
  }
}

const seenEveryMs = 15 * 60_000;

/** The account of a running session; notes now and then that it is in use, seldom enough that pages stay reads. */
export async function selectSession(context: ShopContext, tokenHash: Buffer): Promise<Account | null> {
  const now = context.clock.now();
  const { rows } = await sql<Account & { lastSeenAt: Date | null }>`
    select account.id, account.email, account.role, account.customer_id as "customerId", session.last_seen_at as "lastSeenAt" from shop.account_session as session
    join shop.account on account.id = session.account_id and account.disabled_at is null
    where session.token_hash = ${tokenHash} and session.expires_at > ${now}`.execute(context.db);
  const [found] = rows;
  if (found === undefined) return null;
  const { lastSeenAt, ...account } = found;
  if (lastSeenAt === null || now.getTime() - lastSeenAt.getTime() > seenEveryMs)
    await sql`update shop.account_session set last_seen_at = ${now} where token_hash = ${tokenHash}`.execute(
      context.db,
    );
  return account;
}

/** An account's running sessions, the one in use first, then by last use. */
export async function selectSessions(
  context: ShopContext,
  accountId: string,
  currentHash: Buffer,
): Promise<SessionRow[]> {
  const { rows } = await sql<SessionRow>`
    select encode(substring(token_hash from 1 for 16), 'hex') as id, device, created_at as "createdAt", coalesce(last_seen_at, created_at) as "lastSeenAt", token_hash = ${currentHash} as "isCurrent"
    from shop.account_session where account_id = ${accountId}::uuid and expires_at > ${context.clock.now()}
    order by token_hash = ${currentHash} desc, coalesce(last_seen_at, created_at) desc limit 100`.execute(context.db);
  return rows;
}

/** Ends a session by its token. */
export async function deleteSession(context: ShopContext, tokenHash: Buffer): Promise<void> {
  await sql`delete from shop.account_session where token_hash = ${tokenHash}`.execute(context.db);
}

/** Ends one session of an account by the name it has in the list; false when there is none. */
export async function deleteSessionById(context: ShopContext, accountId: string, id: string): Promise<boolean> {
  const { rows } = await sql`
    delete from shop.account_session where account_id = ${accountId}::uuid and encode(substring(token_hash from 1 for 16), 'hex') = ${id} returning account_id`.execute(
    context.db,
  );
  return rows.length > 0;
}

/** Ends every session and every API client's sign-in of an account, but the session given. */
export async function deleteSessions(
  trx: Kysely<ShopTables>,
  accountId: string,
  exceptHash: Buffer | null,
): Promise<void> {
  await sql`delete from shop.account_session where account_id = ${accountId}::uuid and (${exceptHash}::bytea is null or token_hash <> ${exceptHash})`.execute(
    trx,
  );
  await sql`delete from shop.refresh_family where account_id = ${accountId}::uuid`.execute(trx);
}

/** Forgets sessions that ended. */
export async function sweepSessions(context: ShopContext): Promise<void> {
  await sql`delete from shop.account_session where expires_at <= ${context.clock.now()}`.execute(context.db);
}
