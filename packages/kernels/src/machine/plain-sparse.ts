import { PlainRow } from './plain-row.ts';

/** As `assembly/sparse.ts`, in float64. */
export function sparseTransposeTimesDense(f: Float32Array, w: Uint32Array, args: readonly number[]): void {
  const [starts, indices, values, rows, dense, width, out, , begin, end] = args;
  const last = Math.min(width, end * 16);
  for (let row = 0; row < rows; row++) {
    for (let at = w[starts / 4 + row]; at < w[starts / 4 + row + 1]; at++) {
      const value = values === 0 ? 1 : f[values / 4 + at];
      const target = out / 4 + w[indices / 4 + at] * width;
      const source = dense / 4 + row * width;
      for (let column = begin * 16; column < last; column++)
        f[target + column] += Math.fround(value * f[source + column]);
    }
  }
}

/** The 8 arguments that `assembly/sparse-gram.ts` takes a matrix by. */
export class PlainPair {
  readonly items: number;
  readonly row: PlainRow;
  readonly #f: Float32Array;
  readonly #w: Uint32Array;
  readonly #args: readonly number[];

  constructor(f: Float32Array, w: Uint32Array, args: readonly number[]) {
    this.#f = f;
    this.#w = w;
    this.#args = args;
    this.items = args[7];
    this.row = new PlainRow(this.items);
  }

  /** Makes `row` hold a row of the Gram matrix. */
  load(item: number): PlainRow {
    const [userStarts, userItems, userValues, itemStarts, itemUsers, itemValues, scale] = this.#args.map(
      (at) => at / 4,
    );
    const [f, w, row] = [this.#f, this.#w, this.row];
    row.clear();
    for (let at = w[itemStarts + item]; at < w[itemStarts + item + 1]; at++) {
      const user = w[itemUsers + at];
      let weight = scale === 0 ? 1 : f[scale + user];
      if (itemValues !== 0) weight = Math.fround(weight * f[itemValues + at]);
      for (let other = w[userStarts + user]; other < w[userStarts + user + 1]; other++) {
        row.add(w[userItems + other], userValues === 0 ? weight : Math.fround(weight * f[userValues + other]));
      }
    }
    return row;
  }
}

/** As `countGramCells` of `assembly/sparse-gram.ts`. */
export function countGramCells(f: Float32Array, w: Uint32Array, args: readonly number[]): void {
  const pair = new PlainPair(f, w, args);
  const [counts, , begin, end] = args.slice(8);
  for (let item = begin; item < end; item++) w[counts / 4 + item] = pair.load(item).columns().length;
}

/** As `writeGramCells` of `assembly/sparse-gram.ts`. */
export function writeGramCells(f: Float32Array, w: Uint32Array, args: readonly number[]): void {
  const pair = new PlainPair(f, w, args);
  const [starts, columns, values, exponent, , begin, end] = args.slice(8);
  for (let item = begin; item < end; item++) {
    let to = w[starts / 4 + item];
    if (to === w[starts / 4 + item + 1]) continue;
    const row = pair.load(item);
    for (const column of row.columns()) {
      w[columns / 4 + to] = column;
      f[values / 4 + to++] = exponent === 1 ? row.sums[column] : Math.pow(row.sums[column], exponent);
    }
  }
}

/** As `bestGramCells` of `assembly/sparse-gram.ts`. */
export function bestGramCells(f: Float32Array, w: Uint32Array, args: readonly number[]): void {
  const pair = new PlainPair(f, w, args);
  const [columnScale, most, firstRow, counts, columns, values, , begin, end] = args.slice(8);
  for (let at = begin; at < end; at++) {
    const row = pair.load(firstRow + at);
    const best = row.best(firstRow + at, most, (column) => (columnScale === 0 ? 1 : f[columnScale / 4 + column]));
    w.set(best, columns / 4 + at * most);
    f.set(
      Float32Array.from(best, (column) => row.sums[column]),
      values / 4 + at * most,
    );
    w[counts / 4 + at] = best.length;
  }
}

/** As `writeGramRows` of `assembly/sparse-gram.ts`. */
export function writeGramRows(f: Float32Array, w: Uint32Array, args: readonly number[]): void {
  const pair = new PlainPair(f, w, args);
  const [out, stride, , begin, end] = args.slice(8);
  for (let item = begin; item < end; item++) f.set(pair.load(item).sums, out / 4 + item * stride);
}

/** As `writeCellsAmong` of `assembly/sparse-gram.ts`. */
export function writeCellsAmong(f: Float32Array, w: Uint32Array, args: readonly number[]): void {
  const pair = new PlainPair(f, w, args);
  const [listStarts, members, firstList, listingStarts, listings, triangles, out, , begin, end] = args.slice(8);
  for (let item = begin; item < end; item++) {
    const last = w[listingStarts / 4 + item + 1];
    if (w[listingStarts / 4 + item] === last) continue;
    const { sums } = pair.load(item);
    for (let listing = w[listingStarts / 4 + item]; listing < last; listing++) {
      const place = w[listings / 4 + 2 * listing];
      const list = w[listings / 4 + 2 * listing + 1];
      const [first, after] = [w[listStarts / 4 + list], w[listStarts / 4 + list + 1]];
      const row = place - first;
      let to = out / 4 + w[triangles / 4 + list - firstList] + row * (after - first) - (row * (row - 1)) / 2;
      for (let member = place; member < after; member++) f[to++] = sums[w[members / 4 + member]];
    }
  }
}
