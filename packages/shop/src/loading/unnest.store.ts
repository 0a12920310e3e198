import { sql, type RawBuilder } from 'kysely';

/** The SQL types a bulk column can have. */
type ColumnType = 'uuid' | 'text' | 'integer' | 'bigint' | 'numeric' | 'boolean' | 'timestamptz' | 'jsonb';

/** A column of a bulk statement: its SQL type and how to read it from a row. */
export type BulkColumn<Row> = readonly [type: ColumnType, read: (row: Row) => unknown];

/**
 * Rows as a relation `given(column, …)`: `unnest` of one array a column, the one bulk form that is the same on every engine.
 * The statement text depends on the columns only, never on how many rows there are.
 */
export function unnestRows<Row>(
  rows: readonly Row[],
  columns: Readonly<Record<string, BulkColumn<Row>>>,
): RawBuilder<unknown> {
  const entries = Object.entries(columns);
  const names = sql.join(entries.map(([name]) => sql.ref(name)));
  const arrays = sql.join(
    entries.map(([, [type, read]]) => {
      const values = rows.map((row) => (type === 'jsonb' ? JSON.stringify(read(row)) : (read(row) ?? null)));
      return sql`${values}::${sql.raw(type)}[]`;
    }),
  );
  return sql`unnest(${arrays}) as given (${names})`;
}
