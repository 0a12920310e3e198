import type { KernelSource } from '../factors/kernel-source.ts';
import type { Interactions } from '../interactions/interactions.ts';
import type { ItemFeatures } from '../items/item-features.ts';

/** Every model of the registry. */
export type ModelName =
  | 'popularity'
  | 'covisitation'
  | 'item-knn'
  | 'graph-filter'
  | 'graph-lowpass'
  | 'ease'
  | 'als'
  | 'user-knn'
  | 'two-hop'
  | 'truncated-svd'
  | 'lightgcn'
  | 'sequential-rules'
  | 'session'
  | 'external'
  | 'content'
  | 'hybrid'
  | 'blend';

/** What one visitor did, newest first; item indices of the model's own catalog, one entry per event. */
export interface ScoredHistory {
  readonly items: Int32Array;
  /** Event weight times value. */
  readonly weights: Float32Array;
  /** Seconds between the event and `UserContext.nowSec`, not negative. */
  readonly ageSec: Float64Array;
}

/** All that a scorer may look at for one answer. Never changed once it is made: a model may remember what it computed for one. */
export interface UserContext {
  /** Index in the model's `userIds`, -1 for a person the model does not know. */
  readonly userIndex: number;
  readonly history: ScoredHistory;
  /** Items of the running session, newest first; may be empty. */
  readonly session: Int32Array;
  /** Unix seconds. */
  readonly nowSec: number;
}

/** Why an item got its score, from the score's real parts. */
export interface Explanation {
  readonly item: number;
  /** Items of the visitor's own history or session that raised the score; shares are positive and sum to at most 1, largest first. */
  readonly anchors: { readonly item: number; readonly share: number }[];
  /** Named addends; their sum is the score within 1e-4. */
  readonly parts: Readonly<Record<string, number>>;
}

/** What a model was trained on. */
export interface TrainingWindow {
  /** Unix seconds of the first and the last row that carries a time, 0 when none does. */
  readonly fromSec: number;
  readonly toSec: number;
  /** Unix seconds at which the training took place. */
  readonly nowSec: number;
  readonly seed: number;
  readonly rows: number;
}

/** Which lists are wanted. */
export interface ListQuestion {
  readonly contexts: readonly UserContext[];
  /** Length of the lists. */
  readonly k: number;
  /** Items that are in no list: those whose byte is not 0. */
  readonly excluded?: Uint8Array | undefined;
  /** Items that are not in the list of one context, ascending. */
  readonly own?: ((at: number) => Int32Array) | undefined;
}

/** Is given the list of one context, best first; good until it returns. */
export type TakeList = (at: number, list: Int32Array) => void;

/** A trained model: immutable, safe to share between requests. */
export interface FittedModel {
  readonly name: ModelName;
  readonly version: 1;
  readonly itemIds: readonly string[];
  readonly userIds: readonly string[];
  readonly training: TrainingWindow;
  /** What the training found out, as plain JSON values for reports (the blend: weights and what it tried). */
  readonly notes: Readonly<Record<string, unknown>>;
  /** Writes one finite score per item of the catalog to `out` (length `itemIds.length`); higher is better. */
  scoreItems(context: UserContext, out: Float32Array): void;
  /** As `scoreItems`, pausing between parts that take some milliseconds each, so that a server can answer others in between; run it to its end. */
  scoreItemsInSteps(context: UserContext, out: Float32Array): Generator<void, void>;
  /** As `scoreItems` for each context in turn, cheaper for models of factors; `scores` is good until `take` returns. */
  scoreMany(contexts: readonly UserContext[], take: (at: number, scores: Float32Array) => void): void;
  /**
   * The best items of each context by `scoreItems`, larger scores first and of equal ones the lower index; much cheaper than all scores for models
   * of factors. Each context is answered once, by its place; those without a history may come after the others.
   */
  recommendMany(question: ListQuestion, take: TakeList): void;
  /** Writes how well each item goes with `item` to `out`; the item itself gets 0. */
  similarItems(item: number, out: Float32Array): void;
  explainItem(context: UserContext, item: number): Explanation;
  /** A new model that also knows `delta`; unknown users and items are appended to the catalog in the delta's order. */
  update(delta: Interactions): FittedModel;
  /** Self-describing bytes for `decodeModel`. */
  encode(): Uint8Array;
}

/** What surrounds one training: everything that is not data or configuration. */
export interface FitRun {
  readonly seed: number;
  /** Unix seconds. */
  readonly nowSec: number;
  /** Where matrices are multiplied; plain TypeScript on one thread when left out. */
  readonly kernels?: KernelSource;
  /** What the catalog says of its items, for models that read it; items that the interactions do not list are ignored. */
  readonly itemFeatures?: ItemFeatures | undefined;
  /** Parts that several models of one training have in common, made by the first that needs them; a blend gives its components one. */
  readonly shared?: Map<string, unknown>;
  /** Notes of the same configuration trained on an older part of these rows: a model that searches takes over what it found there. */
  readonly earlierNotes?: FittedModel['notes'] | undefined;
  /** Called between steps; throwing from it cancels the training. */
  progress?(done: number, total: number, phase: string): void;
  /** Milliseconds since any fixed point; only a model with a time budget asks. Without it a training is bounded by work alone. */
  elapsedMs?(): number;
}

/** How one kind of model is configured, trained and read back. */
export interface ModelDefinition<Config extends object> {
  readonly name: ModelName;
  readonly defaults: Config;
  /**
   * Fills a partial configuration from `defaults`.
   * @throws ModelConfigError on unknown keys or values out of range; it lists the valid ones.
   */
  parseConfig(raw: unknown): Config;
  /**
   * Whether a model so configured learns from descriptions of items. Then `fit` wants `FitRun.itemFeatures` and a catalog that lists
   * items which nobody touched yet (`withItems`), and can recommend those too.
   */
  readsItems(config: Config): boolean;
  fit(interactions: Interactions, config: Config, run: FitRun): FittedModel;
  /** @throws ModelCodecError on bytes that this model did not write. */
  decode(bytes: Uint8Array, kernels?: KernelSource): FittedModel;
  /** As `decode`, pausing between steps so that a server can answer in between; run it to its end. `checked` bytes are whole. */
  decodeInSteps(bytes: Uint8Array, kernels?: KernelSource, checked?: boolean): Generator<void, FittedModel>;
}
