import type { Clock } from '@vitrine/database';
import {
  countInteractions,
  type Interactions,
  isModelName,
  ModelConfigError,
  type ModelName,
  modelNames,
  models,
  withItems,
} from '@vitrine/engine';
import {
  type GateVerdict,
  type Guardrail,
  judgeGates,
  type Recsys,
  type RecsysTables,
  type RunMetric,
  type Tenant,
} from '@vitrine/recsys';
import type { Kysely } from 'kysely';
import { readInteractions } from './read-interactions.ts';
import { readItemFeatures } from './read-item-features.ts';
import {
  runTraining,
  type TrainingHooks,
  type TrainingMaterial,
  type TrainingResult,
  type TrainingTask,
} from './run-training.ts';

/** Computes a training somewhere: in this thread or in a process of its own. */
export type Trainer = (material: TrainingMaterial, task: TrainingTask, hooks: TrainingHooks) => Promise<TrainingResult>;

/** Trains in the calling thread: for tests and one-shot commands. */
export const trainHere: Trainer = (material, task, hooks) =>
  Promise.resolve().then(() => runTraining(material, task, hooks));

/** What training works with. */
export interface TrainingPorts {
  readonly db: Kysely<RecsysTables>;
  readonly recsys: Pick<Recsys, 'models'>;
  readonly clock: Clock;
  readonly trainer?: Trainer;
  readonly elapsedMs?: () => number;
  readonly progress?: (done: number, total: number, phase: string) => void;
}

/** What is trained. */
export interface TrainOptions {
  /** A model's name; `auto` (the default) is the blend, which finds its own weights. */
  readonly model?: string;
  /** Partial configuration of the model. */
  readonly config?: unknown;
  readonly seed?: number;
  /** Oldest event that counts. */
  readonly from?: Date | null;
  readonly trainShare?: number;
  readonly k?: number;
  readonly testTypes?: readonly number[];
  readonly maxUsers?: number;
  readonly guardrail?: Guardrail;
  /** False leaves the champion where it is even if all gates pass. */
  readonly promote?: boolean;
  readonly movedBy?: string;
}

/** What a training did. */
export type TrainOutcome =
  | {
      readonly ok: true;
      readonly version: string;
      readonly runId: string;
      readonly promoted: boolean;
      /** Why the version does not serve; null when it does. */
      readonly notPromoted: string | null;
      readonly metrics: readonly RunMetric[];
      readonly baseline: readonly RunMetric[];
      readonly gates: readonly GateVerdict[];
      readonly counts: { readonly events: number; readonly users: number; readonly items: number };
      readonly readSeconds: number;
      readonly fitSeconds: number;
      readonly sizeBytes: number;
    }
  | {
      readonly ok: false;
      readonly error: {
        readonly code: 'training.unknown_model' | 'training.invalid_config' | 'training.no_events' | 'training.failed';
        readonly message: string;
      };
    };

/**
 * One whole training: reads the tenant's events, judges the configuration on a temporal cut, trains it on everything, stores run and
 * artifact, judges the gates and, when all pass, moves the champion. What fails is stored with the run.
 */
export async function trainModel(
  ports: TrainingPorts,
  tenant: Tenant,
  options: TrainOptions = {},
): Promise<TrainOutcome> {
  const modelName = options.model === undefined || options.model === 'auto' ? 'blend' : options.model;
  if (!isModelName(modelName))
    return refuse('training.unknown_model', `there is no model "${modelName}"; choose auto, ${modelNames.join(', ')}`);
  if (modelName === 'external')
    return refuse(
      'training.unknown_model',
      'external models are not trained but taken over; run "vitrine import-weights FILE --items IDS"',
    );
  const config = parseConfig(modelName, options.config ?? {});
  if (typeof config === 'string') return refuse('training.invalid_config', config);
  const elapsedMs = ports.elapsedMs ?? (() => performance.now());
  const now = ports.clock.now();
  const beganMs = elapsedMs();
  let material: TrainingMaterial | null = await readMaterial(ports, tenant, {
    from: options.from ?? null,
    to: now,
    readsItems: models[modelName].readsItems(config),
  });
  const readSeconds = (elapsedMs() - beganMs) / 1000;
  if (countInteractions(material.interactions) === 0)
    return refuse(
      'training.no_events',
      `${tenant.namespace} has no events to learn from; import or generate some first`,
    );
  const learned = whatIsLearned(material.interactions);
  const seed = options.seed ?? 1;
  const nowSec = presentSec(material.interactions, now);
  const runId = await ports.recsys.models.beginRun(tenant, { modelName, config, seed });
  try {
    const trainer = ports.trainer ?? trainHere;
    const training = trainer(material, taskOf(options, { modelName, config, seed, nowSec }), {
      elapsedMs,
      ...(ports.progress === undefined ? {} : { progress: ports.progress }),
    });
    // All of the past: where the training runs elsewhere, it need not stay here meanwhile.
    material = null;
    const result = await training;
    return await registerResult(ports, tenant, { options, learned, result, run: { runId, modelName, readSeconds } });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    await ports.recsys.models.failRun(runId, message);
    return refuse('training.failed', `${modelName} could not be trained: ${message}`);
  }
}

/** The tenant's events and, for a model that reads it, its catalog: then items that nobody touched yet are among what can be recommended. */
async function readMaterial(
  ports: TrainingPorts,
  tenant: Tenant,
  what: { readonly from: Date | null; readonly to: Date; readonly readsItems: boolean },
): Promise<TrainingMaterial> {
  const interactions = await readInteractions(ports.db, tenant, {
    from: what.from,
    to: what.to,
    onProgress: (rows) => ports.progress?.(rows, 0, 'reading events'),
  });
  if (!what.readsItems) return { interactions, itemFeatures: null };
  const itemFeatures = await readItemFeatures(ports.db, tenant, (rows) => ports.progress?.(rows, 0, 'reading items'));
  return { interactions: withItems(interactions, itemFeatures.itemIds), itemFeatures };
}

/** A past that ended so long ago is learned as of its end: by today's clock all of it would be stale. */
const quietSec = 30 * 86_400;

/** Now, or the end of the past when at most one event in a hundred is fresh. */
export function presentSec({ timesSec }: Pick<Interactions, 'timesSec'>, now: Date): number {
  const nowSec = now.getTime() / 1000;
  const fresh = timesSec.length - 1 - timesSec.findLastIndex((timeSec) => timeSec < nowSec - quietSec);
  const lastOld = timesSec[timesSec.length - 1 - fresh];
  return lastOld !== undefined && fresh * 100 <= timesSec.length ? lastOld : nowSec;
}

function refuse(code: Extract<TrainOutcome, { ok: false }>['error']['code'], message: string): TrainOutcome {
  return { ok: false, error: { code, message } };
}

function parseConfig(modelName: ModelName, raw: unknown): object | string {
  try {
    return models[modelName].parseConfig(raw);
  } catch (error) {
    if (error instanceof ModelConfigError) return error.message;
    throw error;
  }
}

function taskOf(
  options: TrainOptions,
  fixed: Pick<TrainingTask, 'modelName' | 'seed' | 'nowSec'> & { config: object },
): TrainingTask {
  return {
    ...fixed,
    k: options.k ?? 20,
    trainShare: options.trainShare ?? 0.8,
    testTypes: options.testTypes ?? null,
    maxUsers: options.maxUsers ?? 5000,
  };
}

/** Stores a model with its figures, judges its gates and, unless told not to, lets it answer. */
export async function registerResult(
  ports: TrainingPorts,
  tenant: Tenant,
  done: {
    options: Pick<TrainOptions, 'guardrail' | 'k' | 'promote' | 'movedBy'>;
    learned: Learned;
    result: TrainingResult;
    run: { runId: string; modelName: string; readSeconds: number };
  },
): Promise<TrainOutcome> {
  const { options, learned, result, run } = done;
  const { counts } = learned;
  const champion = await championMetrics(ports, tenant);
  const { version, sizeBytes } = await ports.recsys.models.register(tenant, {
    runId: run.runId,
    modelName: run.modelName,
    bytes: result.bytes,
    ...learned.window,
    interactionCount: counts.events,
    userCount: counts.users,
    itemCount: counts.items,
    fitSeconds: result.fitSeconds,
    metrics: result.metrics,
  });
  const guardrail = options.guardrail ?? { metric: `lift@${options.k ?? 20}`, leastShare: 0.95 };
  const baseline = run.modelName === 'popularity' ? null : result.baseline;
  const gates = judgeGates({ candidate: result.metrics, champion, baseline }, guardrail).map((gate) =>
    gate.gate === 'measured' && result.notJudged !== null ? { ...gate, reason: result.notJudged } : gate,
  );
  await ports.recsys.models.recordGates(tenant, version, gates);
  const moved =
    options.promote === false
      ? null
      : await ports.recsys.models.promote(tenant, version, {
          reason: 'trained, all gates passed',
          movedBy: options.movedBy ?? 'training',
        });
  return {
    ok: true,
    version,
    runId: run.runId,
    promoted: moved?.ok === true,
    notPromoted: moved === null ? 'promotion was not asked for' : moved.ok ? null : moved.error.message,
    metrics: result.metrics,
    baseline: result.baseline,
    gates,
    counts,
    readSeconds: run.readSeconds,
    fitSeconds: result.fitSeconds,
    sizeBytes,
  };
}

/** The champion's figures as measured at its own training; null without a champion. */
async function championMetrics(ports: TrainingPorts, tenant: Tenant): Promise<RunMetric[] | null> {
  const versions = await ports.recsys.models.list(tenant, 1000);
  const champion = versions.find((row) => row.aliases.includes('champion'));
  return champion?.metrics.map(({ metric, value }) => ({ metric, value })) ?? null;
}

/** How much past a training sees, and from when to when. */
export interface Learned {
  readonly counts: { readonly events: number; readonly users: number; readonly items: number };
  readonly window: { readonly windowFrom: Date | null; readonly windowTo: Date | null };
}

/** Counts and window of what a training sees. */
export function whatIsLearned(interactions: Interactions): Learned {
  const first = interactions.timesSec[0];
  const last = interactions.timesSec.at(-1);
  return {
    counts: {
      events: countInteractions(interactions),
      users: interactions.userIds.length,
      items: interactions.itemIds.length,
    },
    window: {
      windowFrom: first === undefined ? null : new Date(first * 1000),
      windowTo: last === undefined ? null : new Date(last * 1000),
    },
  };
}
