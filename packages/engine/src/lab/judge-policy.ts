import { RandomStream, sumOf } from '@vitrine/kernels';
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
  const epsilon = policy.kind === 'uniform' ? 1 : policy.kind === 'always' ? 0 : policy.epsilon;
  const plans = guesses.map(
    (guess) => new PlanOfContext(log.contextIds.length, (context) => planOf(guess, context, { epsilon, always })),
  );
  return Array.from(log.rewards, (reward, at) => {
    const half = halves[at];
    const [context, action] = [log.contexts[at], log.actions[at]];
    const { chosen, value } = plans[half].of(context);
    return {
      reward,
      loggedPropensity: log.propensities[at],
      targetPropensity: epsilon / log.actionIds.length + (action === chosen ? 1 - epsilon : 0),
      predictedLogged: guesses[half].of(context, action),
      predictedTarget: value,
    };
  });
}

/** What a reward model says; where a context has not seen an action, the mean of the action. */
interface Guess {
  of(context: number, action: number): number;
  readonly means: Float64Array;
  readonly total: number;
  /** Actions by their mean, best first and of equal ones the first. */
  readonly order: Uint32Array;
  /** Actions that the context has seen. */
  seen(context: number): readonly number[];
}

interface Plan {
  /** The action that has all that is not spread evenly. */
  readonly chosen: number;
  /** The guessed reward of following the plan. */
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

/** Looks only at what the context has seen and at the best of the rest: contexts x actions may be billions. */
function planOf(guess: Guess, context: number, policy: { readonly epsilon: number; readonly always: number }): Plan {
  const { epsilon, always } = policy;
  const seen = new Set(guess.seen(context));
  const unseen = guess.order.find((action) => !seen.has(action));
  const candidates = unseen === undefined ? [...seen] : [...seen, unseen];
  const better = (a: number, b: number): boolean => {
    const gain = guess.of(context, a) - guess.of(context, b);
    return gain > 0 || (gain === 0 && a < b);
  };
  const chosen = always >= 0 ? always : candidates.reduce((best, action) => (better(action, best) ? action : best));
  const { means } = guess;
  let spread = guess.total;
  for (const action of seen) spread += guess.of(context, action) - means[action];
  return { chosen, value: (epsilon * spread) / means.length + (1 - epsilon) * guess.of(context, chosen) };
}

/** Mean reward of a context and action, drawn to the mean of the action, drawn to the mean of all, where little was seen. */
function learnRewards(log: DecisionLog, learns: (at: number) => boolean): Guess {
  const actions = log.actionIds.length;
  const cells = new Map<number, { sum: number; count: number }>();
  const seenBy = new Map<number, number[]>();
  const byAction = Array.from({ length: actions }, () => ({ sum: 0, count: 0 }));
  const all = { sum: 0, count: 0 };
  log.rewards.forEach((reward, at) => {
    if (!learns(at)) return;
    const [context, action] = [log.contexts[at], log.actions[at]];
    const key = context * actions + action;
    let cell = cells.get(key);
    if (cell === undefined) {
      cells.set(key, (cell = { sum: 0, count: 0 }));
      const seen = seenBy.get(context);
      if (seen === undefined) seenBy.set(context, [action]);
      else seen.push(action);
    }
    for (const tally of [cell, byAction[action], all]) {
      tally.sum += reward;
      tally.count++;
    }
  });
  const drawn = (tally: { sum: number; count: number } | undefined, towards: number): number =>
    ((tally?.sum ?? 0) + shrinkage * towards) / ((tally?.count ?? 0) + shrinkage);
  const mean = all.count === 0 ? 0 : all.sum / all.count;
  const means = Float64Array.from(byAction, (tally) => drawn(tally, mean));
  return {
    of(context, action) {
      const cell = cells.get(context * actions + action);
      return cell === undefined ? means[action] : drawn(cell, means[action]);
    },
    means,
    total: sumOf(means),
    order: Uint32Array.from(means.keys()).sort((a, b) => means[b] - means[a] || a - b),
    seen: (context) => seenBy.get(context) ?? [],
  };
}
