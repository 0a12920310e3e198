import { finish, type SparseRows, sparseCell, sparseRowSums } from '@vitrine/kernels';
import type { Interactions } from '../../interactions/interactions.ts';
import type { ModelBody } from '../define-model.ts';
import { foldHistory, type FoldedHistory } from '../fold-history.ts';
import { explainContributions } from '../item-links.ts';
import type { FitRun } from '../model.ts';
import { userItemPairInSteps } from '../user-item-pair.ts';
import type { UserKnnConfig } from './config.ts';

/**
 * score(j) = d_j^-c sum over people v who have j of (d_v^-a sum over the history of weight d_i^-b [v has i])^q. Nothing is fitted: the model is its
 * training rows; O(people of the history + their items).
 */
export function userKnnBody(interactions: Interactions, config: UserKnnConfig, run: SharedRun): ModelBody {
  return finish(userKnnBodyInSteps(interactions, config, run));
}

type SharedRun = Pick<FitRun, 'shared'>;

/** As `userKnnBody`, pausing every few milliseconds. */
export function* userKnnBodyInSteps(
  interactions: Interactions,
  config: UserKnnConfig,
  run: SharedRun,
): Generator<void, ModelBody> {
  const { byUser, byItem } = yield* userItemPairInSteps(interactions, config.signal, run);
  const power = (rows: SparseRows, exponent: number): Float64Array =>
    sparseRowSums(rows).map((degree) => (degree > 0 ? Math.pow(degree, -exponent) : 0));
  yield;
  const userScale = power(byUser, config.userExponent);
  yield;
  const itemScale = power(byItem, config.itemExponent);
  const targetScale = power(byItem, config.targetExponent);
  yield;
  return bodyOver({ byUser, byItem, userScale, itemScale, targetScale }, config);
}

interface Neighbourhood {
  readonly byUser: SparseRows;
  readonly byItem: SparseRows;
  readonly userScale: Float64Array;
  readonly itemScale: Float64Array;
  readonly targetScale: Float64Array;
}

function bodyOver(near: Neighbourhood, config: UserKnnConfig): ModelBody {
  const { byUser, byItem } = near;
  const fold = { ...config, itemCount: byItem.rowCount };
  // Scoring is synchronous, so one set of sums serves all requests.
  const sums = new Float64Array(byUser.rowCount);
  const touched = new Int32Array(byUser.rowCount);
  const score = (history: FoldedHistory, out: Float32Array): void => {
    const count = addSimilarities(near, history, { sums, touched });
    out.fill(0);
    for (let at = 0; at < count; at++) {
      const user = touched[at];
      const similarity = Math.pow(sums[user] * near.userScale[user], config.similarityExponent);
      sums[user] = 0;
      for (let cell = byUser.starts[user]; cell < byUser.starts[user + 1]; cell++) {
        out[byUser.indices[cell]] += similarity * byUser.values[cell];
      }
    }
    for (let item = 0; item < out.length; item++) out[item] *= near.targetScale[item];
  };
  return {
    notes: { people: byUser.rowCount },
    scoreItems: (context, out) => score(foldHistory(context, fold), out),
    similarItems(item, out) {
      score({ items: Int32Array.of(item), weights: Float64Array.of(1) }, out);
      out[item] = 0;
    },
    explainItem: (context, item) => explainByPeople(near, config, { history: foldHistory(context, fold), item }),
    withRecency: (recencyHalfLifeDays) => bodyOver(near, { ...config, recencyHalfLifeDays }),
    // The rows it is made of stand in every artifact.
    write: () => undefined,
  };
}

/** Adds what each person has in common with the history; answers how many were touched. */
function addSimilarities(
  near: Neighbourhood,
  history: FoldedHistory,
  into: { readonly sums: Float64Array; readonly touched: Int32Array },
): number {
  const { byItem, itemScale } = near;
  const { sums, touched } = into;
  let count = 0;
  for (let at = 0; at < history.items.length; at++) {
    const item = history.items[at];
    const weight = history.weights[at] * itemScale[item];
    for (let cell = byItem.starts[item]; cell < byItem.starts[item + 1]; cell++) {
      const user = byItem.indices[cell];
      if (sums[user] === 0) touched[count++] = user;
      sums[user] += weight * byItem.values[cell];
    }
  }
  return count;
}

/** Each neighbour's part of a score is shared among the items of the history that make it a neighbour. */
function explainByPeople(
  near: Neighbourhood,
  config: UserKnnConfig,
  question: { readonly history: FoldedHistory; readonly item: number },
): ReturnType<ModelBody['explainItem']> {
  const { byItem, byUser, itemScale, userScale, targetScale } = near;
  const { history, item } = question;
  const contributions = new Float64Array(history.items.length);
  for (let cell = byItem.starts[item]; cell < byItem.starts[item + 1]; cell++) {
    const user = byItem.indices[cell];
    const common = Float64Array.from(
      history.items,
      (source, at) => history.weights[at] * itemScale[source] * sparseCell(byUser, user, source),
    );
    const sum = common.reduce((total, part) => total + part, 0);
    if (!(sum > 0)) continue;
    const part = Math.pow(sum * userScale[user], config.similarityExponent) * byItem.values[cell] * targetScale[item];
    for (let at = 0; at < common.length; at++) contributions[at] += (part * common[at]) / sum;
  }
  return explainContributions(item, history.items, contributions);
}
