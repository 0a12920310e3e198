import { type Kysely, sql } from 'kysely';
import type { RecsysTables } from '../tables.ts';

/** A person or visitor and what is known of them. */
export interface StoredUser {
  readonly userId: string;
  readonly traits: Record<string, unknown>;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** Stores people; traits are replaced whole. */
export async function upsertUsers(
  db: Kysely<RecsysTables>,
  namespaceId: number,
  users: readonly { userId: string; traits: unknown }[],
): Promise<void> {
  await sql`
    insert into recsys.users (namespace_id, user_id, traits)
    select ${namespaceId}::integer, row.user_id, row.traits::jsonb
    from unnest(${users.map((user) => user.userId)}::text[], ${users.map((user) => JSON.stringify(user.traits))}::text[]) as row (user_id, traits)
    order by row.user_id
    on conflict (namespace_id, user_id) do update set traits = excluded.traits, updated_at = now()`.execute(db);
}

/** Narrowing of a list of people. */
export interface UserFilter {
  readonly userId?: string | undefined;
  readonly createdAfter?: Date | undefined;
  readonly createdBefore?: Date | undefined;
}

function userConditions(namespaceId: number, filter: UserFilter) {
  const conditions = [sql`namespace_id = ${namespaceId}`];
  if (filter.userId !== undefined) conditions.push(sql`user_id = ${filter.userId}`);
  if (filter.createdAfter !== undefined)
    conditions.push(sql`created_at >= ${filter.createdAfter.toISOString()}::timestamptz`);
  if (filter.createdBefore !== undefined)
    conditions.push(sql`created_at <= ${filter.createdBefore.toISOString()}::timestamptz`);
  return sql.join(conditions, sql` and `);
}

/** One page of people, newest first. */
export async function listUsers(
  db: Kysely<RecsysTables>,
  namespaceId: number,
  page: UserFilter & { limit: number; offset: number },
): Promise<{ users: StoredUser[]; total: number }> {
  const where = userConditions(namespaceId, page);
  const [users, total] = await Promise.all([
    sql<StoredUser>`select user_id as "userId", traits, created_at as "createdAt", updated_at as "updatedAt" from recsys.users
      where ${where} order by created_at desc, user_id limit ${page.limit} offset ${page.offset}`.execute(db),
    sql<{ total: number }>`select count(*) as total from recsys.users where ${where}`.execute(db),
  ]);
  return { users: users.rows, total: Number(total.rows[0]?.total ?? 0) };
}

/**
 * Forgets people: their row, and with it, in the same statement, their events, retry keys, decisions, identity links, cached
 * lists and assignments. A person who was never upserted but left events is forgotten too when named.
 */
export async function deleteUsers(db: Kysely<RecsysTables>, namespaceId: number, filter: UserFilter): Promise<number> {
  const named = filter.userId === undefined ? sql`` : sql` union select ${filter.userId}::text`;
  const gone = await sql<{ count: number }>`
    with doomed as materialized (select user_id from recsys.users where ${userConditions(namespaceId, filter)}${named}),
    doomed_ids as materialized (
      select user_id from doomed
      union select anonymous_id from recsys.identity_links where namespace_id = ${namespaceId} and user_id in (select user_id from doomed)
    ),
    gone_events as (
      delete from recsys.events where namespace_id = ${namespaceId} and user_id in (select user_id from doomed_ids) returning source_event_id
    ),
    gone_keys as (
      delete from recsys.event_keys where namespace_id = ${namespaceId}
        and source_event_id in (select source_event_id from gone_events where source_event_id is not null)
    ),
    gone_decisions as (delete from recsys.decisions where namespace_id = ${namespaceId} and user_id in (select user_id from doomed_ids)),
    gone_cache as (delete from recsys.recommendation_cache where namespace_id = ${namespaceId} and user_id in (select user_id from doomed_ids)),
    gone_assignments as (
      delete from recsys.experiment_assignments where user_id in (select user_id from doomed_ids)
        and experiment_id in (select experiment_id from recsys.experiments where namespace_id = ${namespaceId})
    ),
    gone_links as (delete from recsys.identity_links where namespace_id = ${namespaceId} and user_id in (select user_id from doomed)),
    gone_users as (delete from recsys.users where namespace_id = ${namespaceId} and user_id in (select user_id from doomed_ids) returning 1)
    select count(*) as count from gone_users`.execute(db);
  return Number(gone.rows[0]?.count ?? 0);
}

/** Notes that an anonymous visitor is this person; repeating it changes nothing, naming another person moves the link. */
export async function linkIdentity(
  db: Kysely<RecsysTables>,
  namespaceId: number,
  link: { anonymousId: string; userId: string },
): Promise<void> {
  await sql`
    insert into recsys.identity_links (namespace_id, anonymous_id, user_id) values (${namespaceId}, ${link.anonymousId}, ${link.userId})
    on conflict (namespace_id, anonymous_id) do update set user_id = excluded.user_id, linked_at = now()
    where identity_links.user_id <> excluded.user_id`.execute(db);
}

/** Undoes a link. */
export async function unlinkIdentity(
  db: Kysely<RecsysTables>,
  namespaceId: number,
  anonymousId: string,
): Promise<boolean> {
  const gone =
    await sql`delete from recsys.identity_links where namespace_id = ${namespaceId} and anonymous_id = ${anonymousId}`.execute(
      db,
    );
  return Number(gone.numAffectedRows ?? 0n) > 0;
}
