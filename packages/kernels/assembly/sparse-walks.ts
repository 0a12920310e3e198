// Walks from items to users and back: what histories say about all items by the rows of X' diag(scale) X, which is never held whole.
import { raise } from './powers';
import { addGramRow, clearRow, markBytes, sumBytes, takeCells } from './sparse-row';

/** Dense rows `rows[begin]` to `rows[end]` of (X' diag(scale) X)^exponent by cells, into `out` (stride floats each, a multiple of 16, all 0 before). */
export function writePoweredRows(
  userStarts: usize, userItems: usize, userValues: usize, itemStarts: usize, itemUsers: usize, itemValues: usize, scale: usize, items: u32,
  rows: usize, exponent: f32, out: usize, stride: u32, scratch: usize, begin: u32, end: u32,
): void {
  const bytes = <usize>stride << 2;
  for (let at = begin; at < end; at++) {
    const to = out + <usize>at * bytes;
    addGramRow(userStarts, userItems, userValues, itemStarts, itemUsers, itemValues, scale, load<u32>(rows + (<usize>at << 2)), to, scratch);
    if (exponent != 1) raise(to, stride, exponent);
  }
}

/**
 * Scores of the histories `begin` to `end`, each a dense row of `out` (stride floats, a multiple of 16): out_j = s_j sum over the history of weight_i s_i P_ij^exponent,
 * P = X' diag(scale) X, s = `itemScale`. Rows of P^exponent with `denseOf[i]` >= 0 lie in `dense`, those with cells
 * between `cellStarts[i]` and `cellStarts[i + 1]` there. Of the others, without a power, all histories' items go to
 * their users and those to their items; with one, row by row. Scratch: users x 2 floats and 4 rows.
 */
export function scoreWalks(
  userStarts: usize, userItems: usize, userValues: usize, itemStarts: usize, itemUsers: usize, itemValues: usize, scale: usize, items: u32,
  users: u32, itemScale: usize, exponent: f32, denseOf: usize, dense: usize, cellStarts: usize, cellColumns: usize, cellValues: usize,
  historyStarts: usize, historyItems: usize, historyWeights: usize,
  out: usize, stride: u32, scratch: usize, begin: u32, end: u32,
): void {
  const row = sumBytes(items);
  const marks = clearRow(scratch, items);
  const columns = marks + markBytes(items);
  const values = columns + row;
  const userSums = values + row;
  const met = userSums + (<usize>users << 2);
  memory.fill(userSums, 0, <usize>users << 2);
  const bytes = <usize>stride << 2;
  for (let history = begin; history < end; history++) {
    const to = out + <usize>history * bytes;
    memory.fill(to, 0, bytes);
    let count: usize = 0;
    const last = load<u32>(historyStarts + (<usize>history << 2), 4);
    for (let at = load<u32>(historyStarts + (<usize>history << 2)); at < last; at++) {
      const item = <usize>load<u32>(historyItems + (<usize>at << 2)) << 2;
      const factor = load<f32>(historyWeights + (<usize>at << 2)) * load<f32>(itemScale + item);
      if (!(factor > 0)) continue;
      const kept = load<i32>(denseOf + item);
      if (kept >= 0) {
        addDense(to, dense + <usize>kept * bytes, bytes, factor);
        continue;
      }
      const first = load<u32>(cellStarts + item);
      const cells = load<u32>(cellStarts + item, 4) - first;
      if (cells != 0) {
        addCells(to, cellColumns + (<usize>first << 2), cellValues + (<usize>first << 2), cells, factor);
      } else if (exponent == 1) {
        const lastUser = load<u32>(itemStarts + item, 4);
        for (let place = load<u32>(itemStarts + item); place < lastUser; place++) {
          const user = <usize>load<u32>(itemUsers + (<usize>place << 2)) << 2;
          const before = load<f32>(userSums + user);
          // Weights are positive, so 0 means "not met yet".
          store<u32>(met + count, <u32>user);
          count += before == 0 ? 4 : 0;
          let weight = factor;
          if (itemValues != 0) weight *= load<f32>(itemValues + (<usize>place << 2));
          store<f32>(userSums + user, before + weight);
        }
      } else {
        addGramRow(userStarts, userItems, userValues, itemStarts, itemUsers, itemValues, scale, <u32>(item >> 2), scratch, marks);
        const found = takeCells(scratch, marks, items, columns, values);
        raise(values, found, exponent);
        addCells(to, columns, values, found, factor);
      }
    }
    for (let at: usize = 0; at < count; at += 4) {
      const user = <usize>load<u32>(met + at);
      let weight = load<f32>(userSums + user);
      store<f32>(userSums + user, 0);
      if (scale != 0) weight *= load<f32>(scale + user);
      addItems(to, userItems, userValues, load<u32>(userStarts + user), load<u32>(userStarts + user, 4), weight);
    }
    for (let at: usize = 0; at < bytes; at += 16) v128.store(to + at, f32x4.mul(v128.load(to + at), v128.load(itemScale + at)));
  }
}

function addItems(to: usize, userItems: usize, userValues: usize, first: u32, last: u32, weight: f32): void {
  const end = <usize>last << 2;
  for (let place = <usize>first << 2; place < end; place += 4) {
    const cell = to + (<usize>load<u32>(userItems + place) << 2);
    store<f32>(cell, load<f32>(cell) + (userValues == 0 ? weight : weight * load<f32>(userValues + place)));
  }
}

function addDense(to: usize, row: usize, bytes: usize, factor: f32): void {
  const times = f32x4.splat(factor);
  for (let at: usize = 0; at < bytes; at += 16) v128.store(to + at, f32x4.add(v128.load(to + at), f32x4.mul(times, v128.load(row + at))));
}

function addCells(to: usize, columns: usize, values: usize, count: u32, factor: f32): void {
  for (let at: usize = 0; at < <usize>count << 2; at += 4) {
    const cell = to + (<usize>load<u32>(columns + at) << 2);
    store<f32>(cell, load<f32>(cell) + factor * load<f32>(values + at));
  }
}
