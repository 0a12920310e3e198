import type { SparseRows } from '@vitrine/kernels';
import { bm25Factors, degreePowers, inverseLengths, rarities } from '../similarity-scales.ts';
import type { UserItemPair } from '../user-item-pair.ts';
import type { UserKnnConfig } from './config.ts';

/** The factors of similarity(v) = (userScale[v] x sum over the history of weight x itemScale[i] x value[v, i])^exponent, and of an item's score. */
export interface UserScales {
  readonly userScale: Float64Array;
  readonly itemScale: Float64Array;
  readonly targetScale: Float64Array;
  readonly exponent: number;
}

/** Factors of a training, pausing between them. A visitor's own length is the same for everybody and is left out. */
export function* userScalesInSteps(
  { byUser, byItem }: UserItemPair,
  config: UserKnnConfig,
): Generator<void, UserScales> {
  if (config.similarity === 'powers') {
    const userScale = degreePowers(byUser, config.userExponent);
    yield;
    const itemScale = degreePowers(byItem, config.itemExponent);
    yield;
    const targetScale = degreePowers(byItem, config.targetExponent);
    return { userScale, itemScale, targetScale, exponent: config.similarityExponent };
  }
  const itemScale = config.similarity === 'cosine' ? ones(byItem) : rarities(byItem);
  yield;
  const userScale = config.similarity === 'bm25' ? bm25Factors(byUser) : inverseLengths(byUser, itemScale);
  return { userScale, itemScale, targetScale: ones(byItem), exponent: 1 };
}

const ones = (rows: SparseRows): Float64Array => new Float64Array(rows.rowCount).fill(1);
