import { meanOf, RandomStream } from '@vitrine/kernels';

/** A mean with a percentile bootstrap interval (Efron 1979). */
export interface Interval {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/** How an interval is drawn. */
export interface BootstrapOptions {
  readonly seed: number;
  /** Resamples; 1000 when left out. */
  readonly samples?: number;
  /** Probability inside the interval; 0.95 when left out. */
  readonly confidence?: number;
}

/** The mean of independent values (one per user) and its interval; O(samples x values). NaN for no values. */
export function bootstrapMean(values: Float64Array, options: BootstrapOptions): Interval {
  const mean = meanOf(values);
  if (values.length === 0) return { mean, low: NaN, high: NaN };
  const samples = options.samples ?? 1000;
  const confidence = options.confidence ?? 0.95;
  const stream = new RandomStream(options.seed);
  const means = new Float64Array(samples);
  for (let sample = 0; sample < samples; sample++) {
    let sum = 0;
    for (let draw = 0; draw < values.length; draw++) sum += values[Math.floor(stream.next() * values.length)];
    means[sample] = sum / values.length;
  }
  means.sort();
  const tail = (1 - confidence) / 2;
  const at = (share: number): number => means[Math.min(samples - 1, Math.max(0, Math.round(share * (samples - 1))))];
  return { mean, low: at(tail), high: at(1 - tail) };
}

/** Difference of two systems judged on the same users, and whether zero is outside its interval. */
export interface PairedDifference extends Interval {
  readonly clear: boolean;
}

/**
 * Mean of `a[u] - b[u]` with its interval: users are resampled in pairs, so what they have in common cancels out.
 * @throws RangeError when the two were not judged on the same number of users.
 */
export function pairedDifference(a: Float64Array, b: Float64Array, options: BootstrapOptions): PairedDifference {
  if (a.length !== b.length) {
    throw new RangeError(`${a.length} and ${b.length} users cannot be paired; judge both models on the same split`);
  }
  const interval = bootstrapMean(
    a.map((value, user) => value - b[user]),
    options,
  );
  return { ...interval, clear: interval.low > 0 || interval.high < 0 };
}
