import { type Kysely, sql } from 'kysely';
import type { RecsysTables } from '../tables.ts';

/** What one event of a type teaches, and how fast it is forgotten. */
export interface EventType {
  readonly type: number;
  readonly name: string | null;
  readonly weight: number;
  readonly halfLifeDays: number;
  readonly isActive: boolean;
  readonly source: 'default' | 'tenant';
}

/** The types in force for one tenant: its own rows first, the defaults for the rest. Never another tenant's. */
export async function effectiveEventTypes(db: Kysely<RecsysTables>, namespaceId: number | null): Promise<EventType[]> {
  const found = await sql<EventType>`
    select coalesce(own.type, standard.type) as type, coalesce(own.name, standard.name) as name,
      coalesce(own.weight, standard.weight) as weight,
      coalesce(own.half_life_days, standard.half_life_days, 14) as "halfLifeDays",
      coalesce(own.is_active, true) as "isActive",
      case when own.type is null then 'default' else 'tenant' end as source
    from recsys.event_type_defaults standard
    full join (select * from recsys.event_types where namespace_id = ${namespaceId}::integer) own on own.type = standard.type
    order by 1`.execute(db);
  return found.rows;
}

/** A tenant's own setting of one type. */
export interface EventTypeSetting {
  readonly type: number;
  readonly name: string | null;
  readonly weight: number;
  readonly halfLifeDays: number | null;
  readonly isActive: boolean;
}

/** Stores settings whole, all or none. */
export async function upsertEventTypes(
  db: Kysely<RecsysTables>,
  namespaceId: number,
  settings: readonly EventTypeSetting[],
): Promise<void> {
  await sql`
    insert into recsys.event_types (namespace_id, type, name, weight, half_life_days, is_active)
    select ${namespaceId}::integer, row.type, row.name, row.weight, row.half_life_days, row.is_active
    from unnest(
      ${settings.map((row) => row.type)}::smallint[], ${settings.map((row) => row.name)}::text[],
      ${settings.map((row) => row.weight)}::double precision[], ${settings.map((row) => row.halfLifeDays)}::double precision[],
      ${settings.map((row) => row.isActive)}::boolean[]
    ) as row (type, name, weight, half_life_days, is_active)
    on conflict (namespace_id, type) do update set name = excluded.name, weight = excluded.weight,
      half_life_days = excluded.half_life_days, is_active = excluded.is_active, updated_at = now()`.execute(db);
}
