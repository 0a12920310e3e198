import { RandomStream } from '@vitrine/kernels';
import {
  estimateOffPolicy,
  offPolicyWarnings,
  type LoggedDecision,
  type OffPolicyEstimate,
} from '../evaluation/off-policy.ts';
import { decimalOf } from '../lines/decimal.ts';
import type { DecisionLog } from './decision-log.ts';

/** The policy to judge. */
export type JudgedPolicy =
  /** What the log's own column says. */
  | { readonly kind: 'target' }
  | { readonly kind: 'uniform' }
  | { readonly kind: 'always'; readonly action: string }
  /** The action with the best mean reward in the context, learned from the other half of the log; any action with probability `epsilon`. */
  | { readonly kind: 'greedy'; readonly epsilon: number };

/** A policy that cannot be read or does not fit the log. */
export class PolicyError extends Error {
  override readonly name = 'PolicyError';
  readonly code = 'lab.policy_malformed';
}

/** Reads `target`, `uniform`, `always:ACTION`, `greedy` or `epsilon:0.1`. @throws PolicyError listing these. */
export function parsePolicy(text: string): JudgedPolicy {
  const at = text.indexOf(':');
  const [kind, rest] = at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
  if (at < 0 && (kind === 'target' || kind === 'uniform')) return { kind };
  if (at < 0 && kind === 'greedy') return { kind, epsilon: 0 };
  if (kind === 'always' && rest !== '') return { kind, action: rest };
  const epsilon = decimalOf(rest);
  if (kind === 'epsilon' && epsilon >= 0 && epsilon <= 1) return { kind: 'greedy', epsilon };
  throw new PolicyError(`there is no policy "${text}"; take target, uniform, always:ACTION, greedy or epsilon:0.1`);
}

/** What a log says of a policy. */
export interface PolicyVerdict {
  readonly estimate: OffPolicyEstimate;
  /** Whether the doubly robust figure rests on a reward model; without one it is no other than inverse propensity scoring. */
  readonly hasRewardModel: boolean;
  readonly warnings: readonly string[];
}

/** Pseudo-decisions that draw a cell of the reward model to the mean of its action, and that to the mean of all. */
const shrinkage = 5;

/**
 * Judges a policy by a log. The reward model of the doubly robust estimate, and a greedy policy, are learned from one half of the decisions (by seed)
 * and used on the other, both ways, so that no decision is judged by what was learned from it.
 * @throws PolicyError when the log has not what the policy needs.
 */
export function judgePolicy(
  log: DecisionLog,
  policy: JudgedPolicy,
  options: { readonly seed: number; readonly weightCap?: number; readonly samples?: number },
): PolicyVerdict {
  if (policy.kind === 'target' && log.targets === null)
    throw new PolicyError(
      'the log has no column "target"; add it, or name another policy: uniform, always:ACTION, greedy, epsilon:0.1',
    );
  if (policy.kind === 'always' && !log.actionIds.includes(policy.action))
    throw new PolicyError(`"${policy.action}" was never logged; take one of ${log.actionIds.slice(0, 10).join(', ')}`);
  const given = log.predicted !== null && log.predictedTargets !== null;
  const decisions = policy.kind === 'target' ? byColumns(log) : byLearning(log, policy, options.seed);
  const estimate = estimateOffPolicy(decisions, options);
  return {
    estimate,
    hasRewardModel: policy.kind !== 'target' || given,
    warnings: offPolicyWarnings(estimate),
  };
}

function byColumns(log: DecisionLog): LoggedDecision[] {
  return Array.from(log.rewards, (reward, at) => ({
    reward,
    loggedPropensity: log.propensities[at],
    targetPropensity: log.targets?.[at] ?? 0,
    predictedLogged: log.predicted?.[at] ?? 0,
    predictedTarget: log.predictedTargets?.[at] ?? 0,
  }));
}

function byLearning(
  log: DecisionLog,
  policy: Exclude<JudgedPolicy, { kind: 'target' }>,
  seed: number,
): LoggedDecision[] {
  const stream = new RandomStream(seed).derive('halves of a log');
  const halves = Uint8Array.from(log.rewards, (_, at) => (stream.derive(at).next() < 0.5 ? 0 : 1));
  // What judges the first half was learned from the second.
  const guesses = [learnRewards(log, (at) => halves[at] === 1), learnRewards(log, (at) => halves[at] === 0)];
  const always = policy.kind === 'always' ? log.actionIds.indexOf(policy.action) : -1;
  const count = log.actionIds.length;
  const plans = guesses.map(
    (guess) => new PlanOfContext(log.contextIds.length, (context) => planOf({ guess, context, count, policy, always })),
  );
  return Array.from(log.rewards, (reward, at) => {
    const half = halves[at];
    const context = log.contexts[at];
    const { probabilities, value } = plans[half].of(context);
    return {
      reward,
      loggedPropensity: log.propensities[at],
      targetPropensity: probabilities[log.actions[at]],
      predictedLogged: guesses[half](context, log.actions[at]),
      predictedTarget: value,
    };
  });
}

type Guess = (context: number, action: number) => number;

interface Plan {
  readonly probabilities: Float64Array;
  /** The guessed reward of following them. */
  readonly value: number;
}

/** Plans by context, each made when first asked for. */
class PlanOfContext {
  readonly #plans: (Plan | undefined)[];
  readonly #make: (context: number) => Plan;

  constructor(contexts: number, make: (context: number) => Plan) {
    this.#plans = Array.from({ length: contexts });
    this.#make = make;
  }

  of(context: number): Plan {
    return (this.#plans[context] ??= this.#make(context));
  }
}

function planOf(from: {
  guess: Guess;
  context: number;
  count: number;
  policy: Exclude<JudgedPolicy, { kind: 'target' }>;
  always: number;
}): Plan {
  const { guess, context, count, policy, always } = from;
  const guessed = Float64Array.from({ length: count }, (_, action) => guess(context, action));
  const epsilon = policy.kind === 'uniform' ? 1 : policy.kind === 'always' ? 0 : policy.epsilon;
  const probabilities = new Float64Array(count).fill(epsilon / count);
  const chosen =
    always >= 0 ? always : guessed.indexOf(guessed.reduce((most, value) => Math.max(most, value), -Infinity));
  probabilities[chosen] += 1 - epsilon;
  return { probabilities, value: probabilities.reduce((sum, chance, action) => sum + chance * guessed[action], 0) };
}

/** Mean reward of a context and action, drawn to the mean of the action, drawn to the mean of all, where little was seen. */
function learnRewards(log: DecisionLog, learns: (at: number) => boolean): Guess {
  const actions = log.actionIds.length;
  const cells = new Map<number, { sum: number; count: number }>();
  const byAction = Array.from({ length: actions }, () => ({ sum: 0, count: 0 }));
  const all = { sum: 0, count: 0 };
  log.rewards.forEach((reward, at) => {
    if (!learns(at)) return;
    const key = log.contexts[at] * actions + log.actions[at];
    const cell = cells.get(key) ?? { sum: 0, count: 0 };
    cells.set(key, cell);
    for (const tally of [cell, byAction[log.actions[at]], all]) {
      tally.sum += reward;
      tally.count++;
    }
  });
  const drawn = (tally: { sum: number; count: number } | undefined, towards: number): number =>
    ((tally?.sum ?? 0) + shrinkage * towards) / ((tally?.count ?? 0) + shrinkage);
  const mean = all.count === 0 ? 0 : all.sum / all.count;
  const actionMeans = byAction.map((tally) => drawn(tally, mean));
  return (context, action) => drawn(cells.get(context * actions + action), actionMeans[action]);
}
