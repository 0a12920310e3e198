import { choleskyInPlace, TopK } from '@vitrine/kernels';
import type { Interactions } from '../../interactions/interactions.ts';
import { userItemRows } from '../../interactions/user-item-rows.ts';
import type { GivenWeights } from '../../weights/given-weights.ts';
import { WeightsError } from '../../weights/weights-error.ts';
import type { ExternalConfig } from './config.ts';
import type { ExternalParts, StorageLoss } from './parts.ts';
import { readVectors, type StoredVectors, storeVectors, toUnitLength } from './vectors.ts';

/**
 * Brings given weights to the form in which they serve; `interactions` must begin with the ids of the weights (`alignInteractions`).
 * @throws WeightsError when the weights contradict themselves.
 */
export function takeOver(weights: GivenWeights, interactions: Interactions, config: ExternalConfig): ExternalParts {
  checkWeights(weights, config);
  const { width } = weights;
  const isCosine = config.similarity === 'cosine';
  const bring = (values: Float32Array): Float32Array => (isCosine ? toUnitLength(values, width) : values);
  const values = bring(weights.items.values);
  const stored = storeVectors(values, width, config.storage);
  const userValues = bring(weights.users?.values ?? new Float32Array(0));
  const parts = {
    width,
    items: { rows: weights.items.ids.length, stored },
    users: { rows: weights.users?.ids.length ?? 0, stored: storeVectors(userValues, width, config.storage) },
    bias: weights.itemBias ?? new Float32Array(0),
    whitening: config.foldIn === 'ridge' ? whiteningOf(values, width, config) : new Float64Array(0),
    loss: config.storage === 'int8' ? lossOf({ values, stored, width, userValues }) : null,
  };
  return { ...parts, foldedIn: foldInItems(parts, interactions, isCosine) };
}

function checkWeights({ width, items, users, itemBias }: GivenWeights, config: ExternalConfig): void {
  for (const given of users === null ? [items] : [items, users]) {
    if (!(width >= 1) || given.values.length !== given.ids.length * width) {
      throw new WeightsError(
        `${given.ids.length} ids with ${width} numbers each need ${given.ids.length * width} numbers, and ${given.values.length} are there; give one vector for each id`,
      );
    }
  }
  if (itemBias !== null && itemBias.length !== items.ids.length) {
    throw new WeightsError(`${itemBias.length} biases do not fit ${items.ids.length} items; give one for each`);
  }
  if (itemBias !== null && config.similarity === 'cosine') {
    throw new WeightsError('a bias has no place beside a cosine; leave it out, or use similarity=dot');
  }
}

/**
 * Vectors of the items after the given ones: the mean over their people of the mean of what these people took up among the given, drawn
 * towards zero as if one more person had taken nothing up. O(rows + people of such items x width).
 */
export function foldInItems(
  parts: Pick<ExternalParts, 'width' | 'items'>,
  interactions: Interactions,
  isCosine: boolean,
): Float32Array {
  const { width, items } = parts;
  const added = interactions.itemIds.length - items.rows;
  const sums = new Float32Array(Math.max(0, added) * width);
  if (added <= 0) return sums;
  const values = readVectors(items.stored, width);
  const people = new Float64Array(added);
  const { starts, indices } = userItemRows(interactions, 'binary');
  const taste = new Float64Array(width);
  for (let user = 0; user + 1 < starts.length; user++) {
    const own = indices.subarray(starts[user], starts[user + 1]);
    const known = own.filter((item) => item < items.rows);
    if (known.length === 0 || known.length === own.length) continue;
    taste.fill(0);
    for (const item of known) for (let at = 0; at < width; at++) taste[at] += values[item * width + at];
    for (const item of own) {
      if (item < items.rows) continue;
      people[item - items.rows]++;
      const base = (item - items.rows) * width;
      for (let at = 0; at < width; at++) sums[base + at] += taste[at] / known.length;
    }
  }
  for (let at = 0; at < sums.length; at++) sums[at] /= people[Math.floor(at / width)] + 1;
  return isCosine ? toUnitLength(sums, width) : sums;
}

/** L of unobserved V'V + ridge I = L L'. */
function whiteningOf(values: Float32Array, width: number, config: ExternalConfig): Float64Array {
  const gram = new Float64Array(width * width);
  for (let base = 0; base < values.length && config.unobserved > 0; base += width) {
    for (let row = 0; row < width; row++) {
      const factor = config.unobserved * values[base + row];
      for (let column = 0; column <= row; column++) gram[row * width + column] += factor * values[base + column];
    }
  }
  for (let at = 0; at < width; at++) gram[at * width + at] += config.ridge;
  choleskyInPlace(gram, width);
  return gram;
}

const mostQueries = 200;

/** Asks with evenly chosen users, or items where there are none, and compares the lists of the two storages. */
function lossOf(from: {
  readonly values: Float32Array;
  readonly stored: StoredVectors;
  readonly width: number;
  readonly userValues: Float32Array;
}): StorageLoss {
  const { values, width } = from;
  const quantised = readVectors(from.stored, width);
  const asking = from.userValues.length > 0 ? from.userValues : values;
  const rows = asking.length / width;
  const queries = Math.min(mostQueries, rows);
  const best = new TopK(20);
  let overlap = 0;
  let worst = 0;
  for (let query = 0; query < queries; query++) {
    const row = Math.floor((query * rows) / queries);
    const vector = asking.subarray(row * width, row * width + width);
    const exact = productsWith(values, vector);
    const rounded = productsWith(quantised, vector);
    const expected = new Set(best.indices.slice(0, best.select(exact)));
    const found = best.indices.subarray(0, best.select(rounded));
    overlap += found.filter((item) => expected.has(item)).length / Math.max(1, expected.size);
    worst = Math.max(worst, largestError(exact, rounded));
  }
  return { queries, top20Overlap: queries === 0 ? 1 : overlap / queries, worstScoreError: worst };
}

/** As a share of the largest score. */
function largestError(exact: Float32Array, rounded: Float32Array): number {
  let largest = 0;
  let error = 0;
  for (let at = 0; at < exact.length; at++) {
    largest = Math.max(largest, Math.abs(exact[at]));
    error = Math.max(error, Math.abs(exact[at] - rounded[at]));
  }
  return largest > 0 ? error / largest : 0;
}

function productsWith(values: Float32Array, vector: Float32Array): Float32Array {
  const { length } = vector;
  const products = new Float32Array(values.length / length);
  for (let row = 0; row < products.length; row++) {
    let sum = 0;
    for (let at = 0; at < length; at++) sum += values[row * length + at] * vector[at];
    products[row] = sum;
  }
  return products;
}
