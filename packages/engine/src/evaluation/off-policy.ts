import { meanOf } from '@vitrine/kernels';
import { bootstrapMeans, type Interval } from './bootstrap.ts';

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
  /** Mean of target / logged propensity before any cut: 1 where the propensities are right and every choice of the new policy was tried. */
  readonly meanWeight: Interval;
  readonly largestWeight: number;
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
  const largest = weights.reduce((most, weight) => Math.max(most, weight), 0);
  // In units of the largest: the square of a weight of 1e200 would be infinite.
  const sum = weights.reduce((total, weight) => total + weight / largest, 0);
  const squares = weights.reduce((total, weight) => total + (weight / largest) ** 2, 0);
  const weighted = weights.map((weight, at) => weight * rewards[at]);
  const [logged, ips, snips, doublyRobust, meanWeight] = bootstrapMeans(
    [rewards, weighted, ratioTerms(weighted, weights), robust, raw],
    { seed: options.seed, samples: options.samples ?? 1000 },
  );
  return {
    decisions: log.length,
    logged,
    ips,
    snips,
    doublyRobust,
    effectiveSampleSize: squares > 0 ? (sum * sum) / squares : 0,
    meanWeight,
    largestWeight: raw.reduce((most, weight) => Math.max(most, weight), 0),
    cappedShare: raw.reduce((count, weight) => count + (weight > cap ? 1 : 0), 0) / raw.length,
  };
}

/** Values whose mean is the ratio of two means and whose spread is that of its linearisation, (a - r b) / mean b; NaN where b is nothing. */
function ratioTerms(above: Float64Array, below: Float64Array): Float64Array {
  const mean = meanOf(below);
  if (!(mean > 0)) return above.map(() => NaN);
  const ratio = meanOf(above) / mean;
  return above.map((value, at) => ratio + (value - ratio * below[at]) / mean);
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

/** What makes an estimate doubtful, as sentences; empty when nothing does. */
export function offPolicyWarnings(estimate: OffPolicyEstimate): string[] {
  const { decisions, effectiveSampleSize: size, meanWeight, cappedShare, largestWeight } = estimate;
  const warnings: string[] = [];
  if (size === 0)
    warnings.push('the new policy never does what was logged: nothing can be said of it; log with more exploration');
  else if (size < 100 || size < decisions / 100) {
    warnings.push(
      `the weighted log is worth only ${Math.round(size)} of its ${decisions} decisions (largest weight ${largestWeight.toPrecision(3)}): few decide for all; log with more exploration, cap the weights, or judge a policy nearer to the logged one`,
    );
  }
  if (meanWeight.low > 1.02 || meanWeight.high < 0.98) {
    warnings.push(
      `the weights are ${meanWeight.mean.toFixed(3)} on average and should be 1: the propensities are not those the log was made with, or the new policy does things that were never tried`,
    );
  }
  if (cappedShare > 0.05)
    warnings.push(
      `${(cappedShare * 100).toFixed(1)} % of the weights were capped, which pulls the estimate towards the logged policy`,
    );
  return warnings;
}
