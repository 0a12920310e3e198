import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { DatabaseConnection } from '../open-database.ts';

/** One column: its SQL type, whether it may be null, its default or generation. */
export interface SchemaColumn {
  readonly name: string;
  readonly type: string;
  readonly notNull: boolean;
  readonly generation: string | null;
}

/** One constraint as PostgreSQL prints it; `columns` and `target` are filled for keys. */
export interface SchemaConstraint {
  readonly name: string;
  readonly kind: 'primary' | 'unique' | 'foreign' | 'check' | 'exclusion';
  readonly definition: string;
  readonly columns: readonly string[];
  readonly target: string | null;
}

/** One table, partitioned table, view or materialized view, without partition children. */
export interface SchemaRelation {
  readonly schema: string;
  readonly name: string;
  readonly kind: 'table' | 'partitioned table' | 'view' | 'materialized view';
  readonly partitionKey: string | null;
  readonly comment: string | null;
  readonly definition: string | null;
  readonly columns: readonly SchemaColumn[];
  readonly constraints: readonly SchemaConstraint[];
  readonly indexes: readonly { name: string; definition: string }[];
}

/** Everything the migrations made, sorted by name. */
export interface DatabaseSchema {
  readonly relations: readonly SchemaRelation[];
  readonly functions: readonly { schema: string; name: string; definition: string }[];
  readonly triggers: readonly { table: string; name: string; definition: string }[];
}

const ownSchemas = ['platform', 'shop', 'recsys', 'insights'];

/** Reads the live schema of our own domains. The migration table is left out: it says how the rest came to be. */
export async function readSchema(connection: Pick<DatabaseConnection, 'handle'>): Promise<DatabaseSchema> {
  const db = connection.handle<unknown>();
  const [relations, columns, constraints, indexes] = [
    await readRelations(db),
    await readColumns(db),
    await readConstraints(db),
    await readIndexes(db),
  ];
  const of = <Row extends { oid: number }>(rows: Row[], oid: number) => rows.filter((row) => row.oid === oid);
  return {
    relations: relations.map((relation) => ({
      ...relation,
      columns: of(columns, relation.oid),
      constraints: of(constraints, relation.oid),
      indexes: of(indexes, relation.oid),
    })),
    functions: await readFunctions(db),
    triggers: await readTriggers(db),
  };
}

async function readRelations(db: Kysely<unknown>) {
  type Row = Omit<SchemaRelation, 'columns' | 'constraints' | 'indexes'> & { oid: number };
  const { rows } = await sql<Row>`
    select relation.oid::int4 as oid, space.nspname as schema, relation.relname as name,
           case relation.relkind when 'r' then 'table' when 'p' then 'partitioned table' when 'v' then 'view' else 'materialized view' end as kind,
           case when relation.relkind = 'p' then pg_get_partkeydef(relation.oid) end as "partitionKey",
           obj_description(relation.oid, 'pg_class') as comment,
           case when relation.relkind in ('v', 'm') then pg_get_viewdef(relation.oid, true) end as definition
    from pg_class as relation join pg_namespace as space on space.oid = relation.relnamespace
    where space.nspname = any(${ownSchemas}) and relation.relkind in ('r', 'p', 'v', 'm') and not relation.relispartition
      and not (space.nspname = 'platform' and relation.relname = 'migration')
    order by space.nspname collate "C", relation.relname collate "C"`.execute(db);
  return rows;
}

async function readColumns(db: Kysely<unknown>) {
  const { rows } = await sql<SchemaColumn & { oid: number }>`
    select field.attrelid::int4 as oid, field.attname as name, format_type(field.atttypid, field.atttypmod) as type, field.attnotnull as "notNull",
           case when field.attidentity <> '' then 'generated ' || case field.attidentity when 'a' then 'always' else 'by default' end || ' as identity'
                when field.attgenerated = 's' then 'generated always as (' || pg_get_expr(value.adbin, value.adrelid) || ') stored'
                else 'default ' || pg_get_expr(value.adbin, value.adrelid) end as generation
    from pg_attribute as field
    join pg_class as relation on relation.oid = field.attrelid join pg_namespace as space on space.oid = relation.relnamespace
    left join pg_attrdef as value on value.adrelid = field.attrelid and value.adnum = field.attnum
    where space.nspname = any(${ownSchemas}) and field.attnum > 0 and not field.attisdropped
    order by field.attrelid, field.attnum`.execute(db);
  return rows;
}

async function readConstraints(db: Kysely<unknown>) {
  // PostgreSQL 18 lists NOT NULL as constraints; 15 does not, and the columns say it already.
  const { rows } = await sql<SchemaConstraint & { oid: number }>`
    select rule.conrelid::int4 as oid, rule.conname as name,
           case rule.contype when 'p' then 'primary' when 'u' then 'unique' when 'f' then 'foreign' when 'x' then 'exclusion' else 'check' end as kind,
           pg_get_constraintdef(rule.oid, true) as definition,
           array(select field.attname::text from unnest(rule.conkey) with ordinality as part(number, place)
                 join pg_attribute as field on field.attrelid = rule.conrelid and field.attnum = part.number order by part.place) as columns,
           case when rule.contype = 'f' then rule.confrelid::regclass::text end as target
    from pg_constraint as rule join pg_namespace as space on space.oid = rule.connamespace
    where space.nspname = any(${ownSchemas}) and rule.contype in ('p', 'u', 'f', 'c', 'x') and rule.conrelid <> 0 and rule.conparentid = 0
    order by rule.conrelid, position(rule.contype::text in 'pufcx'), rule.conname collate "C"`.execute(db);
  return rows;
}

async function readIndexes(db: Kysely<unknown>) {
  const { rows } = await sql<{ oid: number; name: string; definition: string }>`
    select entry.indrelid::int4 as oid, relation.relname as name, pg_get_indexdef(entry.indexrelid) as definition
    from pg_index as entry join pg_class as relation on relation.oid = entry.indexrelid join pg_namespace as space on space.oid = relation.relnamespace
    where space.nspname = any(${ownSchemas}) and not exists (select 1 from pg_constraint as rule where rule.conindid = entry.indexrelid and rule.contype in ('p', 'u', 'x'))
    order by entry.indrelid, relation.relname collate "C"`.execute(db);
  return rows;
}

async function readFunctions(db: Kysely<unknown>) {
  const { rows } = await sql<{ schema: string; name: string; definition: string }>`
    select space.nspname as schema, routine.proname || '(' || pg_get_function_identity_arguments(routine.oid) || ')' as name,
           pg_get_functiondef(routine.oid) as definition
    from pg_proc as routine join pg_namespace as space on space.oid = routine.pronamespace
    where space.nspname = any(${ownSchemas}) and routine.prokind in ('f', 'p')
    order by space.nspname collate "C", routine.proname collate "C", pg_get_function_identity_arguments(routine.oid) collate "C"`.execute(
    db,
  );
  return rows;
}

async function readTriggers(db: Kysely<unknown>) {
  const { rows } = await sql<{ table: string; name: string; definition: string }>`
    select hook.tgrelid::regclass::text as table, hook.tgname as name, pg_get_triggerdef(hook.oid, true) as definition
    from pg_trigger as hook join pg_class as relation on relation.oid = hook.tgrelid join pg_namespace as space on space.oid = relation.relnamespace
    where space.nspname = any(${ownSchemas}) and not hook.tgisinternal and not relation.relispartition
    order by relation.relname collate "C", hook.tgname collate "C"`.execute(db);
  return rows;
}
