import type { Split } from '../../evaluation/split.ts';
import { addDecayed, trendFactors } from '../trend.ts';
import { withRecency, type BlendComponent } from './components.ts';
import { buildValidationTable, MixtureJudge, scoreColumn, type ValidationTable } from './validation-table.ts';

/** What a mixture does beside its weights. */
export interface MixShape {
  readonly trendExponent: number;
  readonly trendDays: number;
  readonly recencyHalfLifeDays: number | null;
}

/** One cut of the training rows with components trained before it; judges mixtures and keeps what it computed for the next one. */
export class ValidationCut {
  readonly #split: Split;
  readonly #users: Int32Array;
  readonly #components: readonly BlendComponent[];
  readonly #listLength: number;
  readonly #judges = new Map<number | null, MixtureJudge>();
  readonly #trends = new Map<string, Float32Array>();
  readonly #counts = new Map<number | null, Float64Array>();
  #unfaded: ValidationTable | null = null;

  constructor(from: {
    readonly split: Split;
    readonly users: Int32Array;
    readonly components: readonly BlendComponent[];
    readonly listLength: number;
  }) {
    this.#split = from.split;
    this.#users = from.users;
    this.#components = from.components;
    this.#listLength = from.listLength;
  }

  /** The moment of the cut, Unix seconds. */
  get cutSec(): number {
    return this.#split.cutSec;
  }

  /** NDCG of each user of the cut under a mixture. */
  ndcgPerUser(weights: readonly number[], shape: MixShape): Float64Array {
    const trend = this.#trend(shape.trendExponent, shape.trendDays);
    return this.#judge(shape.recencyHalfLifeDays).ndcgPerUser(weights, trend);
  }

  #judge(recency: number | null): MixtureJudge {
    const known = this.#judges.get(recency);
    if (known !== undefined) return known;
    const table = this.#table();
    const columnOf = (at: number): Float32Array => {
      const component = this.#components[at];
      return recency === null || component.body.withRecency === undefined
        ? table.columns[at]
        : scoreColumn(table, this.#split, withRecency(component, recency));
    };
    const made = new MixtureJudge(table, this.#listLength, columnOf);
    this.#judges.set(recency, made);
    return made;
  }

  /** Candidates are those of histories that do not fade; other fadings are judged on the same ones. */
  #table(): ValidationTable {
    this.#unfaded ??= buildValidationTable({
      split: this.#split,
      users: this.#users,
      trend: this.#trend(1, 7),
      components: this.#components.map((component) => withRecency(component, null)),
    });
    return this.#unfaded;
  }

  #trend(exponent: number, days: number): Float32Array {
    const key = exponent === 0 ? 'none' : `${exponent}/${days}`;
    const known = this.#trends.get(key);
    if (known !== undefined) return known;
    const made = trendFactors(this.#countsOf(days), this.#countsOf(null), exponent);
    this.#trends.set(key, made);
    return made;
  }

  #countsOf(halfLifeDays: number | null): Float64Array {
    const known = this.#counts.get(halfLifeDays);
    if (known !== undefined) return known;
    const { train } = this.#split;
    const { counts } = addDecayed(train, { itemCount: train.itemIds.length, signal: 'weighted', halfLifeDays }, null);
    this.#counts.set(halfLifeDays, counts);
    return counts;
  }
}
