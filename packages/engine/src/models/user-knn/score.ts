import { finish, sparseCell, topIndices } from '@vitrine/kernels';
import type { Interactions } from '../../interactions/interactions.ts';
import type { ModelBody } from '../define-model.ts';
import { foldHistory, type FoldedHistory } from '../fold-history.ts';
import { explainContributions } from '../item-links.ts';
import type { FitRun } from '../model.ts';
import { type UserItemPair, userItemPairInSteps } from '../user-item-pair.ts';
import type { UserKnnConfig } from './config.ts';
import { type UserScales, userScalesInSteps } from './scales.ts';

/**
 * score(j) = targetScale[j] sum over people v who have j of (userScale[v] sum over the history of weight itemScale[i] [v has i])^q. Nothing is fitted:
 * the model is its training rows; O(people of the history + their items).
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
  const pair = yield* userItemPairInSteps(interactions, config.signal, run);
  yield;
  return bodyOver({ ...pair, ...(yield* userScalesInSteps(pair, config)) }, config);
}

type Neighbourhood = UserItemPair & UserScales;

function bodyOver(near: Neighbourhood, config: UserKnnConfig): ModelBody {
  const { byUser, byItem } = near;
  const fold = { ...config, itemCount: byItem.rowCount };
  // Scoring is synchronous, so one set of sums serves all requests.
  const people: People = { similarity: new Float64Array(byUser.rowCount), touched: new Int32Array(byUser.rowCount) };
  const score = (history: FoldedHistory, out: Float32Array): void => {
    const count = findPeople(near, config, { history, people });
    out.fill(0);
    for (let at = 0; at < count; at++) {
      const user = people.touched[at];
      const similarity = people.similarity[user];
      people.similarity[user] = 0;
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
    explainItem(context, item) {
      const history = foldHistory(context, fold);
      const count = findPeople(near, config, { history, people });
      const explanation = explainByPeople(near, people, { history, item });
      for (let at = 0; at < count; at++) people.similarity[people.touched[at]] = 0;
      return explanation;
    },
    withRecency: (recencyHalfLifeDays) => bodyOver(near, { ...config, recencyHalfLifeDays }),
    // The rows it is made of stand in every artifact.
    write: () => undefined,
  };
}

/** Who speaks for a visitor: the first of `touched`, with a similarity; everybody else has 0. */
interface People {
  readonly similarity: Float64Array;
  readonly touched: Int32Array;
}

/** Finds the people alike, all or the nearest; answers how many. */
function findPeople(
  near: Neighbourhood,
  config: UserKnnConfig,
  { history, people }: { readonly history: FoldedHistory; readonly people: People },
): number {
  const count = addSimilarities(near, history, people);
  const { similarity, touched } = people;
  for (let at = 0; at < count; at++) {
    const user = touched[at];
    similarity[user] = Math.pow(similarity[user] * near.userScale[user], near.exponent);
  }
  if (config.neighbours === null || count <= config.neighbours) return count;
  // In order of people, so that of equally alike ones the same are kept whatever the order of the history.
  const order = touched.slice(0, count).sort();
  const alike = Float64Array.from(order, (user) => similarity[user]);
  for (const user of order) similarity[user] = 0;
  topIndices(alike, config.neighbours).forEach((at, place) => {
    touched[place] = order[at];
    similarity[order[at]] = alike[at];
  });
  return config.neighbours;
}

/** Adds what each person has in common with the history; answers how many were touched. */
function addSimilarities(near: Neighbourhood, history: FoldedHistory, { similarity: sums, touched }: People): number {
  const { byItem, itemScale } = near;
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
  { similarity }: People,
  question: { readonly history: FoldedHistory; readonly item: number },
): ReturnType<ModelBody['explainItem']> {
  const { byItem, byUser, itemScale, targetScale } = near;
  const { history, item } = question;
  const contributions = new Float64Array(history.items.length);
  for (let cell = byItem.starts[item]; cell < byItem.starts[item + 1]; cell++) {
    const user = byItem.indices[cell];
    if (!(similarity[user] > 0)) continue;
    const common = Float64Array.from(
      history.items,
      (source, at) => history.weights[at] * itemScale[source] * sparseCell(byUser, user, source),
    );
    const sum = common.reduce((total, part) => total + part, 0);
    if (!(sum > 0)) continue;
    const part = similarity[user] * byItem.values[cell] * targetScale[item];
    for (let at = 0; at < common.length; at++) contributions[at] += (part * common[at]) / sum;
  }
  return explainContributions(item, history.items, contributions);
}
