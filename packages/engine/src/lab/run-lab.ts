import { evaluateModel, type Evaluation } from '../evaluation/evaluate-model.ts';
import type { Interactions } from '../interactions/interactions.ts';
import { mergeInteractions, selectRows } from '../interactions/merge-interactions.ts';
import { contextsOf } from '../interactions/user-contexts.ts';
import { userItemRows } from '../interactions/user-item-rows.ts';
import { featureRows, withItems, type ItemFeatures } from '../items/item-features.ts';
import type { FitRun, FittedModel, ModelName } from '../models/model.ts';
import { models } from '../models/registry.ts';

/** Steps of a laboratory run, in order. */
export type LabPhase = 'join' | 'train' | 'evaluate';

/** A study of one model on somebody's own split. */
export interface LabRequest {
  readonly train: Interactions;
  /** Null trains and predicts only. */
  readonly test: Interactions | null;
  readonly model: ModelName;
  /** Partial configuration; numbers may be text. */
  readonly config?: unknown;
  /** Length of the lists and cut-off of the metrics. */
  readonly top: number;
  readonly run: FitRun;
  /** Called at the start of each phase, so that a caller with a clock can time it. */
  onPhase?(phase: LabPhase): void;
  /** Progress within a phase. */
  onProgress?(done: number, total: number, step: string): void;
}

/** The list of one user, best first. */
export interface LabPrediction {
  readonly userId: string;
  readonly itemIds: readonly string[];
}

/** What came out. */
export interface LabResult {
  readonly model: FittedModel;
  /** Null without a test file. */
  readonly evaluation: Evaluation | null;
  /** Test users that the training file does not know; they are judged with an empty history. */
  readonly unknownUsers: number;
  /** Test items that the training file does not know; they count as misses. */
  readonly unknownItems: number;
  /** One list per user of both files, in the order of first appearance. Lists made while judging are not made again. */
  predictions(): Generator<LabPrediction>;
}

/**
 * Trains a model, ranks all items the training file knows for every user with test items (own training items masked) and judges the lists.
 * Pure: no clock, no files.
 * @throws ModelConfigError on an invalid configuration.
 */
export function runLab(request: LabRequest): LabResult {
  const definition = models[request.model];
  const config = definition.parseConfig(request.config);
  request.onPhase?.('join');
  const readsItems = definition.readsItems(config);
  const { train, test } = joinIds(knownTo(request, readsItems), request.test);
  const described = readsItems ? describedItems(train, request.run.itemFeatures) : undefined;
  request.onPhase?.('train');
  const progress = request.onProgress;
  const model = definition.fit(train, config, progress === undefined ? request.run : { ...request.run, progress });
  const cutSec = train.timesSec.length === 0 ? 0 : train.timesSec[train.timesSec.length - 1];
  const lists = new Map<number, Int32Array>();
  let evaluation: Evaluation | null = null;
  if (test !== null) {
    request.onPhase?.('evaluate');
    evaluation = evaluateModel(
      model,
      { train, test, cutSec },
      {
        k: request.top,
        seed: request.run.seed,
        described,
        onList: (user, list) => lists.set(user, list),
        progress: (done, total) => progress?.(done, total, 'judging'),
      },
    );
  }
  return {
    model,
    evaluation,
    unknownUsers: train.userIds.length - request.train.userIds.length,
    unknownItems:
      test === null
        ? 0
        : withItems(request.train, request.test?.itemIds ?? []).itemIds.length - request.train.itemIds.length,
    predictions: () => predictAll({ model, train, cutSec, lists, described, top: request.top }),
  };
}

/** One line of a predictions file: user, then items, tab-separated. */
export function formatPrediction(prediction: LabPrediction): string {
  return [prediction.userId, ...prediction.itemIds].join('\t');
}

/** For a model that reads descriptions, every described item is one that it may recommend. */
function knownTo({ train, run }: LabRequest, readsItems: boolean): Interactions {
  return readsItems && run.itemFeatures !== undefined ? withItems(train, run.itemFeatures.itemIds) : train;
}

/** A byte for each item, 1 where its catalog describes it. */
export function describedItems(train: Interactions, features: ItemFeatures | undefined): Uint8Array | undefined {
  if (features === undefined) return undefined;
  return Uint8Array.from(featureRows(features, train.itemIds), (row) => (row < 0 ? 0 : 1));
}

/** The rows of a training and of a test file under one set of ids, those of training first. */
export function joinIds(
  train: Interactions,
  test: Interactions | null,
): { train: Interactions; test: Interactions | null } {
  if (test === null) return { train, test };
  const { merged, userOf, itemOf } = mergeInteractions(selectRows(train, new Int32Array(0)), test);
  const ids = { userIds: merged.userIds, itemIds: merged.itemIds };
  return {
    train: { ...train, ...ids },
    test: {
      ...test,
      ...ids,
      users: test.users.map((user) => userOf[user]),
      items: test.items.map((item) => itemOf[item]),
    },
  };
}

interface PredictionSource {
  readonly model: FittedModel;
  readonly train: Interactions;
  readonly cutSec: number;
  readonly lists: ReadonlyMap<number, Int32Array>;
  readonly described: Uint8Array | undefined;
  readonly top: number;
}

/** Users whose lists are made at once. */
const batch = 1024;

function* predictAll(source: PredictionSource): Generator<LabPrediction> {
  const { model, train, top } = source;
  const byUser = userItemRows(train, 'binary');
  const contexts = contextsOf(train, source.cutSec);
  const excluded = Uint8Array.from(model.itemIds, (_, item) => (source.described?.[item] === 1 ? 0 : 1));
  for (const item of byUser.indices) excluded[item] = 0;
  for (let begin = 0; begin < train.userIds.length; begin += batch) {
    const users = Array.from({ length: Math.min(batch, train.userIds.length - begin) }, (_, at) => begin + at);
    const lists = users.map((user) => source.lists.get(user));
    const missing = users.filter((_, at) => lists[at] === undefined);
    model.recommendMany(
      {
        contexts: missing.map((user) => contexts.contextOf(user)),
        k: top,
        excluded,
        own: (at) => byUser.indices.subarray(byUser.starts[missing[at]], byUser.starts[missing[at] + 1]),
      },
      (at, list) => (lists[missing[at] - begin] = list.slice()),
    );
    for (const user of users) {
      const list = lists[user - begin] ?? new Int32Array(0);
      yield { userId: train.userIds[user], itemIds: Array.from(list, (item) => model.itemIds[item]) };
    }
  }
}
