import { type Kysely, sql } from 'kysely';
import type { ShopTables } from '../tables.ts';

/** One wish for the letter, written down before its mail goes out. */
interface Asked {
  readonly email: string;
  readonly locale: string;
  readonly tokenHash: Buffer;
  readonly now: Date;
  /** A mail sent after this moment is not sent again. */
  readonly notBefore: Date;
}

/** Writes the wish down; false when the address has the letter already, or was written to a moment ago. */
export async function upsertSubscription(db: Kysely<ShopTables>, asked: Asked): Promise<boolean> {
  const { rows } = await sql`
    insert into shop.newsletter_subscription as known (email, locale, token_hash, asked_at)
    values (${asked.email}, ${asked.locale}, ${asked.tokenHash}, ${asked.now})
    on conflict (email) do update
      set locale = excluded.locale, token_hash = excluded.token_hash, asked_at = excluded.asked_at, confirmed_at = null, ended_at = null
      where (known.confirmed_at is null or known.ended_at is not null) and known.asked_at < ${asked.notBefore}
    returning 1`.execute(db);
  return rows.length > 0;
}

/** Marks the address of a link; false when the link is nobody's. Following it twice changes nothing. */
export async function markSubscription(
  db: Kysely<ShopTables>,
  { tokenHash, mark, now }: { tokenHash: Buffer; mark: 'confirmed' | 'ended'; now: Date },
): Promise<boolean> {
  const change =
    mark === 'confirmed'
      ? sql`confirmed_at = coalesce(confirmed_at, ${now}), ended_at = null`
      : sql`ended_at = coalesce(ended_at, ${now})`;
  const { rows } = await sql`
    update shop.newsletter_subscription set ${change} where token_hash = ${tokenHash} returning 1`.execute(db);
  return rows.length > 0;
}
