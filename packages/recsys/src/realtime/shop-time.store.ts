import { type Kysely, sql } from 'kysely';
import type { RecsysTables } from '../tables.ts';
import { quietDays } from './present.ts';

/** Of a shop's events one in so many, or fewer, may be fresh and it still counts as one of the past. */
const freshShare = 100;

/** From so many fresh events on nobody asks further: the shop lives today. */
const surelyAlive = 1000;

/**
 * The time that a shop's own clock shows: the last event. A shop opened on an archive of 2019 has its newest event in 2019, and
 * the few clicks of whoever looks around in it today do not change that: while at most one event in a hundred of its last
 * busy days is fresh, the archive's last event is the time. Null without events. Reads by index, at most some hundred thousand entries.
 */
export async function shopTime(db: Kysely<RecsysTables>, namespaceId: number, until: Date): Promise<Date | null> {
  const now = until.toISOString();
  const quiet = new Date(until.getTime() - quietDays * 86_400_000).toISOString();
  const { rows } = await sql<{ newest: Date; newestOld: Date | null; fresh: number }>`
    select
      (select ts from recsys.events where namespace_id = ${namespaceId} and ts <= ${now}::timestamptz order by ts desc limit 1) as newest,
      (select ts from recsys.events where namespace_id = ${namespaceId} and ts < ${quiet}::timestamptz order by ts desc limit 1) as "newestOld",
      (select count(*) from (select from recsys.events where namespace_id = ${namespaceId} and ts >= ${quiet}::timestamptz and ts <= ${now}::timestamptz
        limit ${surelyAlive}) as few)::integer as fresh`.execute(db);
  const found = rows[0];
  if (!found?.newest) return null;
  const { newest, newestOld, fresh } = found;
  if (newestOld === null || fresh === 0 || fresh >= surelyAlive) return newest;
  const busySince = new Date(newestOld.getTime() - quietDays * 86_400_000).toISOString();
  const old = await sql<{ count: number }>`
    select count(*)::integer as count from (select from recsys.events where namespace_id = ${namespaceId}
      and ts > ${busySince}::timestamptz and ts <= ${newestOld.toISOString()}::timestamptz limit ${fresh * freshShare}) as many`.execute(
    db,
  );
  return (old.rows[0]?.count ?? 0) >= fresh * freshShare ? newestOld : newest;
}
