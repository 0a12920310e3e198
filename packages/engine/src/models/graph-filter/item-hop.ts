import { sparseRowSums, type SparseRows } from '@vitrine/kernels';
import type { FoldedHistory } from '../fold-history.ts';
import type { UserItemPair } from '../user-item-pair.ts';
import type { GraphFilterConfig } from './config.ts';
import { powerOf } from './power.ts';

/** What a hop depends on besides the data. */
export type HopExponents = Pick<GraphFilterConfig, 'signal' | 'userExponent' | 'itemExponent' | 'cellExponent'>;

/** Bytes of rows that are kept once they were needed. */
const keptBytes = 256 * 1024 ** 2;
/** Without powers only rows are kept whose making costs more than reading this many dense ones. */
const dearRows = 8;

interface KeptRow {
  readonly columns: Int32Array;
  readonly values: Float32Array;
}

/**
 * One hop over the item graph: link(i, j) = d_i^-b P_ij^p d_j^-b with P = X' diag(d_u^-c) X. The graph is never held whole and nothing is pruned. Without
 * powers (p = 1) two walks, items to users to items, give the same sums in fewer steps than reading the graph's rows would take. With powers each
 * row is summed when it is asked for, and rows of popular items are kept, up to 256 MiB: which, follows from the data alone.
 */
export class ItemHop {
  readonly #pair: UserItemPair;
  readonly #exponent: number;
  readonly #userScale: Float64Array;
  /** d_i^-b, 0 for items nobody has. */
  readonly itemScale: Float32Array;
  readonly #power: (x: number) => number;
  readonly #keeps: Uint8Array;
  readonly #kept = new Map<number, KeptRow>();
  /** Sums of users and of items, 0 between calls, and which are not. */
  readonly #userSums: Float64Array;
  readonly #users: Int32Array;
  readonly #itemSums: Float64Array;
  /** The cells of one row, as they were met. */
  readonly #rowSums: Float64Array;
  readonly #columns: Int32Array;
  readonly #values: Float32Array;

  constructor(pair: UserItemPair, exponents: HopExponents) {
    const { byUser, byItem } = pair;
    this.#pair = pair;
    this.#exponent = exponents.cellExponent;
    this.#power = powerOf(exponents.cellExponent);
    this.#userScale = scalesOf(byUser, exponents.userExponent);
    this.itemScale = Float32Array.from(scalesOf(byItem, exponents.itemExponent));
    this.#keeps = rowsToKeep(pair, exponents.cellExponent);
    this.#userSums = new Float64Array(byUser.rowCount);
    this.#users = new Int32Array(byUser.rowCount);
    this.#itemSums = new Float64Array(byItem.rowCount);
    this.#rowSums = new Float64Array(byItem.rowCount);
    this.#columns = new Int32Array(byItem.rowCount);
    this.#values = new Float32Array(byItem.rowCount);
  }

  /** out[j] = sum over the history of weight x link(i, j); an item also speaks for itself. */
  score(history: FoldedHistory, out: Float32Array): void {
    const sums = this.#itemSums;
    sums.fill(0);
    let users = 0;
    for (let at = 0; at < history.items.length; at++) {
      const item = history.items[at];
      const factor = history.weights[at] * this.itemScale[item];
      if (!(factor > 0)) continue;
      if (this.#keeps[item] !== 0) addRow(this.#keptRow(item), factor, sums);
      else if (this.#exponent === 1) users = this.#toUsers(item, factor, users);
      else addRow(this.#makeRow(item), factor, sums);
    }
    this.#toItems(users, sums);
    const scale = this.itemScale;
    for (let item = 0; item < out.length; item++) out[item] = sums[item] * scale[item];
  }

  /** link(source, target), by the users they share. */
  link(source: number, target: number): number {
    const { starts, indices, values } = this.#pair.byItem;
    let sum = 0;
    let [a, b] = [starts[source], starts[target]];
    const [endA, endB] = [starts[source + 1], starts[target + 1]];
    while (a < endA && b < endB) {
      const ahead = indices[a] - indices[b];
      if (ahead === 0) sum += this.#userScale[indices[a]] * values[a] * values[b];
      if (ahead <= 0) a++;
      if (ahead >= 0) b++;
    }
    return sum > 0 ? this.itemScale[source] * this.#power(sum) * this.itemScale[target] : 0;
  }

  /** Adds an item's weight to its users; `count` of them had some before. Answers how many have now. */
  #toUsers(item: number, factor: number, count: number): number {
    const { starts, indices, values } = this.#pair.byItem;
    const [sums, users, scale] = [this.#userSums, this.#users, this.#userScale];
    let size = count;
    for (let at = starts[item]; at < starts[item + 1]; at++) {
      const user = indices[at];
      // Weights are positive, so 0 means "not met yet".
      if (sums[user] === 0) users[size++] = user;
      sums[user] += factor * values[at] * scale[user];
    }
    return size;
  }

  #toItems(count: number, out: Float64Array): void {
    const { starts, indices, values } = this.#pair.byUser;
    for (let at = 0; at < count; at++) {
      const user = this.#users[at];
      const weight = this.#userSums[user];
      this.#userSums[user] = 0;
      const end = starts[user + 1];
      for (let place = starts[user]; place < end; place++) out[indices[place]] += weight * values[place];
    }
  }

  #keptRow(item: number): KeptRow {
    let row = this.#kept.get(item);
    if (row === undefined) {
      const made = this.#makeRow(item);
      row = { columns: made.columns.slice(), values: made.values.slice() };
      this.#kept.set(item, row);
    }
    return row;
  }

  /** The cells of P^p of one item in the order they are met; good until the next call. */
  #makeRow(item: number): KeptRow {
    const { byItem, byUser } = this.#pair;
    const [sums, columns] = [this.#rowSums, this.#columns];
    let count = 0;
    for (let at = byItem.starts[item]; at < byItem.starts[item + 1]; at++) {
      const user = byItem.indices[at];
      const weight = byItem.values[at] * this.#userScale[user];
      const end = byUser.starts[user + 1];
      for (let place = byUser.starts[user]; place < end; place++) {
        const column = byUser.indices[place];
        if (sums[column] === 0) columns[count++] = column;
        sums[column] += weight * byUser.values[place];
      }
    }
    this.#raise(count);
    return { columns: columns.subarray(0, count), values: this.#values.subarray(0, count) };
  }

  /** Sums become values to the power p. Cells that come from one user alone follow each other with the same sum. */
  #raise(count: number): void {
    const [sums, columns, values, power] = [this.#rowSums, this.#columns, this.#values, this.#power];
    let [lastSum, lastPower] = [NaN, NaN];
    for (let at = 0; at < count; at++) {
      const sum = sums[columns[at]];
      sums[columns[at]] = 0;
      if (sum !== lastSum) {
        lastSum = sum;
        lastPower = this.#exponent === 1 ? sum : power(sum);
      }
      values[at] = lastPower;
    }
  }
}

function addRow(row: KeptRow, factor: number, sums: Float64Array): void {
  const { columns, values } = row;
  for (let at = 0; at < columns.length; at++) sums[columns[at]] += factor * values[at];
}

/** Degree^-exponent of each row, 0 where there is nothing. */
function scalesOf(rows: SparseRows, exponent: number): Float64Array {
  return sparseRowSums(rows).map((degree) => (degree > 0 ? Math.pow(degree, -exponent) : 0));
}

/** With powers the most popular items, without them those whose rows are dear to make, while there is room. */
function rowsToKeep({ byUser, byItem }: UserItemPair, cellExponent: number): Uint8Array {
  const items = byItem.rowCount;
  const steps = new Float64Array(items);
  for (let item = 0; item < items; item++) {
    for (let at = byItem.starts[item]; at < byItem.starts[item + 1]; at++) {
      const user = byItem.indices[at];
      steps[item] += byUser.starts[user + 1] - byUser.starts[user];
    }
  }
  const keeps = new Uint8Array(items);
  let room = keptBytes;
  const dearest = Array.from(steps.keys()).sort((a, b) => steps[b] - steps[a] || a - b);
  for (const item of dearest) {
    if (cellExponent === 1 && steps[item] <= dearRows * items) break;
    room -= 8 * Math.min(steps[item], items);
    if (room < 0) break;
    keeps[item] = 1;
  }
  return keeps;
}
