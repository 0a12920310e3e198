import { type Kysely, sql } from 'kysely';
import type { RecsysTables } from '../tables.ts';
import type { Placement } from './placement.ts';

/** A tenant's own placements. */
export async function readPlacements(db: Kysely<RecsysTables>, namespaceId: number): Promise<Placement[]> {
  const found = await sql<Placement>`
    select surface, strategy, budget_ms as "budgetMs", mmr_lambda as "mmrLambda", brand_cap as "brandCap", category_cap as "categoryCap",
      array(select f.strategy from recsys.placement_fallbacks f
        where f.namespace_id = p.namespace_id and f.surface = p.surface order by f.position) as fallbacks
    from recsys.placements p where namespace_id = ${namespaceId} order by surface`.execute(db);
  return found.rows;
}

/** Stores one placement with its fallbacks, together. */
export async function upsertPlacement(
  db: Kysely<RecsysTables>,
  namespaceId: number,
  row: { placement: Placement; now: Date },
): Promise<void> {
  const { placement, now } = row;
  await db.transaction().execute(async (trx) => {
    await sql`
      insert into recsys.placements (namespace_id, surface, strategy, budget_ms, mmr_lambda, brand_cap, category_cap, updated_at)
      values (${namespaceId}, ${placement.surface}, ${placement.strategy}, ${placement.budgetMs}, ${placement.mmrLambda},
        ${placement.brandCap}, ${placement.categoryCap}, ${now.toISOString()}::timestamptz)
      on conflict (namespace_id, surface) do update set strategy = excluded.strategy, budget_ms = excluded.budget_ms,
        mmr_lambda = excluded.mmr_lambda, brand_cap = excluded.brand_cap, category_cap = excluded.category_cap, updated_at = excluded.updated_at`.execute(
      trx,
    );
    await sql`delete from recsys.placement_fallbacks where namespace_id = ${namespaceId} and surface = ${placement.surface}`.execute(
      trx,
    );
    await sql`
      insert into recsys.placement_fallbacks (namespace_id, surface, position, strategy)
      select ${namespaceId}::integer, ${placement.surface}, position, strategy
      from unnest(${[...placement.fallbacks]}::text[]) with ordinality as row (strategy, position)`.execute(trx);
  });
}
