import { deviationOf, meanOf } from '@vitrine/kernels';
import { groupedSplit } from '../../evaluation/grouped-split.ts';
import { temporalSplit, type Split } from '../../evaluation/split.ts';
import { isOfVisits, visitSplit } from '../../evaluation/visit-split.ts';
import type { Interactions } from '../../interactions/interactions.ts';
import { rowsWhere, selectRows } from '../../interactions/merge-interactions.ts';
import { userItemRows } from '../../interactions/user-item-rows.ts';
import type { ComponentName } from '../component-kinds.ts';
import type { FitRun } from '../model.ts';
import { type BlendComponent, fitComponents, worthTrying } from './components.ts';
import type { BlendConfig, BlendMix } from './config.ts';
import { ValidationCut, type MixShape } from './validation-cut.ts';
import { validationUsers } from './validation-table.ts';

/** Smallest weight of popularity: someone without any history must still get an order. */
const popularityFloor = 0.02;

const weightSteps = [-0.5, -0.25, 0, 0.1, 0.25, 0.5, 0.75, 1, 1.5, 2];
const trendExponents = [0, 0.25, 0.5, 0.75, 1, 1.25, 1.5];
const trendDaysSteps = [3, 7, 14, 30];
const recencySteps = [null, 7, 30, 90];
/** Scores of one component that a validation may take, so that judging a large catalog costs no more than training on it. */
const judgedCells = 1e8;
/** People who are judged whatever the catalog. */
const leastUsers = 400;
/** Rows above which one cut by time is enough. */
const manyRows = 2_000_000;
/** Standard errors that a gain must exceed to be taken: hundreds of mixtures are tried on the same people, and some look better by chance. */
const clearErrors = 1;

/** The mixture found, and what the search saw on its way. */
export interface SearchResult {
  readonly mix: BlendMix;
  readonly notes: Readonly<Record<string, unknown>>;
}

/**
 * Finds weights, trend and fading on validation cuts of the training rows: by time when they carry time (within visits where nobody comes back), else by hiding a group of
 * each user's items that belong together.
 * Coordinate search from the best single component; deterministic by seed as long as no time budget ends it.
 */
export function searchMix(interactions: Interactions, config: BlendConfig, run: FitRun): SearchResult {
  const budget = startBudget(config, run);
  const { names: worth, leftOut } = worthTrying(interactions, config, run);
  const { splits, byTime } = validationSplits(interactions, config, run.seed);
  let names = worth;
  const cuts: ValidationCut[] = [];
  const components: BlendComponent[] = [];
  let users = 0;
  for (const [at, split] of splits.entries()) {
    const affordable = Math.max(leastUsers, Math.ceil(judgedCells / interactions.itemIds.length));
    const limit = Math.ceil(Math.min(config.maxValidationUsers, affordable) / splits.length);
    const judged = validationUsers(userItemRows(split.test, 'binary'), limit, run.seed);
    if (judged.length === 0) continue;
    // The final training takes a little longer than that of one cut and must find room too; what is not in the first cut cannot be weighed.
    const enough = (): boolean => budget.spent() > (at === 0 ? 0.3 : 0.45);
    if (cuts.length > 0 && budget.spent() > 0.2) break;
    const plan = { config, names, phase: `validation ${at + 1}`, enough };
    const made = fitComponents(split.train, plan, { ...run, nowSec: split.cutSec });
    components.push(...made);
    if (cuts.length > 0 && made.length < names.length) break;
    names = made.map((component) => component.name);
    users += judged.length;
    cuts.push(new ValidationCut({ split, users: judged, components: made, listLength: config.listLength }));
  }
  if (cuts.length === 0) {
    return {
      mix: evenMix(names),
      notes: { search: 'no user had anything new in the validation cut: even weights', leftOut },
    };
  }
  const search = new MixSearch({ cuts, names, byTime, run, late: () => budget.spent() > 0.6 });
  const singles = search.startFromBestSingle();
  for (let pass = 0; pass < 3 && search.improveOnce(); pass++) run.progress?.(pass + 1, 3, 'weights');
  for (const { body } of components) body.end?.();
  const cutsSec = cuts.map((cut) => cut.cutSec);
  const validation = { users, cutsSec, ndcg: search.best, byTime };
  const late = worth.filter((name) => !names.includes(name)).map((name) => [name, 'the time was over']);
  const notes = { validation, singles, tried: search.tried, path: search.path };
  return { mix: search.mix(), notes: { ...notes, leftOut: { ...leftOut, ...Object.fromEntries(late) } } };
}

/** How much of the time budget is spent: 0 without a budget or a clock. */
function startBudget(config: BlendConfig, run: FitRun): { spent(): number } {
  const { timeBudgetSec } = config;
  if (timeBudgetSec === null || run.elapsedMs === undefined) return { spent: () => 0 };
  const startedMs = run.elapsedMs();
  return { spent: () => ((run.elapsedMs?.() ?? startedMs) - startedMs) / 1000 / Math.max(timeBudgetSec, 1e-3) };
}

interface SearchSource {
  readonly cuts: readonly ValidationCut[];
  readonly names: readonly ComponentName[];
  /** Whether trend and fading mean anything. */
  readonly byTime: boolean;
  readonly run: FitRun;
  late(): boolean;
}

/** Another mixture to be judged: what it changes of the present one. */
interface MixChange {
  readonly label: string;
  readonly weights?: number[];
  readonly shape?: Partial<MixShape>;
}

class MixSearch {
  readonly #source: SearchSource;
  #weights: number[];
  #shape: MixShape = { trendExponent: 0, trendDays: 7, recencyHalfLifeDays: null };
  #bestPerUser: Float64Array | null = null;
  best = 0;
  tried = 0;
  readonly path: string[] = [];

  constructor(source: SearchSource) {
    this.#source = source;
    this.#weights = source.names.map(() => 0);
  }

  /** Judges each component alone and starts from the best; returns the NDCG of each. */
  startFromBestSingle(): Record<string, number> {
    const none = this.#source.names.map(() => 0);
    const ndcgs = this.#takeBest(this.#source.names.map((name, at) => ({ label: name, weights: none.with(at, 1) })));
    return Object.fromEntries(this.#source.names.map((name, at) => [name, ndcgs[at]]));
  }

  /** One round over trend, weights and fading; false when nothing helped any more or time is over. */
  improveOnce(): boolean {
    const before = this.best;
    const { byTime } = this.#source;
    const trends = trendDaysSteps.flatMap((trendDays) =>
      trendExponents.map((trendExponent) => ({
        label: `trend ${trendDays} d ^ ${trendExponent}`,
        shape: { trendDays, trendExponent },
      })),
    );
    if (byTime) this.#takeBest(trends);
    this.#source.names.forEach((name, at) => {
      this.#takeBest(
        weightSteps.map((weight) => ({ label: `${name} ${weight}`, weights: this.#weights.with(at, weight) })),
      );
    });
    const fadings = recencySteps.map((recencyHalfLifeDays) => ({
      label: `history half-life ${recencyHalfLifeDays ?? 'none'}`,
      shape: { recencyHalfLifeDays },
    }));
    if (byTime) this.#takeBest(fadings);
    return this.best > before && !this.#source.late();
  }

  mix(): BlendMix {
    const floored = this.#floored(this.#weights);
    const weights = this.#source.names.map((name, at): [string, number] => [name, floored[at]]);
    return { ...this.#shape, weights: Object.fromEntries(weights.filter(([, weight]) => weight !== 0)) };
  }

  /** Judges each change of the mixture alone and takes the best of them if it is clearly better than none; returns the NDCG of each. */
  #takeBest(changes: readonly MixChange[]): number[] {
    const ndcgs = changes.map(() => 0);
    let best: { readonly change: MixChange; readonly perUser: Float64Array; readonly ndcg: number } | null = null;
    for (const [at, change] of changes.entries()) {
      // The first component is always judged: a mixture must come out whatever the budget.
      if ((best !== null || this.#bestPerUser !== null) && this.#source.late()) break;
      const weights = this.#floored(change.weights ?? this.#weights);
      const shape = { ...this.#shape, ...change.shape };
      const perUser = join(this.#source.cuts.map((cut) => cut.ndcgPerUser(weights, shape)));
      const ndcg = meanOf(perUser);
      ndcgs[at] = ndcg;
      this.tried++;
      if (best === null || ndcg > best.ndcg) best = { change, perUser, ndcg };
    }
    if (best !== null) this.#take(best);
    return ndcgs;
  }

  #take(found: { readonly change: MixChange; readonly perUser: Float64Array; readonly ndcg: number }): void {
    const { change, perUser, ndcg } = found;
    if (!this.#isClearlyBetter(perUser)) return;
    this.best = ndcg;
    this.#bestPerUser = perUser;
    this.#weights = change.weights ?? this.#weights;
    this.#shape = { ...this.#shape, ...change.shape };
    this.path.push(`${change.label}: ${ndcg.toFixed(4)}`);
  }

  /** The gain must clearly exceed its own standard error over the users, or a small cut would be learnt by heart. */
  #isClearlyBetter(perUser: Float64Array): boolean {
    const before = this.#bestPerUser;
    if (before === null) return true;
    const gains = perUser.map((ndcg, user) => ndcg - before[user]);
    return meanOf(gains) > (clearErrors * deviationOf(gains)) / Math.sqrt(gains.length);
  }

  #floored(weights: readonly number[]): number[] {
    const { names } = this.#source;
    return weights.map((weight, at) => (names[at] === 'popularity' ? Math.max(popularityFloor, weight) : weight));
  }
}

function join(parts: readonly Float64Array[]): Float64Array {
  const joined = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

function evenMix(names: readonly ComponentName[]): BlendMix {
  const weights = Object.fromEntries(names.map((name) => [name, 1]));
  return { weights, trendExponent: 0, trendDays: 7, recencyHalfLifeDays: null };
}

/** The newest share of the rows, then the newest share of what is left, and so on: each cut is judged by what came right after it. */
function validationSplits(
  interactions: Interactions,
  config: BlendConfig,
  seed: number,
): { splits: Split[]; byTime: boolean } {
  const { timesSec, types } = interactions;
  const rows = timesSec.length;
  const byTime = rows > 0 && timesSec[rows - 1] > timesSec[0] && timesSec[0] > 0;
  if (!byTime) return { splits: [groupedSplit(interactions, { testShare: config.validationShare, seed })], byTime };
  const targets = config.targetTypes?.some((type) => types.includes(type)) === true ? config.targetTypes : null;
  if (isOfVisits(interactions)) {
    const cut = { testShare: config.validationShare, ...(targets === null ? {} : { testTypes: targets }) };
    return { splits: [visitSplit(interactions, cut)], byTime };
  }
  const options = { trainShare: 1 - config.validationShare, keep: 'new-items' } as const;
  const splits: Split[] = [];
  let left = interactions;
  // One cut of many rows is steady enough, and two hold twice the memory.
  const most = rows > manyRows ? 1 : config.validationCuts;
  for (let cut = 0; cut < most && hasSpan(left); cut++) {
    const split = temporalSplit(left, targets === null ? options : { ...options, testTypes: targets });
    splits.push(split);
    left = selectRows(
      left,
      rowsWhere(left.users.length, (row) => left.timesSec[row] < split.cutSec),
    );
  }
  return { splits, byTime };
}

/** Whether rows can be cut at all: some lie before the second of the last. */
function hasSpan({ timesSec }: Interactions): boolean {
  return timesSec.length >= 10 && timesSec[0] < timesSec[Math.floor(timesSec.length / 4)];
}
