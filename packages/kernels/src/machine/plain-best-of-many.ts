import { TopK } from '../selection/top-k.ts';
import { dotAt } from './plain-dense.ts';

/** As `bestOfMany` of `assembly/best-of-many.ts`, by all products: without SIMD a scan of codes would win nothing. */
export function bestOfMany(memory: WebAssembly.Memory, args: readonly number[]): void {
  const [
    queries,
    count,
    rows,
    width,
    ,
    order,
    places,
    ,
    excluded,
    ownStarts,
    own,
    k,
    items,
    scores,
    found,
    ,
    begin,
    end,
  ] = args;
  const f = new Float32Array(memory.buffer);
  const w = new Uint32Array(memory.buffer);
  const bytes = new Uint8Array(memory.buffer);
  const known: number[] = [];
  for (let place = 0; place < places; place++) {
    const item = w[order / 4 + place];
    if (item !== 0xffff_ffff && (excluded === 0 || bytes[excluded + item] === 0)) known.push(item);
  }
  known.sort((a, b) => a - b);
  const products = new Float32Array(known.length);
  const mask = new Uint8Array(known.length);
  const placeOf = new Map(known.map((item, at) => [item, at]));
  const best = new TopK(k);
  for (let query = begin * 64; query < Math.min(count, end * 64); query++) {
    for (let at = 0; at < known.length; at++) {
      products[at] = dotAt(f, { a: rows / 4 + known[at] * width, b: queries / 4 + query * width, width });
    }
    mask.fill(0);
    const owned = ownStarts === 0 ? [0, 0] : [w[ownStarts / 4 + query], w[ownStarts / 4 + query + 1]];
    for (let at = owned[0]; at < owned[1]; at++) {
      const place = placeOf.get(w[own / 4 + at]);
      if (place !== undefined) mask[place] = 1;
    }
    const size = best.select(products, mask);
    w[found / 4 + query] = size;
    for (let at = 0; at < size; at++) {
      w[items / 4 + query * k + at] = known[best.indices[at]];
      f[scores / 4 + query * k + at] = best.scores[at];
    }
  }
}
