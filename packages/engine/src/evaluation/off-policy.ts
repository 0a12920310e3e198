import { meanOf } from '@vitrine/kernels';
import { bootstrapMean, type Interval } from './bootstrap.ts';

/** One logged decision as a new policy would see it. */
export interface LoggedDecision {
  /** What came of it: 1 for a click or the value of a purchase; finite. */
  readonly reward: number;
  /** Probability with which the logging policy showed what it showed, in (0, 1]. */
  readonly loggedPropensity: number;
  /** Probability with which the new policy would have shown the same, in [0, 1]. */
  readonly targetPropensity: number;
  /** A reward model's guess for what was shown; for `doublyRobust`, 0 when left out. */
  readonly predictedLogged?: number;
  /** The same model's guess for what the new policy would show, on average over its choices; 0 when left out. */
  readonly predictedTarget?: number;
}

/** How the value of a policy is estimated. */
export interface OffPolicyOptions {
  readonly seed: number;
  /** Bootstrap resamples; 1000 when left out. */
  readonly samples?: number;
  /** Largest weight of a decision; larger ones are cut, which trades a bias towards the logging policy for less variance. None when left out. */
  readonly weightCap?: number;
}

/** The reward a decision would bring on average under the new policy, by three estimators. */
export interface OffPolicyEstimate {
  readonly decisions: number;
  /** Mean reward of the log itself. */
  readonly logged: Interval;
  /** Inverse propensity scoring (Horvitz, Thompson 1952): unbiased, of large variance. */
  readonly ips: Interval;
  /** Self-normalised (Swaminathan, Joachims 2015): divides by the mean weight; slightly biased, bounded by the rewards. */
  readonly snips: Interval;
  /** Doubly robust (Dudik, Langford, Li 2011): right when the propensities or the reward model are. */
  readonly doublyRobust: Interval;
  /** (sum w)^2 / sum w^2 (Kish): how many decisions the weighted log is worth. */
  readonly effectiveSampleSize: number;
  /** Share of decisions whose weight was cut. */
  readonly cappedShare: number;
}

/**
 * Judges a policy by what another one logged. O(decisions x resamples).
 * @throws RangeError when there is no decision, or one has a propensity or a reward that cannot be; it names the decision.
 */
export function estimateOffPolicy(log: readonly LoggedDecision[], options: OffPolicyOptions): OffPolicyEstimate {
  if (log.length === 0)
    throw new RangeError('there is no decision to judge by; log some with their propensities first');
  log.forEach(checkDecision);
  const cap = options.weightCap ?? Infinity;
  const raw = Float64Array.from(log, ({ targetPropensity, loggedPropensity }) => targetPropensity / loggedPropensity);
  const weights = raw.map((weight) => Math.min(cap, weight));
  const rewards = Float64Array.from(log, ({ reward }) => reward);
  const robust = Float64Array.from(log, ({ reward, predictedLogged = 0, predictedTarget = 0 }, at) => {
    return predictedTarget + weights[at] * (reward - predictedLogged);
  });
  const resampling = { seed: options.seed, samples: options.samples ?? 1000 };
  const weighted = weights.map((weight, at) => weight * rewards[at]);
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const squares = weights.reduce((total, weight) => total + weight * weight, 0);
  return {
    decisions: log.length,
    logged: bootstrapMean(rewards, resampling),
    ips: bootstrapMean(weighted, resampling),
    snips: ratioOf(weighted, weights, resampling),
    doublyRobust: bootstrapMean(robust, resampling),
    effectiveSampleSize: squares > 0 ? (sum * sum) / squares : 0,
    cappedShare: raw.reduce((count, weight) => count + (weight > cap ? 1 : 0), 0) / raw.length,
  };
}

/** The ratio of two means with the interval of its linearisation: the spread of (a - r b) / mean b around 0. */
function ratioOf(above: Float64Array, below: Float64Array, how: { seed: number; samples: number }): Interval {
  const mean = meanOf(below);
  if (!(mean > 0)) return { mean: NaN, low: NaN, high: NaN };
  const ratio = meanOf(above) / mean;
  return bootstrapMean(
    above.map((value, at) => ratio + (value - ratio * below[at]) / mean),
    how,
  );
}

function checkDecision(decision: LoggedDecision, at: number): void {
  const { reward, loggedPropensity, targetPropensity, predictedLogged = 0, predictedTarget = 0 } = decision;
  const refuse = (field: string, value: number, must: string): never => {
    throw new RangeError(`decision ${at}: ${field} is ${value}; it must be ${must}`);
  };
  if (!(loggedPropensity > 0 && loggedPropensity <= 1))
    refuse('loggedPropensity', loggedPropensity, 'above 0 and at most 1');
  if (!(targetPropensity >= 0 && targetPropensity <= 1)) refuse('targetPropensity', targetPropensity, 'from 0 to 1');
  for (const [field, value] of Object.entries({ reward, predictedLogged, predictedTarget })) {
    if (!Number.isFinite(value)) refuse(field, value, 'a finite number');
  }
}
