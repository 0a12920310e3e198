import { sql, type Kysely } from 'kysely';
import type { ShopContext } from '../shop-context.ts';
import type { ShopTables } from '../tables.ts';

/** What somebody wants and confirms by mail. */
export type RequestPurpose = 'verify_email' | 'reset_password' | 'change_email';

/** A request that a link has opened. */
export interface AccountRequest {
  readonly id: string;
  readonly accountId: string;
  readonly purpose: RequestPurpose;
  /** The address the mail went to. */
  readonly email: string;
  /** Of a registration: the password it came with. */
  readonly passwordHash: string | null;
}

/** Writes a request down. */
export async function insertRequest(
  trx: Kysely<ShopTables>,
  request: AccountRequest & { createdAt: Date; expiresAt: Date },
): Promise<void> {
  await sql`insert into shop.account_request (id, account_id, purpose, email, password_hash, created_at, expires_at)
    values (${request.id}::uuid, ${request.accountId}::uuid, ${request.purpose}, ${request.email}, ${request.passwordHash}, ${request.createdAt}, ${request.expiresAt})`.execute(
    trx,
  );
}

/** Adds a link to a request that still waits; false when it does not. */
export async function insertRequestToken(context: ShopContext, requestId: string, tokenHash: Buffer): Promise<boolean> {
  const { rows } = await sql`
    insert into shop.account_request_token (token_hash, request_id)
    select ${tokenHash}, id from shop.account_request where id = ${requestId}::uuid and expires_at > ${context.clock.now()}
    returning request_id`.execute(context.db);
  return rows.length > 0;
}

const columns = sql`request.id, request.account_id as "accountId", request.purpose, request.email, request.password_hash as "passwordHash"`;

/** The request a link belongs to, without using it up. */
export async function selectRequest(context: ShopContext, tokenHash: Buffer): Promise<AccountRequest | null> {
  const { rows } = await sql<AccountRequest>`
    select ${columns} from shop.account_request_token as token join shop.account_request as request on request.id = token.request_id
    where token.token_hash = ${tokenHash} and request.expires_at > ${context.clock.now()}`.execute(context.db);
  return rows[0] ?? null;
}

/** Takes a request by its link, once: of two that come at the same time one gets it. */
export async function takeRequest(
  trx: Kysely<ShopTables>,
  tokenHash: Buffer,
  given: { now: Date; purposes: readonly RequestPurpose[] },
): Promise<AccountRequest | null> {
  const { rows } = await sql<AccountRequest>`
    delete from shop.account_request as request
    using shop.account_request_token as token
    where token.token_hash = ${tokenHash} and request.id = token.request_id and request.expires_at > ${given.now}
      and request.purpose = any(${[...given.purposes]}::text[])
    returning ${columns}`.execute(trx);
  return rows[0] ?? null;
}

/** Drops an account's open requests of a kind. */
export async function deleteRequests(
  trx: Kysely<ShopTables>,
  accountId: string,
  purposes: readonly RequestPurpose[],
): Promise<void> {
  await sql`delete from shop.account_request where account_id = ${accountId}::uuid and purpose = any(${[...purposes]}::text[])`.execute(
    trx,
  );
}

/** Forgets requests whose time is over. */
export async function sweepRequests(context: ShopContext): Promise<void> {
  await sql`delete from shop.account_request where expires_at <= ${context.clock.now()}`.execute(context.db);
}
