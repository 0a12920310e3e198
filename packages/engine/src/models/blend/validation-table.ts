import { RandomStream, TopK, type SparseRows } from '@vitrine/kernels';
import { idealGain } from '../../evaluation/ranking-metrics.ts';
import type { Split } from '../../evaluation/split.ts';
import { contextsOf } from '../../interactions/user-contexts.ts';
import { userItemRows } from '../../interactions/user-item-rows.ts';
import { scoreMany } from '../define-model.ts';
import type { UserContext } from '../model.ts';
import type { BlendComponent } from './components.ts';
import { scaleOf } from './scale.ts';

/** Best items of each component that become candidates of a user, once by its score and once by its score in trend. */
const candidatesPerOrder = 100;

/**
 * Scaled scores of all components for the candidates of some validation users, so that one mixture is judged in milliseconds.
 * Candidates are each component's best unseen items, with and without the trend: at both ends of what is searched. A relevant item that no component
 * puts among its best counts as missed: were it a candidate, a mixture of negative weights would find it among better ones. Users without any relevant
 * candidate have no row: their NDCG is 0 under every mixture.
 */
export interface ValidationTable {
  /** How many users are judged, with a row or not. */
  readonly judged: number;
  /** What is known of each row's user, and where the user stands among those judged. */
  readonly contexts: readonly UserContext[];
  readonly places: Int32Array;
  /** Length rows + 1. */
  readonly starts: Int32Array;
  /** Ascending within a row. */
  readonly items: Int32Array;
  /** Cells that are relevant; those of a row lie between two of `hitStarts`. */
  readonly hits: Int32Array;
  readonly hitStarts: Int32Array;
  /** Relevant items of each row's user, candidates or not. */
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
  readonly place: number;
  readonly context: UserContext;
  readonly items: Int32Array;
  /** Places among `items`. */
  readonly hits: Int32Array;
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
  const pick = startPicking(source);
  const rows: TableRow[] = [];
  for (let begin = 0; begin < users.length; begin += atOnce) {
    const asked = Array.from(users.subarray(begin, begin + atOnce), (user) => contexts.contextOf(user));
    components.forEach(({ body }, column) =>
      scoreMany(body, itemCount, { contexts: asked, take: (at, values) => scores[column][at].set(values) }),
    );
    asked.forEach((context, at) => {
      const ofUser = scores.map((column) => column[at]);
      const picked = pick(context.userIndex, ofUser);
      if (picked.hits.length > 0)
        rows.push({ ...picked, columns: scaledCells(picked.items, ofUser), place: begin + at, context });
    });
  }
  return joinRows(rows, users.length);
}

/** Picks the candidates of one user after the other from the scores of all components. */
function startPicking({ split, trend }: TableSource) {
  const seen = userItemRows(split.train, 'binary');
  const wanted = userItemRows(split.test, 'binary');
  const mask = new Uint8Array(seen.columnCount);
  /** 1 for a candidate, 2 for a relevant one. */
  const picked = new Uint8Array(seen.columnCount);
  const selection = new TopK(candidatesPerOrder);
  const inTrend = trend.some((factor) => factor !== 1) ? new Float32Array(trend.length) : null;
  const pickBest = (ranked: Float32Array): void => {
    const count = selection.select(ranked, mask);
    for (let at = 0; at < count; at++) picked[selection.indices[at]] = 1;
  };
  return (user: number, scores: readonly Float32Array[]): Pick<TableRow, 'items' | 'hits' | 'relevantCount'> => {
    const own = seen.indices.subarray(seen.starts[user], seen.starts[user + 1]);
    const relevant = wanted.indices.subarray(wanted.starts[user], wanted.starts[user + 1]);
    for (const item of own) mask[item] = 1;
    for (const column of scores) {
      pickBest(column);
      if (inTrend === null) continue;
      for (let item = 0; item < inTrend.length; item++) inTrend[item] = column[item] * trend[item];
      pickBest(inTrend);
    }
    for (const item of own) mask[item] = 0;
    for (const item of relevant) if (picked[item] !== 0) picked[item] = 2;
    const items: number[] = [];
    const hits: number[] = [];
    for (let item = 0; item < picked.length; item++) {
      if (picked[item] === 0) continue;
      if (picked[item] === 2) hits.push(items.length);
      items.push(item);
      picked[item] = 0;
    }
    return { items: Int32Array.from(items), hits: Int32Array.from(hits), relevantCount: relevant.length };
  };
}

function scaledCells(items: Int32Array, scores: readonly Float32Array[]): Float32Array[] {
  return scores.map((column) => {
    const scale = scaleOf(column);
    const cells = new Float32Array(items.length);
    for (let at = 0; at < cells.length; at++) cells[at] = column[items[at]] * scale;
    return cells;
  });
}

/** The scaled scores of one component for the candidates of a table, for a component that reads histories differently. */
export function scoreColumn(table: ValidationTable, split: Split, component: BlendComponent): Float32Array {
  const column = new Float32Array(table.items.length);
  scoreMany(component.body, split.train.itemIds.length, {
    contexts: table.contexts,
    take(row, scores) {
      const scale = scaleOf(scores);
      for (let at = table.starts[row]; at < table.starts[row + 1]; at++) column[at] = scores[table.items[at]] * scale;
    },
  });
  return column;
}

function joinRows(rows: readonly TableRow[], judged: number): ValidationTable {
  const starts = new Int32Array(rows.length + 1);
  const hitStarts = new Int32Array(rows.length + 1);
  rows.forEach((row, at) => {
    starts[at + 1] = starts[at] + row.items.length;
    hitStarts[at + 1] = hitStarts[at] + row.hits.length;
  });
  const items = new Int32Array(starts[rows.length]);
  const hits = new Int32Array(hitStarts[rows.length]);
  const columns = rows.length === 0 ? [] : rows[0].columns.map(() => new Float32Array(items.length));
  rows.forEach((row, at) => {
    items.set(row.items, starts[at]);
    row.hits.forEach((hit, place) => (hits[hitStarts[at] + place] = starts[at] + hit));
    row.columns.forEach((column, place) => columns[place].set(column, starts[at]));
  });
  return {
    judged,
    contexts: rows.map((row) => row.context),
    places: Int32Array.from(rows, (row) => row.place),
    starts,
    items,
    hits,
    hitStarts,
    relevantCounts: Int32Array.from(rows, (row) => row.relevantCount),
    columns,
  };
}

/** Judges one mixture after another on a table: NDCG of the first `k` for each user. Mixtures that differ in one weight cost one column. */
export class MixtureJudge {
  readonly #table: ValidationTable;
  readonly #k: number;
  readonly #columnOf: (component: number) => Float32Array;
  readonly #columns = new Map<number, Float32Array>();
  /** Discounted gain of one hit at each rank, from 0. */
  readonly #gains: Float64Array;
  readonly #ideal: Float64Array;
  readonly #sums: Float64Array;
  /** Mixed scores of every cell under `#baseWeights`. */
  readonly #base: Float64Array;
  #baseWeights: readonly number[];

  /** @param columnOf another column of a component than the table's; asked once, for the first mixture in which the component has a weight. */
  constructor(table: ValidationTable, k: number, columnOf = (component: number) => table.columns[component]) {
    this.#table = table;
    this.#k = k;
    this.#columnOf = columnOf;
    this.#gains = Float64Array.from({ length: k }, (_, rank) => 1 / Math.log2(rank + 2));
    this.#ideal = Float64Array.from({ length: k + 1 }, (_, count) => idealGain(count));
    let widest = 0;
    for (let row = 0; row + 1 < table.starts.length; row++) {
      widest = Math.max(widest, table.starts[row + 1] - table.starts[row]);
    }
    this.#sums = new Float64Array(widest);
    this.#base = new Float64Array(table.items.length);
    this.#baseWeights = table.columns.map(() => 0);
  }

  /** @param weights one per column. @param trend factor per catalog item. */
  ndcgPerUser(weights: readonly number[], trend: Float32Array): Float64Array {
    const { judged, places, starts, items, hits, hitStarts, relevantCounts } = this.#table;
    const ndcg = new Float64Array(judged);
    if (places.length === 0) return ndcg;
    const { column, step } = this.#fromBase(weights);
    // Fields that are private cost a check at every cell.
    const [base, scratch, gains, k] = [this.#base, this.#sums, this.#gains, this.#k];
    for (let row = 0; row < places.length; row++) {
      const begin = starts[row];
      const width = starts[row + 1] - begin;
      for (let at = 0, cell = begin; at < width; at++, cell++) {
        scratch[at] = (base[cell] + step * column[cell]) * trend[items[cell]];
      }
      let gain = 0;
      // What scores less than something that is not among the first is not either.
      let tooLow = -Infinity;
      for (let hit = hitStarts[row]; hit < hitStarts[row + 1]; hit++) {
        const cell = hits[hit] - begin;
        if (scratch[cell] < tooLow) continue;
        const rank = rankOf(scratch, { cell, width, most: k });
        if (rank < k) gain += gains[rank];
        else tooLow = scratch[cell];
      }
      ndcg[places[row]] = gain / this.#ideal[Math.min(relevantCounts[row], k)];
    }
    return ndcg;
  }

  /** The one column in which `weights` differ from the base and by how much; with more than one they become the base. */
  #fromBase(weights: readonly number[]): { readonly column: Float32Array; readonly step: number } {
    const changed = weights.map((_, at) => at).filter((at) => weights[at] !== this.#baseWeights[at]);
    if (changed.length > 1) {
      this.#base.fill(0);
      weights.forEach((weight, at) => weight !== 0 && addColumn(this.#base, this.#column(at), weight));
      this.#baseWeights = [...weights];
    }
    // Without a change any column will do, best one that is there.
    const [
      only = Math.max(
        0,
        weights.findIndex((weight) => weight !== 0),
      ),
    ] = changed;
    return { column: this.#column(only), step: weights[only] - this.#baseWeights[only] };
  }

  #column(component: number): Float32Array {
    const known = this.#columns.get(component);
    if (known !== undefined) return known;
    const made = this.#columnOf(component);
    this.#columns.set(component, made);
    return made;
  }
}

/**
 * How many cells come before one in a selection by score (larger first, of equal ones the lower cell, never NaN), `most` when that many or more do:
 * only the ranks of relevant cells count, and few of the others need looking at to know that one is not among the first.
 */
function rankOf(
  scores: Float64Array,
  of: { readonly cell: number; readonly width: number; readonly most: number },
): number {
  const { cell, width, most } = of;
  const own = scores[cell];
  if (Number.isNaN(own)) return most;
  let above = 0;
  for (let at = 0; at < cell; at++) if (scores[at] >= own && ++above === most) return most;
  for (let at = cell + 1; at < width; at++) if (scores[at] > own && ++above === most) return most;
  return above;
}

function addColumn(sums: Float64Array, column: Float32Array, weight: number): void {
  for (let at = 0; at < sums.length; at++) sums[at] += weight * column[at];
}
