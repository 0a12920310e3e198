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
  return bootstrapMeans([values], options)[0];
}

/**
 * As `bootstrapMean` for several values of the same users: each resample of users is drawn once for all.
 * @throws RangeError when the columns differ in length.
 */
export function bootstrapMeans(columns: readonly Float64Array[], options: BootstrapOptions): Interval[] {
  const count = columns[0]?.length ?? 0;
  if (columns.some((column) => column.length !== count))
    throw new RangeError('columns of the same users must be alike in length');
  if (count === 0) return columns.map(() => ({ mean: NaN, low: NaN, high: NaN }));
  const samples = options.samples ?? 1000;
  const confidence = options.confidence ?? 0.95;
  const stream = new RandomStream(options.seed);
  const means = columns.map(() => new Float64Array(samples));
  const drawn = new Int32Array(count);
  for (let sample = 0; sample < samples; sample++) {
    // 32 bits are enough: a user's chance is off by less than one in 4,294,967,296 / users.
    for (let draw = 0; draw < count; draw++) drawn[draw] = Math.floor((stream.nextUint32() / 4294967296) * count);
    columns.forEach((column, at) => (means[at][sample] = sumAt(column, drawn) / count));
  }
  const tail = (1 - confidence) / 2;
  return columns.map((column, at) => {
    const sorted = means[at].sort();
    const quantile = (share: number): number =>
      sorted[Math.min(samples - 1, Math.max(0, Math.round(share * (samples - 1))))];
    return { mean: meanOf(column), low: quantile(tail), high: quantile(1 - tail) };
  });
}

function sumAt(column: Float64Array, drawn: Int32Array): number {
  let sum = 0;
  for (let draw = 0; draw < drawn.length; draw++) sum += column[drawn[draw]];
  return sum;
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
