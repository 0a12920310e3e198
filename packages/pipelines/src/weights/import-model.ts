import {
  alignInteractions,
  countInteractions,
  type ExternalConfig,
  type FittedModel,
  importWeights,
  type Interactions,
  type KernelSource,
  ModelConfigError,
  parseExternalConfig,
  warmUp,
} from '@vitrine/engine';
import { type GivenWeights, WeightsError } from '@vitrine/engine/weights';
import type { Tenant } from '@vitrine/recsys';
import {
  judgeOnCut,
  presentSec,
  readInteractions,
  registerResult,
  type TrainingPorts,
  type TrainOutcome,
  whatIsLearned,
} from '../training/index.ts';
import { type FindIdentities, type KnownIds, recogniseIds } from './known-ids.ts';

/** What is imported, and how it is judged. */
export interface ImportOptions {
  readonly weights: GivenWeights;
  /** Partial configuration of the external model. */
  readonly config?: unknown;
  /** Where the weights came from; kept with the run. */
  readonly source: Readonly<Record<string, unknown>>;
  /** The last moment whose events the weights may have seen: they are judged on what came after. Null cuts off the last fifth. */
  readonly seenUntil?: Date | null;
  readonly k?: number;
  readonly maxUsers?: number;
  readonly seed?: number;
  /** True lets the model answer at once when it passes its gates. */
  readonly promote?: boolean;
  readonly movedBy?: string;
  readonly kernels?: KernelSource;
  /** Recognises ids as exports write them; only our own ids are known when left out. */
  readonly findIdentities?: FindIdentities;
}

type Registered = Extract<TrainOutcome, { ok: true }>;

/** What an import did. */
export type ImportOutcome =
  | (Registered & {
      readonly known: KnownIds;
      /** Why there are no figures; null when there are. */
      readonly notJudged: string | null;
      readonly warmUpMs: number;
      readonly notes: FittedModel['notes'];
    })
  | {
      readonly ok: false;
      readonly error: {
        readonly code: 'weights.invalid_config' | 'weights.unusable' | 'weights.unknown_ids' | 'weights.failed';
        readonly message: string;
      };
    };

/**
 * Takes over weights that another program trained: holds their ids against the namespace, warms the model up, judges it on a cut by time
 * as a training is judged, and stores it as a version that can be promoted.
 */
export async function importModel(
  ports: TrainingPorts,
  tenant: Tenant,
  options: ImportOptions,
): Promise<ImportOutcome> {
  const config = parseOrReason(options.config ?? {});
  if (typeof config === 'string') return refuse('weights.invalid_config', config);
  const elapsedMs = ports.elapsedMs ?? (() => performance.now());
  const now = ports.clock.now();
  const beganMs = elapsedMs();
  const read = await readInteractions(ports.db, tenant, {
    from: null,
    to: now,
    onProgress: (rows) => ports.progress?.(rows, 0, 'reading events'),
  });
  const from = { db: ports.db, tenant, findIdentities: options.findIdentities };
  const { weights, known } = await recogniseIds(from, options.weights, read);
  if (known.items.known === 0) return refuse('weights.unknown_ids', nothingKnown(known, tenant));
  const interactions = alignInteractions(weights, read);
  const ground = {
    weights,
    interactions,
    config,
    options,
    seed: options.seed ?? 1,
    nowSec: presentSec(interactions, now),
  };
  const readSeconds = (elapsedMs() - beganMs) / 1000;
  const runId = await ports.recsys.models.beginRun(tenant, {
    modelName: 'external',
    config: { ...config, source: options.source },
    seed: ground.seed,
  });
  try {
    const { warmUpMs, notes, result } = takeOver(ground, { elapsedMs, progress: ports.progress });
    const registered = await registerResult(ports, tenant, {
      options: { promote: options.promote ?? false, movedBy: options.movedBy ?? 'import', k: options.k ?? 20 },
      learned: whatIsLearned(interactions),
      result,
      run: { runId, modelName: 'external', readSeconds },
    });
    if (!registered.ok) return refuse('weights.failed', registered.error.message);
    return { ...registered, known, notJudged: result.notJudged, warmUpMs, notes };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    await ports.recsys.models.failRun(runId, message);
    return refuse(error instanceof WeightsError ? 'weights.unusable' : 'weights.failed', message);
  }
}

function refuse(code: Extract<ImportOutcome, { ok: false }>['error']['code'], message: string): ImportOutcome {
  return { ok: false, error: { code, message } };
}

function parseOrReason(raw: unknown): ExternalConfig | string {
  try {
    return parseExternalConfig(raw);
  } catch (error) {
    if (error instanceof ModelConfigError) return error.message;
    throw error;
  }
}

function nothingKnown({ items, examples }: KnownIds, { namespace }: Tenant): string {
  return items.withoutVector === 0
    ? `namespace "${namespace}" has neither items nor events; import its catalog first, or check the name`
    : `none of the ${items.given} item ids, such as "${examples.unknown}", is one of the ${items.withoutVector} items of "${namespace}", such as "${examples.own}"; check which ids the weights were trained with`;
}

interface Ground {
  /** With the ids of the namespace. */
  readonly weights: GivenWeights;
  readonly interactions: Interactions;
  readonly config: ExternalConfig;
  readonly options: ImportOptions;
  readonly seed: number;
  readonly nowSec: number;
}

interface Hooks {
  elapsedMs(): number;
  readonly progress?: TrainingPorts['progress'];
}

/** The computing part: model, warm-up, figures, bytes. */
function takeOver(ground: Ground, hooks: Hooks) {
  const { interactions, config, options, seed } = ground;
  const kernels = options.kernels === undefined ? {} : { kernels: options.kernels };
  const fit = (rows: Interactions, nowSec: number): FittedModel =>
    importWeights(ground.weights, { interactions: rows, config, run: { seed, nowSec, ...kernels } });
  const beganMs = hooks.elapsedMs();
  hooks.progress?.(0, 3, 'taking over');
  const model = fit(interactions, ground.nowSec);
  const fittedMs = hooks.elapsedMs();
  hooks.progress?.(1, 3, 'warming up');
  warmUp(model, ground.nowSec);
  const warmMs = hooks.elapsedMs();
  const cut = cutOf(interactions, options.seenUntil ?? null);
  const judged =
    typeof cut === 'string'
      ? { metrics: [], baseline: [], notJudged: cut }
      : judgeOnCut(
          { interactions, itemFeatures: null },
          {
            modelName: 'external',
            config,
            seed,
            nowSec: ground.nowSec,
            k: options.k ?? 20,
            trainShare: cut,
            testTypes: null,
            maxUsers: options.maxUsers ?? 5000,
            fit: (train, run) => fit(train, run.nowSec),
          },
          { elapsedMs: () => hooks.elapsedMs(), ...kernels, ...progressOf(hooks) },
        );
  const result = { ...judged, bytes: model.encode(), fitSeconds: (fittedMs - beganMs) / 1000 };
  return { warmUpMs: warmMs - fittedMs, notes: model.notes, result };
}

function progressOf({ progress }: Hooks): Pick<Hooks, 'progress'> {
  return progress === undefined ? {} : { progress: (done, _total, phase) => progress(done + 1, 3, phase) };
}

/** Share of the events before the cut, or why there is none. */
function cutOf(interactions: Interactions, seenUntil: Date | null): number | string {
  const count = countInteractions(interactions);
  if (count === 0) return 'the namespace has no events to judge by';
  if (seenUntil === null) return 0.8;
  const after = interactions.timesSec.findIndex((timeSec) => timeSec > seenUntil.getTime() / 1000);
  if (after < 0)
    return `no event is later than ${seenUntil.toISOString()}; judge the weights again when there are some`;
  // In the middle of that row, so that rounding cannot move the cut to a neighbour.
  return (after + 0.5) / count;
}
