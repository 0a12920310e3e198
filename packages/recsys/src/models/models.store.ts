import { type Kysely, sql } from 'kysely';
import type { RecsysTables } from '../tables.ts';

/** Channel on which every process hears that an alias moved; the payload is the namespace number. */
export const modelChannel = 'recsys_model_changed';

/** The two names under which versions serve. */
export type Alias = 'champion' | 'challenger';

/** What an alias stands on and where its artifact lies. */
export interface AliasedModel {
  readonly version: string;
  readonly createdAt: Date;
  readonly path: string;
  readonly sha256: Buffer;
}

/** The version an alias stands on, null when it was never moved. */
export async function findAliased(
  db: Kysely<RecsysTables>,
  namespaceId: number,
  alias: Alias,
): Promise<AliasedModel | null> {
  const found = await sql<AliasedModel>`
    select a.version, v.created_at as "createdAt", f.path, f.sha256
    from recsys.aliases a
    join recsys.model_versions v using (namespace_id, version)
    join recsys.artifacts f using (namespace_id, version)
    where a.namespace_id = ${namespaceId} and a.alias = ${alias}`.execute(db);
  return found.rows[0] ?? null;
}

/** One registered version, whatever alias stands on it; null when there is none of that name. */
export async function findVersion(
  db: Kysely<RecsysTables>,
  namespaceId: number,
  version: string,
): Promise<AliasedModel | null> {
  const found = await sql<AliasedModel>`
    select v.version, v.created_at as "createdAt", f.path, f.sha256
    from recsys.model_versions v join recsys.artifacts f using (namespace_id, version)
    where v.namespace_id = ${namespaceId} and v.version = ${version}`.execute(db);
  return found.rows[0] ?? null;
}

/** A run as it begins. */
export interface RunStart {
  readonly runId: string;
  readonly modelName: string;
  readonly config: object;
  readonly seed: number;
  readonly startedAt: Date;
}

/** Notes that a training began. */
export async function insertRun(db: Kysely<RecsysTables>, namespaceId: number, run: RunStart): Promise<void> {
  await sql`
    insert into recsys.runs (run_id, namespace_id, model_name, config, seed, status, started_at)
    values (${run.runId}::uuid, ${namespaceId}, ${run.modelName}, ${JSON.stringify(run.config)}::jsonb, ${run.seed}, 'running',
      ${run.startedAt.toISOString()}::timestamptz)`.execute(db);
}

/** One measured figure of a run; `low` and `high` bound it at 95 %. */
export interface RunMetric {
  readonly metric: string;
  readonly value: number;
  readonly low?: number | undefined;
  readonly high?: number | undefined;
}

/** Notes that a training failed and why. */
export async function failRun(
  db: Kysely<RecsysTables>,
  runId: string,
  failure: { error: string; finishedAt: Date },
): Promise<void> {
  await sql`
    update recsys.runs set status = 'failed', error = ${failure.error.slice(0, 4000)}, finished_at = ${failure.finishedAt.toISOString()}::timestamptz
    where run_id = ${runId}::uuid and status = 'running'`.execute(db);
}

/** What a training that succeeded leaves behind. */
export interface RunResult {
  readonly runId: string;
  readonly version: string;
  readonly finishedAt: Date;
  readonly windowFrom: Date | null;
  readonly windowTo: Date | null;
  readonly interactionCount: number;
  readonly userCount: number;
  readonly itemCount: number;
  readonly fitSeconds: number;
  readonly metrics: readonly RunMetric[];
  readonly artifact: { readonly path: string; readonly sha256: Uint8Array; readonly sizeBytes: number };
}

/** Closes a run and registers its version and artifact, all together. */
export async function completeRun(db: Kysely<RecsysTables>, namespaceId: number, result: RunResult): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await sql`
      update recsys.runs set status = 'succeeded', finished_at = ${result.finishedAt.toISOString()}::timestamptz,
        window_from = ${result.windowFrom?.toISOString() ?? null}::timestamptz, window_to = ${result.windowTo?.toISOString() ?? null}::timestamptz,
        interaction_count = ${result.interactionCount}, user_count = ${result.userCount}, item_count = ${result.itemCount},
        fit_seconds = ${result.fitSeconds}
      where run_id = ${result.runId}::uuid`.execute(trx);
    await sql`
      insert into recsys.run_metrics (run_id, metric, value, low, high)
      select ${result.runId}::uuid, row.* from unnest(
        ${result.metrics.map((row) => row.metric)}::text[], ${result.metrics.map((row) => row.value)}::double precision[],
        ${result.metrics.map((row) => row.low ?? null)}::double precision[], ${result.metrics.map((row) => row.high ?? null)}::double precision[]
      ) as row (metric, value, low, high)`.execute(trx);
    await sql`
      insert into recsys.model_versions (namespace_id, version, run_id, created_at)
      values (${namespaceId}, ${result.version}, ${result.runId}::uuid, ${result.finishedAt.toISOString()}::timestamptz)`.execute(
      trx,
    );
    await sql`
      insert into recsys.artifacts (namespace_id, version, path, sha256, size_bytes)
      values (${namespaceId}, ${result.version}, ${result.artifact.path}, ${Buffer.from(result.artifact.sha256)}, ${result.artifact.sizeBytes})`.execute(
      trx,
    );
  });
}

/** The verdict of one gate on one version. */
export interface GateVerdict {
  readonly gate: string;
  readonly passed: boolean;
  readonly measured: number | null;
  readonly threshold: number | null;
  readonly reason: string;
}

/** Stores verdicts; judging again replaces the verdict before. */
export async function storeGates(
  db: Kysely<RecsysTables>,
  namespaceId: number,
  judged: { version: string; verdicts: readonly GateVerdict[]; at: Date },
): Promise<void> {
  const { version, verdicts, at } = judged;
  await sql`
    insert into recsys.gates (namespace_id, version, gate, passed, measured, threshold, reason, judged_at)
    select ${namespaceId}::integer, ${version}, row.*, ${at.toISOString()}::timestamptz from unnest(
      ${verdicts.map((row) => row.gate)}::text[], ${verdicts.map((row) => row.passed)}::boolean[],
      ${verdicts.map((row) => row.measured)}::double precision[], ${verdicts.map((row) => row.threshold)}::double precision[],
      ${verdicts.map((row) => row.reason)}::text[]) as row (gate, passed, measured, threshold, reason)
    on conflict (namespace_id, version, gate) do update set passed = excluded.passed, measured = excluded.measured,
      threshold = excluded.threshold, reason = excluded.reason, judged_at = excluded.judged_at`.execute(db);
}

/** One move of an alias. */
export interface AliasMove {
  readonly alias: Alias;
  readonly moveNo: number;
  readonly version: string;
  readonly kind: 'promote' | 'rollback';
  readonly reason: string;
  readonly movedBy: string;
  readonly movedAt: Date;
}

/** All moves of an alias, oldest first. */
export async function readMoves(db: Kysely<RecsysTables>, namespaceId: number, alias: Alias): Promise<AliasMove[]> {
  const found = await sql<AliasMove>`
    select alias, move_no as "moveNo", version, kind, reason, moved_by as "movedBy", moved_at as "movedAt"
    from recsys.alias_moves where namespace_id = ${namespaceId} and alias = ${alias} order by move_no`.execute(db);
  return found.rows;
}

/**
 * Appends a move after `afterMoveNo` and tells every process. False when somebody else moved the alias in the meantime
 * (the primary key decides the race) or the version does not exist.
 */
export async function appendMove(
  db: Kysely<RecsysTables>,
  namespaceId: number,
  move: Omit<AliasMove, 'moveNo'> & { afterMoveNo: number },
): Promise<boolean> {
  const stored = await sql`
    with moved as (
      insert into recsys.alias_moves (namespace_id, alias, move_no, version, kind, reason, moved_by, moved_at)
      select namespace_id, ${move.alias}, ${move.afterMoveNo + 1}, version, ${move.kind}, ${move.reason}, ${move.movedBy}, ${move.movedAt.toISOString()}::timestamptz
      from recsys.model_versions where namespace_id = ${namespaceId} and version = ${move.version}
      on conflict do nothing
      returning namespace_id
    )
    select pg_notify(${modelChannel}, namespace_id::text) from moved`.execute(db);
  return stored.rows.length > 0;
}

/** A registered version with everything one compares. */
export interface ModelVersion {
  readonly version: string;
  readonly modelName: string;
  readonly createdAt: Date;
  readonly aliases: Alias[];
  readonly config: Record<string, unknown>;
  readonly windowFrom: Date | null;
  readonly windowTo: Date | null;
  readonly interactionCount: number;
  readonly userCount: number;
  readonly itemCount: number;
  readonly fitSeconds: number;
  readonly sizeBytes: number;
  readonly metrics: { metric: string; value: number; low: number | null; high: number | null }[];
  readonly gates: (GateVerdict & { judgedAt: string })[];
}

/** Registered versions, newest first. */
export async function listVersions(
  db: Kysely<RecsysTables>,
  namespaceId: number,
  limit: number,
): Promise<ModelVersion[]> {
  const found = await sql<ModelVersion>`
    select v.version, r.model_name as "modelName", v.created_at as "createdAt", r.config, r.window_from as "windowFrom", r.window_to as "windowTo",
      r.interaction_count as "interactionCount", r.user_count as "userCount", r.item_count as "itemCount", r.fit_seconds as "fitSeconds",
      f.size_bytes as "sizeBytes",
      array(select alias from recsys.aliases a where a.namespace_id = v.namespace_id and a.version = v.version order by alias) as aliases,
      coalesce((select jsonb_agg(jsonb_build_object('metric', m.metric, 'value', m.value, 'low', m.low, 'high', m.high) order by m.metric)
        from recsys.run_metrics m where m.run_id = v.run_id), '[]') as metrics,
      coalesce((select jsonb_agg(jsonb_build_object('gate', g.gate, 'passed', g.passed, 'measured', g.measured, 'threshold', g.threshold,
        'reason', g.reason, 'judgedAt', g.judged_at) order by g.gate)
        from recsys.gates g where g.namespace_id = v.namespace_id and g.version = v.version), '[]') as gates
    from recsys.model_versions v
    join recsys.runs r on r.run_id = v.run_id
    join recsys.artifacts f on f.namespace_id = v.namespace_id and f.version = v.version
    where v.namespace_id = ${namespaceId}
    order by v.created_at desc, v.version desc limit ${limit}`.execute(db);
  return found.rows;
}
