import { sql, type Kysely } from 'kysely';

/**
 * Counts the tables anew for the planner. After a bulk load it still takes them for empty and reads them whole, again and
 * again, until the database comes round to counting by itself.
 */
export async function refreshStatistics<Tables>(db: Kysely<Tables>): Promise<void> {
  await sql`analyze`.execute(db);
}
