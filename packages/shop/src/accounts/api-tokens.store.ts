import { randomBytes } from 'node:crypto';
import { sql, type Kysely } from 'kysely';
import type { ShopContext } from '../shop-context.ts';
import type { ShopTables } from '../tables.ts';
import type { Account } from './accounts.store.ts';

/** The key that access tokens are signed with; the first that asks makes it, for every process. */
export async function selectSigningKey(context: ShopContext): Promise<Uint8Array> {
  await sql`insert into shop.signing_key (purpose, secret, created_at)
    values ('access_token', ${randomBytes(32)}, ${context.clock.now()}) on conflict do nothing`.execute(context.db);
  const { rows } = await sql<{
    secret: Uint8Array;
  }>`select secret from shop.signing_key where purpose = 'access_token'`.execute(context.db);
  if (rows[0] === undefined) throw new Error('The signing key vanished while it was read: try again.');
  return rows[0].secret;
}

/** Begins the family of one sign-in. */
export async function insertFamily(
  trx: Kysely<ShopTables>,
  family: { id: string; accountId: string; createdAt: Date },
): Promise<void> {
  await sql`insert into shop.refresh_family (id, account_id, created_at) values (${family.id}::uuid, ${family.accountId}::uuid, ${family.createdAt})`.execute(
    trx,
  );
  await sql`update shop.account set last_signed_in_at = ${family.createdAt} where id = ${family.accountId}::uuid`.execute(
    trx,
  );
}

/** Adds a token to a family. */
export async function insertRefreshToken(
  trx: Kysely<ShopTables>,
  token: { tokenHash: Buffer; familyId: string; createdAt: Date; expiresAt: Date },
): Promise<void> {
  await sql`insert into shop.refresh_token (token_hash, family_id, created_at, expires_at)
    values (${token.tokenHash}, ${token.familyId}::uuid, ${token.createdAt}, ${token.expiresAt})`.execute(trx);
}

/** Uses a token up: `first` says whether this was the first use. Locked by its row, so that of two at once one is first. Null for an unknown one. */
export async function useRefreshToken(
  trx: Kysely<ShopTables>,
  tokenHash: Buffer,
  now: Date,
): Promise<{ familyId: string; first: boolean; expired: boolean; account: Account | null } | null> {
  const { rows } = await sql<{ familyId: string; usedAt: Date | null; expiresAt: Date }>`
    select family_id as "familyId", used_at as "usedAt", expires_at as "expiresAt" from shop.refresh_token where token_hash = ${tokenHash} for update`.execute(
    trx,
  );
  const [found] = rows;
  if (found === undefined) return null;
  await sql`update shop.refresh_token set used_at = coalesce(used_at, ${now}) where token_hash = ${tokenHash}`.execute(
    trx,
  );
  const holder = await selectFamilyAccount(trx, found.familyId);
  const { familyId, usedAt, expiresAt } = found;
  return { familyId, first: usedAt === null, expired: expiresAt <= now, account: holder };
}

/** The account of a family that goes on; null when the family ended or the account is closed. */
export async function selectFamilyAccount(db: Kysely<ShopTables>, familyId: string): Promise<Account | null> {
  const { rows } = await sql<Account>`
    select account.id, account.email, account.role, account.customer_id as "customerId" from shop.refresh_family as family
    join shop.account on account.id = family.account_id and account.disabled_at is null where family.id = ${familyId}::uuid`.execute(
    db,
  );
  return rows[0] ?? null;
}

/** Ends a family with all its tokens. */
export async function deleteFamily(db: Kysely<ShopTables>, familyId: string): Promise<void> {
  await sql`delete from shop.refresh_family where id = ${familyId}::uuid`.execute(db);
}

/** Ends the family a token belongs to. */
export async function deleteFamilyOf(context: ShopContext, tokenHash: Buffer): Promise<void> {
  await sql`delete from shop.refresh_family where id = (select family_id from shop.refresh_token where token_hash = ${tokenHash})`.execute(
    context.db,
  );
}

/** Forgets families whose last token has run out. */
export async function sweepFamilies(context: ShopContext): Promise<void> {
  await sql`delete from shop.refresh_family as family
    where not exists (select from shop.refresh_token as token where token.family_id = family.id and token.expires_at > ${context.clock.now()})`.execute(
    context.db,
  );
}
