import { PlainRow } from './plain-row.ts';

/** As `bestLinks` of `assembly/sparse-links.ts`. */
export function bestLinks(memory: WebAssembly.Memory, args: readonly number[]): void {
  const f = new Float32Array(memory.buffer);
  const w = new Uint32Array(memory.buffer);
  const [, , , , placeStarts, places, , , , , itemCount, columnScale, most, firstItem, ...rest] = args;
  const [counts, columns, values, , begin, end] = rest;
  const row = new PlainRow(itemCount);
  const walk = windowOf(memory, args);
  for (let at = begin; at < end; at++) {
    const item = firstItem + at;
    row.clear();
    for (let place = w[placeStarts / 4 + item]; place < w[placeStarts / 4 + item + 1]; place++) {
      walk(w[places / 4 + place], (target, weight) => {
        if (target !== item) row.add(target, weight);
      });
    }
    const best = row.best(item, most, (column) => (columnScale === 0 ? 1 : f[columnScale / 4 + column]));
    w.set(best, columns / 4 + at * most);
    f.set(
      Float32Array.from(best, (column) => row.sums[column]),
      values / 4 + at * most,
    );
    w[counts / 4 + at] = best.length;
  }
}

type Visit = (target: number, weight: number) => void;

/** Visits what lies within the window of a place, what came later first. */
function windowOf(memory: WebAssembly.Memory, args: readonly number[]): (at: number, visit: Visit) => void {
  const [items, times, sequenceOf, sequenceStarts, , , weights, steps, seconds, backward] = args;
  const f = new Float32Array(memory.buffer);
  const w = new Uint32Array(memory.buffer);
  const timeAt = new Float64Array(memory.buffer, times);
  return (at, visit) => {
    const sequence = w[sequenceOf / 4 + at];
    const time = timeAt[at];
    const share = Math.fround(backward);
    const weightAt = (other: number, distance: number, factor: number): number =>
      timeAt[other] === time && time > 0 ? f[weights / 4 + 1] : Math.fround(f[weights / 4 + distance] * factor);
    const last = Math.min(w[sequenceStarts / 4 + sequence + 1] - 1, at + steps);
    for (let later = at + 1; later <= last && timeAt[later] - time <= seconds; later++) {
      visit(w[items / 4 + later], weightAt(later, later - at, 1));
    }
    const first = Math.max(w[sequenceStarts / 4 + sequence], at - steps);
    for (let earlier = at - 1; earlier >= first && time - timeAt[earlier] <= seconds; earlier--) {
      visit(w[items / 4 + earlier], weightAt(earlier, at - earlier, share));
    }
  };
}
