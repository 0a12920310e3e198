import { PlainPair } from './plain-sparse.ts';

/** As `writePoweredRows` of `assembly/sparse-walks.ts`; powers in float64. */
export function writePoweredRows(f: Float32Array, w: Uint32Array, args: readonly number[]): void {
  const pair = new PlainPair(f, w, args);
  const [rows, exponent, out, stride, , begin, end] = args.slice(8);
  for (let at = begin; at < end; at++) {
    pair.load(w[rows / 4 + at]).eachMet((column, sum) => {
      f[out / 4 + at * stride + column] = exponent === 1 ? sum : Math.pow(sum, exponent);
    });
  }
}

/** As `scoreWalks` of `assembly/sparse-walks.ts`; powers in float64. */
export function scoreWalks(f: Float32Array, w: Uint32Array, args: readonly number[]): void {
  const [users, itemScale, exponent, denseOf, dense, cellStarts, cellColumns, cellValues, ...histories] = args.slice(8);
  const [starts, items, weights, out, stride, , begin, end] = histories;
  const walk = new PlainWalk(f, w, args);
  const scale = itemScale / 4;
  for (let history = begin; history < end; history++) {
    const to = f.subarray(out / 4 + history * stride, out / 4 + (history + 1) * stride);
    to.fill(0);
    for (let at = w[starts / 4 + history]; at < w[starts / 4 + history + 1]; at++) {
      const item = w[items / 4 + at];
      const factor = Math.fround(f[weights / 4 + at] * f[scale + item]);
      if (!(factor > 0)) continue;
      const kept = w[denseOf / 4 + item] | 0;
      if (kept >= 0) {
        const row = dense / 4 + kept * stride;
        for (let column = 0; column < stride; column++) to[column] += Math.fround(factor * f[row + column]);
        continue;
      }
      const [first, last] = [w[cellStarts / 4 + item], w[cellStarts / 4 + item + 1]];
      for (let cell = first; cell < last; cell++) {
        to[w[cellColumns / 4 + cell]] += Math.fround(factor * f[cellValues / 4 + cell]);
      }
      if (first < last) continue;
      if (exponent === 1) walk.toUsers(item, factor, users);
      else {
        walk.pair.load(item).eachMet((column, sum) => {
          to[column] += Math.fround(factor * Math.fround(Math.pow(sum, exponent)));
        });
      }
    }
    walk.toItems(to);
    for (let column = 0; column < stride; column++) to[column] *= f[scale + column];
  }
}

/** From items to users and back. */
class PlainWalk {
  readonly pair: PlainPair;
  readonly #f: Float32Array;
  readonly #w: Uint32Array;
  readonly #args: readonly number[];
  #sums = new Float32Array(0);
  #met: number[] = [];

  constructor(f: Float32Array, w: Uint32Array, args: readonly number[]) {
    this.pair = new PlainPair(f, w, args);
    this.#f = f;
    this.#w = w;
    this.#args = args.map((at) => at / 4);
  }

  toUsers(item: number, factor: number, users: number): void {
    if (this.#sums.length === 0) this.#sums = new Float32Array(users);
    const [, , , itemStarts, itemUsers, itemValues] = this.#args;
    const [f, w] = [this.#f, this.#w];
    for (let at = w[itemStarts + item]; at < w[itemStarts + item + 1]; at++) {
      const user = w[itemUsers + at];
      if (this.#sums[user] === 0) this.#met.push(user);
      this.#sums[user] += itemValues === 0 ? factor : Math.fround(factor * f[itemValues + at]);
    }
  }

  toItems(out: Float32Array): void {
    const [userStarts, userItems, userValues, , , , scale] = this.#args;
    const [f, w] = [this.#f, this.#w];
    for (const user of this.#met) {
      const weight = scale === 0 ? this.#sums[user] : Math.fround(this.#sums[user] * f[scale + user]);
      this.#sums[user] = 0;
      for (let at = w[userStarts + user]; at < w[userStarts + user + 1]; at++) {
        out[w[userItems + at]] += userValues === 0 ? weight : Math.fround(weight * f[userValues + at]);
      }
    }
    this.#met = [];
  }
}
