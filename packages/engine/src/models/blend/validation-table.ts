import { RandomStream, TopK, type SparseRows } from '@vitrine/kernels';
import { idealGain } from '../../evaluation/ranking-metrics.ts';
import type { Split } from '../../evaluation/split.ts';
import { contextsOf } from '../../interactions/user-contexts.ts';
import { userItemRows } from '../../interactions/user-item-rows.ts';
import { scoreMany } from '../define-model.ts';
import type { BlendComponent } from './components.ts';
import { scaleOf } from './scale.ts';

/** Best items of each component that become candidates of a user, once by its score and once by its score in trend. */
const candidatesPerOrder = 100;

/**
 * Scaled scores of all components for the candidates of some validation users, so that one mixture is judged in milliseconds.
 * Candidates are each component's best unseen items, with and without the trend: at both ends of what is searched. A relevant item that no component
 * puts among its best counts as missed: were it a candidate, a mixture of negative weights would find it among better ones.
 */
export interface ValidationTable {
  /** Users of the rows of the table. */
  readonly users: Int32Array;
  /** Length users + 1. */
  readonly starts: Int32Array;
  /** Ascending within a user. */
  readonly items: Int32Array;
  readonly relevant: Uint8Array;
  /** Relevant items of each user, candidates or not. */
  readonly relevantCounts: Int32Array;
  /** One column per component: score divided by its deviation over the catalog for that user. */
  readonly columns: readonly Float32Array[];
}

/** What a table is made of. */
export interface TableSource {
  readonly split: Split;
  readonly components: readonly BlendComponent[];
  /** Full trend factor of each item at the cut. */
  readonly trend: Float32Array;
  readonly users: Int32Array;
}

/** Users with something to find, at most `limit`, drawn by seed. */
export function validationUsers(test: SparseRows, limit: number, seed: number): Int32Array {
  const users: number[] = [];
  for (let user = 0; user < test.rowCount; user++) if (test.starts[user + 1] > test.starts[user]) users.push(user);
  return Int32Array.from(new RandomStream(seed).shuffle(users).slice(0, limit)).sort();
}

/** Bytes of scores that are held at once while candidates are picked. */
const heldBytes = 96 * 2 ** 20;

interface TableRow {
  readonly items: Int32Array;
  readonly relevant: Uint8Array;
  readonly relevantCount: number;
  readonly columns: Float32Array[];
}

/** Scores every component for every user once, some users at a time; O(users x components x items). */
export function buildValidationTable(source: TableSource): ValidationTable {
  const { split, components, users } = source;
  const contexts = contextsOf(split.train, split.cutSec);
  const itemCount = split.train.itemIds.length;
  const atOnce = Math.max(1, Math.min(256, Math.floor(heldBytes / (4 * itemCount * components.length))));
  const scores = components.map(() => Array.from({ length: atOnce }, () => new Float32Array(itemCount)));
  const picker = startPicking(source);
  const rows: TableRow[] = [];
  for (let begin = 0; begin < users.length; begin += atOnce) {
    const part = users.subarray(begin, begin + atOnce);
    const asked = Array.from(part, (user) => contexts.contextOf(user));
    components.forEach(({ body }, column) =>
      scoreMany(body, itemCount, { contexts: asked, take: (at, values) => scores[column][at].set(values) }),
    );
    part.forEach((user, at) =>
      rows.push(
        picker(
          user,
          scores.map((column) => column[at]),
        ),
      ),
    );
  }
  return joinRows(rows, users);
}

/** Makes the row of one user after the other from the scores of all components. */
function startPicking({ split, trend }: TableSource): (user: number, scores: readonly Float32Array[]) => TableRow {
  const seen = userItemRows(split.train, 'binary');
  const wanted = userItemRows(split.test, 'binary');
  const mask = new Uint8Array(seen.columnCount);
  const selection = new TopK(candidatesPerOrder);
  const inTrend = trend.some((factor) => factor !== 1) ? new Float32Array(trend.length) : null;
  return (user, scores) => {
    const own = seen.indices.subarray(seen.starts[user], seen.starts[user + 1]);
    const relevant = wanted.indices.subarray(wanted.starts[user], wanted.starts[user + 1]);
    const picked = new Set<number>();
    const pick = (ranked: Float32Array): void => {
      const count = selection.select(ranked, mask);
      for (let at = 0; at < count; at++) picked.add(selection.indices[at]);
    };
    for (const item of own) mask[item] = 1;
    for (const column of scores) {
      pick(column);
      if (inTrend === null) continue;
      for (let item = 0; item < inTrend.length; item++) inTrend[item] = column[item] * trend[item];
      pick(inTrend);
    }
    for (const item of own) mask[item] = 0;
    const items = Int32Array.from(picked).sort();
    const flags = new Set(relevant);
    return {
      items,
      relevant: Uint8Array.from(items, (item) => (flags.has(item) ? 1 : 0)),
      relevantCount: relevant.length,
      columns: scores.map((column) => {
        const scale = scaleOf(column);
        return Float32Array.from(items, (item) => column[item] * scale);
      }),
    };
  };
}

/** The scaled scores of one component for the candidates of a table, for a component that reads histories differently. */
export function scoreColumn(table: ValidationTable, split: Split, component: BlendComponent): Float32Array {
  const contexts = contextsOf(split.train, split.cutSec);
  const column = new Float32Array(table.items.length);
  scoreMany(component.body, split.train.itemIds.length, {
    contexts: Array.from(table.users, (user) => contexts.contextOf(user)),
    take(row, scores) {
      const scale = scaleOf(scores);
      for (let at = table.starts[row]; at < table.starts[row + 1]; at++) column[at] = scores[table.items[at]] * scale;
    },
  });
  return column;
}

function joinRows(rows: readonly TableRow[], users: Int32Array): ValidationTable {
  const starts = new Int32Array(rows.length + 1);
  rows.forEach((row, user) => (starts[user + 1] = starts[user] + row.items.length));
  const items = new Int32Array(starts[rows.length]);
  const relevant = new Uint8Array(items.length);
  const columns = rows.length === 0 ? [] : rows[0].columns.map(() => new Float32Array(items.length));
  rows.forEach((row, user) => {
    items.set(row.items, starts[user]);
    relevant.set(row.relevant, starts[user]);
    row.columns.forEach((column, at) => columns[at].set(column, starts[user]));
  });
  const relevantCounts = Int32Array.from(rows, (row) => row.relevantCount);
  return { users, starts, items, relevant, relevantCounts, columns };
}

/** Judges one mixture after another on a table: NDCG of the first `k` for each user. Mixtures that differ in one weight cost one column. */
export class MixtureJudge {
  readonly #table: ValidationTable;
  readonly #selection: TopK;
  readonly #ideal: Float64Array;
  readonly #sums: Float64Array;
  /** Mixed scores of every cell under `#baseWeights`. */
  readonly #base: Float64Array;
  #baseWeights: readonly number[];

  constructor(table: ValidationTable, k: number) {
    this.#table = table;
    this.#selection = new TopK(k);
    this.#ideal = Float64Array.from({ length: k + 1 }, (_, count) => idealGain(count));
    let widest = 0;
    for (let user = 0; user + 1 < table.starts.length; user++) {
      widest = Math.max(widest, table.starts[user + 1] - table.starts[user]);
    }
    this.#sums = new Float64Array(widest);
    this.#base = new Float64Array(table.items.length);
    this.#baseWeights = table.columns.map(() => 0);
  }

  /** @param weights one per column. @param trend factor per catalog item. */
  ndcgPerUser(weights: readonly number[], trend: Float32Array): Float64Array {
    const { starts, items, relevant, relevantCounts } = this.#table;
    const { column, step } = this.#fromBase(weights);
    const judged = new Float64Array(starts.length - 1);
    for (let user = 0; user < judged.length; user++) {
      const begin = starts[user];
      const sums = this.#sums.subarray(0, starts[user + 1] - begin);
      for (let at = 0; at < sums.length; at++) {
        sums[at] = (this.#base[begin + at] + step * column[begin + at]) * trend[items[begin + at]];
      }
      const count = this.#selection.select(sums);
      let gain = 0;
      for (let rank = 0; rank < count; rank++) {
        if (relevant[begin + this.#selection.indices[rank]] !== 0) gain += 1 / Math.log2(rank + 2);
      }
      judged[user] = gain / this.#ideal[Math.min(relevantCounts[user], this.#ideal.length - 1)];
    }
    return judged;
  }

  /** The one column in which `weights` differ from the base and by how much; with more than one they become the base. */
  #fromBase(weights: readonly number[]): { readonly column: Float32Array; readonly step: number } {
    const { columns } = this.#table;
    const changed = columns.map((_, at) => at).filter((at) => weights[at] !== this.#baseWeights[at]);
    if (changed.length > 1) {
      this.#base.fill(0);
      columns.forEach((column, at) => addColumn(this.#base, column, weights[at]));
      this.#baseWeights = [...weights];
    }
    const [only = 0] = changed;
    return { column: columns[only], step: weights[only] - this.#baseWeights[only] };
  }
}

function addColumn(sums: Float64Array, column: Float32Array, weight: number): void {
  if (weight === 0) return;
  for (let at = 0; at < sums.length; at++) sums[at] += weight * column[at];
}
