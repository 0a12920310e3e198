import { RandomStream } from '@vitrine/kernels';
import { pairedDifference, type BootstrapOptions, type PairedDifference } from './bootstrap.ts';

/** Two systems judged on the same users, and how likely chance alone would set them so far apart. */
export interface PairedTest extends PairedDifference {
  /** Two-sided p-value of the sign-flip permutation test of the mean difference (Fisher 1935; Smucker, Allan, Carterette 2007). */
  readonly p: number;
  /** Users for whom the first, or the second, is better. */
  readonly wins: number;
  readonly losses: number;
  /** Two-sided p-value of the exact sign test: looks only at who wins, so no single large difference decides. */
  readonly signP: number;
}

/** Beyond so many differing users all 2^n ways to set the signs are too many, and some are drawn. */
const mostExact = 14;

/**
 * Tests whether `a` and `b` (one value per user) differ: interval by paired bootstrap, p-values by flipping signs and by counting wins.
 * With no user that differs both p-values are 1. O(users x draws) with at most 9999 draws, 32 signs to a random number.
 * @throws RangeError when the two were not judged on the same number of users.
 */
export function pairedTest(a: Float64Array, b: Float64Array, options: BootstrapOptions): PairedTest {
  const interval = pairedDifference(a, b, options);
  // Users without a difference say nothing about its sign, whichever way it is flipped.
  const differences = a.map((value, user) => value - b[user]).filter((value) => value !== 0);
  const wins = differences.reduce((count, value) => count + (value > 0 ? 1 : 0), 0);
  const losses = differences.length - wins;
  return { ...interval, p: signFlipP(differences, options.seed), wins, losses, signP: signTestP(wins, losses) };
}

/** Share of all ways to set the signs whose sum is at least as far from 0 as the one seen; exact for few values, else (1 + hits) / (1 + draws). */
function signFlipP(differences: Float64Array, seed: number): number {
  const count = differences.length;
  if (count === 0) return 1;
  // Sums in another order differ in their last digits: those count as equal.
  const seen = Math.abs(differences.reduce((sum, value) => sum + value, 0)) * (1 - 1e-12);
  if (count <= mostExact) {
    let hits = 0;
    for (let signs = 0; signs < 2 ** count; signs++) if (Math.abs(flippedSum(differences, () => signs)) >= seen) hits++;
    return hits / 2 ** count;
  }
  const stream = new RandomStream(seed).derive('sign flips');
  // A million users need no more than a thousand draws to show what there is to see, and seconds instead of minutes.
  const draws = Math.min(9999, Math.max(999, Math.floor(3e8 / count)));
  let hits = 0;
  for (let draw = 0; draw < draws; draw++)
    if (Math.abs(flippedSum(differences, () => stream.nextUint32())) >= seen) hits++;
  return (1 + hits) / (1 + draws);
}

function flippedSum(values: Float64Array, nextBits: () => number): number {
  let sum = 0;
  for (let begin = 0; begin < values.length; begin += 32) {
    let bits = nextBits();
    const end = Math.min(values.length, begin + 32);
    for (let at = begin; at < end; at++) {
      sum += (bits & 1) === 1 ? values[at] : -values[at];
      bits >>>= 1;
    }
  }
  return sum;
}

/** P(at most the smaller count of heads in a fair toss), doubled, at most 1. Terms in logarithms: 0.5^n underflows for a thousand users. */
function signTestP(wins: number, losses: number): number {
  const count = wins + losses;
  const fewer = Math.min(wins, losses);
  let logTerm = -count * Math.LN2;
  let tail = Math.exp(logTerm);
  for (let heads = 1; heads <= fewer; heads++) {
    logTerm += Math.log((count - heads + 1) / heads);
    tail += Math.exp(logTerm);
  }
  return Math.min(1, 2 * tail);
}

/**
 * Holm's correction (1979): p-values of several tests so adjusted that the chance of even one false alarm stays at the level tested at.
 * Order is kept; NaN stays NaN and is not counted as a test.
 */
export function holmAdjusted(pValues: readonly number[]): number[] {
  const order = [...pValues.keys()].filter((at) => !Number.isNaN(pValues[at])).sort((a, b) => pValues[a] - pValues[b]);
  const adjusted = pValues.map(() => NaN);
  let largest = 0;
  order.forEach((at, rank) => {
    largest = Math.max(largest, Math.min(1, pValues[at] * (order.length - rank)));
    adjusted[at] = largest;
  });
  return adjusted;
}
