import { finish } from '@vitrine/kernels';
import { ArtifactReader, checkArtifactInSteps } from '../artifacts/artifact-reader.ts';
import { ArtifactWriter } from '../artifacts/artifact-writer.ts';
import { ModelCodecError } from '../artifacts/codec-error.ts';
import { readInteractionsInSteps, writeInteractions } from '../interactions/artifact-columns.ts';
import { type KernelSource, plainKernels } from '../factors/kernel-source.ts';
import type { Interactions } from '../interactions/interactions.ts';
import { mergeInteractions } from '../interactions/merge-interactions.ts';
import type {
  Explanation,
  FitRun,
  FittedModel,
  ListQuestion,
  ModelDefinition,
  ModelName,
  TakeList,
  TrainingWindow,
  UserContext,
} from './model.ts';
import { answerStrangers } from './strangers.ts';

/** What a model learnt, without the ids and the bookkeeping that all models share. */
export interface ModelBody {
  readonly notes: Readonly<Record<string, unknown>>;
  scoreItems(context: UserContext, out: Float32Array): void;
  /** As `scoreItems`, pausing between parts; for bodies that ask several others. */
  scoreItemsInSteps?(context: UserContext, out: Float32Array): Generator<void, void>;
  /** As `scoreItems` for each context in turn, where one product of matrices is cheaper than many; `scores` is good until `take` returns. */
  scoreMany?(contexts: readonly UserContext[], take: (at: number, scores: Float32Array) => void): void;
  /** The best items of each context, exactly as a selection from `scoreItems`, where that is cheaper. */
  recommendMany?(question: ListQuestion, take: TakeList): void;
  similarItems(item: number, out: Float32Array): void;
  explainItem(context: UserContext, item: number): Explanation;
  write(writer: ArtifactWriter): void;
  /** The same body reading a visitor's history with another fading; absent where histories have no fading. */
  withRecency?(halfLifeDays: number | null): ModelBody;
  /** Ends what computes for it, where a body is only judged and thrown away: threads would keep its memory. */
  end?(): void;
}

/** One kind of model as its folder states it; `defineModel` adds ids, artifact envelope and update. */
export interface ModelKind<Config extends object> {
  readonly name: ModelName;
  readonly defaults: Config;
  parseConfig(raw: unknown): Config;
  fitBody(interactions: Interactions, config: Config, run: FitRun): ModelBody;
  /** Whether descriptions of items teach it anything; false when left out. */
  readsItems?(config: Config): boolean;
  /** Reads what the body wrote. */
  readBody(reader: ArtifactReader, config: Config, ground: BodyGround): ModelBody;
  /** As `readBody`, pausing between parts; for kinds that read several bodies. */
  readBodyInSteps?(reader: ArtifactReader, config: Config, ground: BodyGround): Generator<void, ModelBody>;
  /** The body after more rows, when that is cheaper than training again. `merged` includes the new rows. */
  updateBody?(body: ModelBody, change: BodyChange<Config>): ModelBody;
}

/** What a body is read back onto. */
export interface BodyGround {
  /** The rows it was trained on. */
  readonly training: Interactions;
  /** Where it computes. */
  readonly kernels: KernelSource;
  /** Parts that several bodies of one artifact have in common, see `FitRun.shared`. */
  readonly shared?: Map<string, unknown>;
}

/** What an incremental update may look at. */
export interface BodyChange<Config extends object> {
  readonly config: Config;
  readonly run: FitRun;
  readonly merged: Interactions;
  /** The new rows alone, with the merged ids. */
  readonly added: Interactions;
}

/** Completes a kind to a definition: training keeps its rows, so that `update` is exact for every model. */
export function defineModel<Config extends object>(kind: ModelKind<Config>): ModelDefinition<Config> {
  return {
    name: kind.name,
    defaults: kind.defaults,
    parseConfig: (raw) => kind.parseConfig(raw),
    readsItems: (config) => kind.readsItems?.(config) ?? false,
    fit(interactions, config, run) {
      const body = kind.fitBody(interactions, config, run);
      return assemble(kind, {
        config,
        body,
        interactions,
        kernels: run.kernels ?? plainKernels,
        training: trainingWindow(interactions, run),
      });
    },
    decode: (bytes, kernels = plainKernels) => finish(decodeClearly(kind, { bytes, kernels })),
    decodeInSteps: (bytes, kernels = plainKernels, checked = false) => decodeClearly(kind, { bytes, kernels, checked }),
  };
}

/** The model name that an artifact carries, read without decoding the rest. @throws ModelCodecError on foreign bytes. */
export function artifactModelName(bytes: Uint8Array, checked = false): string {
  return new ArtifactReader(bytes, checked).text();
}

interface Trained<Config extends object> {
  readonly config: Config;
  readonly body: ModelBody;
  readonly interactions: Interactions;
  readonly kernels: KernelSource;
  readonly training: TrainingWindow;
}

function assemble<Config extends object>(kind: ModelKind<Config>, trained: Trained<Config>): FittedModel {
  const { body, interactions, training } = trained;
  return {
    name: kind.name,
    version: 1,
    itemIds: interactions.itemIds,
    userIds: interactions.userIds,
    training,
    notes: body.notes,
    ...answerStrangers(body, interactions, (contexts, take) =>
      scoreMany(body, interactions.itemIds.length, { contexts, take }),
    ),
    similarItems: (item, out) => body.similarItems(item, out),
    update: (delta) => updateTrained(kind, trained, delta),
    encode: () => encodeTrained(kind, trained),
  };
}

/** Scores of many visitors, whichever way the body has. */
export function scoreMany(
  body: ModelBody,
  itemCount: number,
  what: { readonly contexts: readonly UserContext[]; take(at: number, scores: Float32Array): void },
): void {
  if (body.scoreMany !== undefined) return body.scoreMany(what.contexts, (at, scores) => what.take(at, scores));
  const out = new Float32Array(itemCount);
  what.contexts.forEach((context, at) => {
    body.scoreItems(context, out);
    what.take(at, out);
  });
}

function updateTrained<Config extends object>(
  kind: ModelKind<Config>,
  trained: Trained<Config>,
  delta: Interactions,
): FittedModel {
  const { config } = trained;
  const { merged, itemOf, userOf } = mergeInteractions(trained.interactions, delta);
  const nowSec = Math.max(trained.training.nowSec, lastTimeSec(delta));
  const { kernels } = trained;
  const run: FitRun = { seed: trained.training.seed, nowSec, kernels };
  const added: Interactions = {
    ...delta,
    userIds: merged.userIds,
    itemIds: merged.itemIds,
    users: delta.users.map((user) => userOf[user]),
    items: delta.items.map((item) => itemOf[item]),
  };
  const body =
    kind.updateBody === undefined
      ? kind.fitBody(merged, config, run)
      : kind.updateBody(trained.body, { config, run, merged, added });
  return assemble(kind, { config, body, interactions: merged, kernels, training: trainingWindow(merged, run) });
}

function encodeTrained<Config extends object>(kind: ModelKind<Config>, trained: Trained<Config>): Uint8Array {
  const { training } = trained;
  const writer = new ArtifactWriter().text(kind.name).text(JSON.stringify(trained.config));
  writer.number(training.fromSec).number(training.toSec).number(training.nowSec).number(training.seed);
  writeInteractions(writer, trained.interactions);
  trained.body.write(writer);
  return writer.finish();
}

/** Content that only another program can have written (the checksum holds, the content makes no sense) is refused like damage. */
function* decodeClearly<Config extends object>(
  kind: ModelKind<Config>,
  from: DecodedBytes,
): Generator<void, FittedModel> {
  try {
    return yield* decodeAs(kind, from);
  } catch (cause) {
    if (cause instanceof ModelCodecError) throw cause;
    throw new ModelCodecError(
      `the ${kind.name} artifact holds something this program cannot read; train the model again`,
      {
        cause,
      },
    );
  }
}

interface DecodedBytes {
  readonly bytes: Uint8Array;
  readonly kernels: KernelSource;
  readonly checked?: boolean;
}

function* decodeAs<Config extends object>(
  kind: ModelKind<Config>,
  { bytes, kernels, checked = false }: DecodedBytes,
): Generator<void, FittedModel> {
  if (!checked) yield* checkArtifactInSteps(bytes);
  const reader = new ArtifactReader(bytes, true);
  const name = reader.text();
  if (name !== kind.name) {
    throw new ModelCodecError(`the artifact holds a ${name} model, not ${kind.name}; open it with decodeModel`);
  }
  const config = readConfig(kind, reader.text());
  const window = { fromSec: reader.number(), toSec: reader.number(), nowSec: reader.number(), seed: reader.number() };
  const interactions = yield* readInteractionsInSteps(reader);
  yield;
  const ground = { training: interactions, kernels };
  const body =
    kind.readBodyInSteps === undefined
      ? kind.readBody(reader, config, ground)
      : yield* kind.readBodyInSteps(reader, config, ground);
  reader.end();
  yield;
  return assemble(kind, {
    config,
    body,
    interactions,
    kernels,
    training: { ...window, rows: interactions.users.length },
  });
}

function readConfig<Config extends object>(kind: ModelKind<Config>, text: string): Config {
  try {
    return kind.parseConfig(JSON.parse(text));
  } catch (cause) {
    throw new ModelCodecError(
      `the ${kind.name} artifact has settings this program does not know; train the model again`,
      {
        cause,
      },
    );
  }
}

function trainingWindow(interactions: Interactions, run: FitRun): TrainingWindow {
  const fromSec = interactions.timesSec.find((time) => time > 0) ?? 0;
  return {
    fromSec,
    toSec: lastTimeSec(interactions),
    nowSec: run.nowSec,
    seed: run.seed,
    rows: interactions.users.length,
  };
}

function lastTimeSec(interactions: Interactions): number {
  return interactions.timesSec.length === 0 ? 0 : Math.max(0, interactions.timesSec[interactions.timesSec.length - 1]);
}
