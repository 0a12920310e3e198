import { sql, type RawBuilder } from 'kysely';

/**
 * A value that the planner knows nothing of, so that a plan made for one is as good as a plan made for another and a prepared statement keeps its plan. Left
 * in sight, a limit or the length of a list makes every plan look cheaper than the kept one, and planning again each time costs more than the whole search.
 */
export function unplanned(
  value: unknown,
  type: 'text' | 'text[]' | 'integer' | 'bigint' | 'real',
): RawBuilder<unknown> {
  return sql`(select ${value}::${sql.raw(type)})`;
}
