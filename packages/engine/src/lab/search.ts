import { RandomStream } from '@vitrine/kernels';
import { evaluateModel, type Evaluation } from '../evaluation/evaluate-model.ts';
import type { Interval } from '../evaluation/bootstrap.ts';
import { pairedTest, type PairedTest } from '../evaluation/paired-test.ts';
import { splitInteractions } from '../evaluation/split-by.ts';
import { cutRows, type Split } from '../evaluation/split.ts';
import type { Interactions } from '../interactions/interactions.ts';
import type { FitRun, ModelName } from '../models/model.ts';
import { models } from '../models/registry.ts';
import { withDescribed } from './compare-on-split.ts';
import { leaseKernels } from './kernel-lease.ts';
import { describedItems } from './run-lab.ts';
import { drawSettings, edgesOf, type SearchSpace, type TrialSettings } from './search-space.ts';

/** What is searched, on what, and for how long. */
export interface SearchRequest {
  /** The training file only: the search must not see what the result is judged by. */
  readonly train: Interactions;
  readonly model: ModelName;
  /** Settings that stay as they are. */
  readonly fixed?: TrialSettings;
  readonly space: SearchSpace;
  /** Most settings to try beside the defaults. */
  readonly trials: number;
  /** `halving` tries all on a ninth of the users, the best third on a third, the best ninth on all (Jamieson, Talwalkar 2016). */
  readonly method: 'random' | 'halving';
  readonly k: number;
  readonly seed: number;
  /** Judge at most this many users a trial. */
  readonly maxUsers: number;
  /** Share of the rows that the cut judges by. */
  readonly validationShare: number;
  /** No training goes on after so many milliseconds; which trials are reached then depends on the clock, their order does not. */
  readonly budgetMs?: number;
  readonly run?: Pick<FitRun, 'kernels' | 'itemFeatures'>;
  /** Milliseconds since any fixed point. */
  elapsedMs(): number;
  progress?(done: number, total: number, note: string): void;
}

/** One training of the search. */
export interface SearchTrial {
  /** Empty for the defaults. */
  readonly settings: TrialSettings;
  /** Share of the users that it was trained and judged on. */
  readonly userShare: number;
  /** Null where it could not be trained; `failure` says why. */
  readonly ndcg: Interval | null;
  readonly failure?: string;
  readonly seconds: number;
}

/** What a search found. */
export interface SearchResult {
  readonly cut: {
    readonly by: 'time' | 'random';
    readonly trainRows: number;
    readonly testRows: number;
    readonly judgedUsers: number;
  };
  /** In the order in which they ran. */
  readonly trials: readonly SearchTrial[];
  /** Settings of the best trial on all users, `fixed` included; empty when nothing beat the defaults. */
  readonly best: TrialSettings;
  readonly bestNdcg: Interval;
  readonly defaultNdcg: Interval;
  /** Best minus defaults on the same users; null when the defaults are best. The best of many trials looks a little better than it is. */
  readonly againstDefaults: PairedTest | null;
  /** Settings that the budget left untried. */
  readonly untried: number;
}

/** Thrown through a training to end it. */
class BudgetSpent extends Error {}

/** Of each rung: which share of the users, and which share of the trials goes on. */
const rungs = { random: [1], halving: [1 / 9, 1 / 3, 1] } as const;

/**
 * Searches settings on a cut of the training rows: by time where they have times, else at random per user. The defaults are tried first.
 * @throws ModelConfigError before any training when the space holds a value that the model refuses.
 * @throws RangeError when the rows are too few to cut.
 */
export function searchSettings(request: SearchRequest): SearchResult {
  const { train, model, fixed = {}, space, seed } = request;
  for (const edge of edgesOf(space)) models[model].parseConfig({ ...fixed, ...edge });
  const by = (train.timesSec.at(-1) ?? 0) > 0 ? 'time' : 'random';
  const split = splitInteractions(train, {
    by,
    perUser: by === 'random',
    testShare: request.validationShare,
    newItems: true,
    seed,
  });
  const candidates = drawSettings(space, request.trials, new RandomStream(seed).derive('search'));
  const judge = startJudging(request);
  const defaults = judge.run({ settings: {}, userShare: 1, split });
  if (defaults === null)
    throw new RangeError(`the defaults could not be trained: ${judge.trials[0]?.failure ?? 'no budget'}`);
  const { best, untried } = climb({ request, split, candidates, judge, defaults });
  return {
    cut: {
      by,
      trainRows: split.train.users.length,
      testRows: split.test.users.length,
      judgedUsers: defaults.users.length,
    },
    trials: judge.trials,
    best: best === null ? {} : { ...fixed, ...best.settings },
    bestNdcg: (best?.evaluation ?? defaults).summary.ndcg,
    defaultNdcg: defaults.summary.ndcg,
    againstDefaults: best === null ? null : pairedTest(best.evaluation.perUser.ndcg, defaults.perUser.ndcg, { seed }),
    untried,
  };
}

interface Climb {
  readonly request: SearchRequest;
  readonly split: Split;
  readonly candidates: readonly TrialSettings[];
  readonly judge: ReturnType<typeof startJudging>;
  readonly defaults: Evaluation;
}

type Best = { readonly settings: TrialSettings; readonly evaluation: Evaluation } | null;

/** Rung by rung; only those judged on all users can be the best, for a part of the users is another test. */
function climb({ request, split, candidates, judge, defaults }: Climb): { best: Best; untried: number } {
  let standing = candidates;
  let best: Best = null;
  let untried = 0;
  const shares = rungs[request.method];
  shares.forEach((userShare, rung) => {
    const part = userShare === 1 ? split : usersOf(split, { share: userShare, seed: request.seed });
    const judged = standing.flatMap((settings) => {
      const evaluation = judge.run({ settings, userShare, split: part });
      if (evaluation === null) return [];
      if (userShare === 1 && ndcgOf(evaluation) > ndcgOf(best?.evaluation ?? defaults)) best = { settings, evaluation };
      return [{ settings, ndcg: ndcgOf(evaluation) }];
    });
    if (rung === 0) untried = judge.untried;
    const kept = Math.max(1, Math.ceil(judged.length / 3));
    standing = judged
      .toSorted((a, b) => b.ndcg - a.ndcg)
      .slice(0, kept)
      .map(({ settings }) => settings);
  });
  return { best, untried };
}

const ndcgOf = (evaluation: Evaluation): number => evaluation.summary.ndcg.mean;

function usersOf(split: Split, { share, seed }: { share: number; seed: number }): Split {
  const stream = new RandomStream(seed).derive('users of a rung');
  const inside = Uint8Array.from(split.train.userIds, (_, user) => (stream.derive(user).next() < share ? 1 : 0));
  const only = (rows: Interactions): Interactions => cutRows(rows, (row) => inside[rows.users[row]] === 1, 0).test;
  return { ...split, train: only(split.train), test: only(split.test) };
}

function startJudging(request: SearchRequest) {
  const trials: SearchTrial[] = [];
  const beganMs = request.elapsedMs();
  const isSpent = (): boolean => request.budgetMs !== undefined && request.elapsedMs() - beganMs >= request.budgetMs;
  // The defaults always run to their end: without them there is nothing to compare with.
  const checkBudget = (): void => {
    if (trials.length > 0 && isSpent()) throw new BudgetSpent();
  };
  const judging = {
    trials,
    untried: 0,
    /** Null when it failed or the budget is spent. */
    run(trial: { settings: TrialSettings; userShare: number; split: Split }): Evaluation | null {
      const startedMs = request.elapsedMs();
      const record = (ndcg: Interval | null, failure?: string): void => {
        const seconds = (request.elapsedMs() - startedMs) / 1000;
        const { settings, userShare } = trial;
        trials.push({ settings, userShare, ndcg, seconds, ...(failure === undefined ? {} : { failure }) });
      };
      try {
        checkBudget();
        request.progress?.(trials.length, request.trials + 1, JSON.stringify(trial.settings));
        const evaluation = fitAndJudge(request, trial, checkBudget);
        record(evaluation.summary.ndcg);
        return evaluation;
      } catch (error) {
        if (error instanceof BudgetSpent) judging.untried++;
        // A combination that a model refuses, or that does not fit into memory, is one trial less.
        else if (error instanceof RangeError || (error instanceof Error && error.name === 'ModelConfigError'))
          record(null, error.message);
        else throw error;
        return null;
      }
    },
  };
  return judging;
}

function fitAndJudge(
  request: SearchRequest,
  trial: { settings: TrialSettings; split: Split },
  checkBudget: () => void,
): Evaluation {
  const definition = models[request.model];
  const config = definition.parseConfig({ ...request.fixed, ...trial.settings });
  const features = definition.readsItems(config) ? request.run?.itemFeatures : undefined;
  // As where the result is judged in the end: an item that nobody touched is one that a model of descriptions may name.
  const split = features === undefined ? trial.split : withDescribed(trial.split, features);
  const lease = leaseKernels(request.run?.kernels);
  try {
    const model = definition.fit(split.train, config, {
      ...request.run,
      kernels: lease.kernels,
      seed: request.seed,
      nowSec: split.cutSec,
      elapsedMs: () => request.elapsedMs(),
      progress: checkBudget,
    });
    return evaluateModel(model, split, {
      k: request.k,
      seed: request.seed,
      described: describedItems(split.train, features),
      maxUsers: request.maxUsers,
      bootstrapSamples: 200,
      progress: checkBudget,
    });
  } finally {
    lease.end();
  }
}
