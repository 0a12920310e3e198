import { sumOf } from '@vitrine/kernels';
import { randomSplit, temporalSplit, type Split } from '../../evaluation/split.ts';
import type { Interactions } from '../../interactions/interactions.ts';
import { userItemRows } from '../../interactions/user-item-rows.ts';
import type { ComponentName } from '../component-kinds.ts';
import type { FitRun } from '../model.ts';
import { addDecayed, trendFactors } from '../trend.ts';
import { fitComponents, withRecency, type BlendComponent } from './components.ts';
import type { BlendConfig, BlendMix } from './config.ts';
import {
  buildValidationTable,
  MixtureJudge,
  scoreColumn,
  validationUsers,
  type ValidationTable,
} from './validation-table.ts';

/** Smallest weight of popularity: someone without any history must still get an order. */
const popularityFloor = 0.02;

const weightSteps = [-0.5, -0.25, 0, 0.1, 0.25, 0.5, 0.75, 1, 1.5, 2];
const trendExponents = [0, 0.25, 0.5, 0.75, 1, 1.25, 1.5];
const trendDaysSteps = [3, 7, 14, 30];
const recencySteps = [null, 7, 30, 90];
/** An improvement below this share of the best is noise and not taken. */
const worthwhile = 1.0005;

/** The mixture found, and what the search saw on its way. */
export interface SearchResult {
  readonly mix: BlendMix;
  readonly notes: Readonly<Record<string, unknown>>;
}

/**
 * Finds weights, trend and fading on a validation cut of the training rows: by time when they carry time, else a random share of each user's items.
 * Coordinate search from the best single component; deterministic by seed as long as no time budget ends it.
 */
export function searchMix(interactions: Interactions, config: BlendConfig, run: FitRun): SearchResult {
  const names = Object.keys(config.components) as ComponentName[];
  const split = validationSplit(interactions, config, run.seed);
  const users = validationUsers(userItemRows(split.test, 'binary'), config.maxValidationUsers, run.seed);
  if (users.length === 0)
    return { mix: evenMix(names), notes: { search: 'no user had anything new in the validation cut: even weights' } };
  const components = fitComponents(
    split.train,
    { config, names, phase: 'validation' },
    { ...run, nowSec: split.cutSec },
  );
  const search = new MixSearch({ split, users, components, config, run });
  const singles = search.startFromBestSingle();
  for (let pass = 0; pass < 3 && search.improveOnce(); pass++) run.progress?.(pass + 1, 3, 'weights');
  return {
    mix: search.mix(),
    notes: {
      validation: { users: users.length, cutSec: split.cutSec, ndcg: search.best, byTime: split.byTime },
      singles,
      tried: search.tried,
      path: search.path,
    },
  };
}

interface SearchSource {
  readonly split: Split;
  readonly users: Int32Array;
  readonly components: readonly BlendComponent[];
  readonly config: BlendConfig;
  readonly run: FitRun;
}

class MixSearch {
  readonly #source: SearchSource;
  readonly #judges = new Map<number | null, MixtureJudge>();
  readonly #trends = new Map<string, Float32Array>();
  readonly #startedMs: number;
  #unfaded: ValidationTable | null = null;
  #weights: number[];
  #trendExponent = 0;
  #trendDays = 7;
  #recency: number | null = null;
  best = -1;
  tried = 0;
  readonly path: string[] = [];

  constructor(source: SearchSource) {
    this.#source = source;
    this.#weights = source.components.map(() => 0);
    this.#startedMs = source.run.elapsedMs?.() ?? 0;
  }

  /** Judges each component alone and starts from the best; returns the NDCG of each. */
  startFromBestSingle(): Record<string, number> {
    const singles: Record<string, number> = {};
    const { components } = this.#source;
    const none = components.map(() => 0);
    components.forEach((component, at) => {
      singles[component.name] = this.#try({ weights: none.with(at, 1) }, component.name);
    });
    return singles;
  }

  /** One round over trend, fading and weights; false when nothing helped any more or time is over. */
  improveOnce(): boolean {
    const before = this.best;
    for (const trendDays of trendDaysSteps) {
      for (const trendExponent of trendExponents)
        this.#try({ trendDays, trendExponent }, `trend ${trendDays} d ^ ${trendExponent}`);
    }
    this.#source.components.forEach((component, at) => {
      for (const weight of weightSteps)
        this.#try({ weights: this.#weights.with(at, weight) }, `${component.name} ${weight}`);
    });
    for (const recency of recencySteps) this.#try({ recency }, `history half-life ${recency ?? 'none'}`);
    return this.best > before && !this.#late();
  }

  mix(): BlendMix {
    const weights = this.#source.components.map((component, at) => [component.name, this.#floored(at, this.#weights)]);
    return {
      weights: Object.fromEntries(weights.filter(([, weight]) => weight !== 0)),
      trendExponent: this.#trendExponent,
      trendDays: this.#trendDays,
      recencyHalfLifeDays: this.#recency,
    };
  }

  #try(
    change: { weights?: number[]; trendExponent?: number; trendDays?: number; recency?: number | null },
    label: string,
  ): number {
    if (this.#late()) return 0;
    const weights = change.weights ?? this.#weights;
    const trendExponent = change.trendExponent ?? this.#trendExponent;
    const trendDays = change.trendDays ?? this.#trendDays;
    const recency = change.recency === undefined ? this.#recency : change.recency;
    const judged = weights.map((_, at) => this.#floored(at, weights));
    const ndcg = this.#judge(recency).ndcg(judged, this.#trend(trendExponent, trendDays));
    this.tried++;
    if (ndcg > this.best * worthwhile) {
      this.best = ndcg;
      this.#weights = weights;
      this.#trendExponent = trendExponent;
      this.#trendDays = trendDays;
      this.#recency = recency;
      this.path.push(`${label}: ${ndcg.toFixed(4)}`);
    }
    return ndcg;
  }

  #floored(at: number, weights: readonly number[]): number {
    return this.#source.components[at].name === 'popularity' ? Math.max(popularityFloor, weights[at]) : weights[at];
  }

  #judge(recency: number | null): MixtureJudge {
    const known = this.#judges.get(recency);
    if (known !== undefined) return known;
    const { split, components, config } = this.#source;
    const table = this.#table();
    const columns =
      recency === null
        ? table.columns
        : components.map((component, at) =>
            component.body.withRecency === undefined
              ? table.columns[at]
              : scoreColumn(table, split, withRecency(component, recency)),
          );
    const made = new MixtureJudge({ ...table, columns }, config.listLength);
    this.#judges.set(recency, made);
    return made;
  }

  /** Candidates are those of histories that do not fade; other fadings are judged on the same ones. */
  #table(): ValidationTable {
    const { split, components, users } = this.#source;
    this.#unfaded ??= buildValidationTable({
      split,
      users,
      trend: this.#trend(1, 7),
      components: components.map((component) => withRecency(component, null)),
    });
    return this.#unfaded;
  }

  #trend(exponent: number, days: number): Float32Array {
    const key = exponent === 0 ? 'none' : `${exponent}/${days}`;
    const known = this.#trends.get(key);
    if (known !== undefined) return known;
    const { train } = this.#source.split;
    const allTime = addDecayed(
      train,
      { itemCount: train.itemIds.length, halfLifeDays: null, signal: 'weighted' },
      null,
    );
    const made = trendFactors(this.#recentCounts(days), allTime.counts, exponent);
    this.#trends.set(key, made);
    return made;
  }

  #recentCounts(days: number): Float64Array {
    const { train } = this.#source.split;
    return addDecayed(train, { itemCount: train.itemIds.length, halfLifeDays: days, signal: 'weighted' }, null).counts;
  }

  #late(): boolean {
    const { config, run } = this.#source;
    if (config.timeBudgetSec === null || run.elapsedMs === undefined) return false;
    return run.elapsedMs() - this.#startedMs > config.timeBudgetSec * 1000;
  }
}

function evenMix(names: readonly ComponentName[]): BlendMix {
  return {
    weights: Object.fromEntries(names.map((name) => [name, 1])),
    trendExponent: 0,
    trendDays: 7,
    recencyHalfLifeDays: null,
  };
}

function validationSplit(interactions: Interactions, config: BlendConfig, seed: number): Split & { byTime: boolean } {
  const { timesSec, types } = interactions;
  const spanSec = timesSec.length === 0 ? 0 : timesSec[timesSec.length - 1] - timesSec[0];
  const timed = spanSec > 0 && sumOf(timesSec.subarray(0, 1)) > 0;
  const targets = config.targetTypes?.some((type) => types.includes(type)) === true ? config.targetTypes : null;
  if (timed) {
    const options = { trainShare: 1 - config.validationShare, keep: 'new-items' } as const;
    return {
      ...temporalSplit(interactions, targets === null ? options : { ...options, testTypes: targets }),
      byTime: true,
    };
  }
  return { ...randomSplit(interactions, { testShare: config.validationShare, seed }), byTime: false };
}
