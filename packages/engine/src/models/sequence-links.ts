import type { SparseRows } from '@vitrine/kernels';
import type { Sequences } from '../interactions/sequences.ts';

/** Which neighbours in a sequence are linked, and how strongly. */
export interface SequenceWindow {
  readonly steps: number;
  readonly seconds: number;
  /** Weight of a link to the item that came `distance` steps (1..steps) later; earlier ones count `backward` of it. */
  weightOf(distance: number): number;
  readonly backward: number;
  /** 1 for the items whose links are wanted, the other rows stay empty; all when left out. */
  readonly only?: Uint8Array;
}

const none = new Int32Array(0);

/**
 * Directed links between items that follow each other: rows are sources, columns targets, no diagonal.
 * Works item by item over the places where the item occurs, so memory is that of the result; time is rows x window.
 */
export function linkSequences(sequences: Sequences, itemCount: number, window: SequenceWindow): SparseRows {
  const places = placesOf(sequences, itemCount);
  const weights = Float64Array.from({ length: window.steps + 1 }, (_, distance) =>
    distance === 0 ? 0 : window.weightOf(distance),
  );
  const sequenceOf = sequenceOfPlaces(sequences);
  const sums = new Float64Array(itemCount);
  const scan: Scan = { sequences, sequenceOf, places, weights, window, sums, touched: new Int32Array(itemCount) };
  const starts = new Int32Array(itemCount + 1);
  let indices = new Int32Array(1024);
  let values = new Float32Array(1024);
  let size = 0;
  for (let item = 0; item < itemCount; item++) {
    const touched = window.only?.[item] === 0 ? none : addNeighbours(item, scan);
    if (size + touched.length > indices.length) {
      const capacity = Math.max(indices.length * 2, size + touched.length);
      indices = grow(indices, new Int32Array(capacity));
      values = grow(values, new Float32Array(capacity));
    }
    for (const target of touched) {
      indices[size] = target;
      values[size++] = sums[target];
      sums[target] = 0;
    }
    starts[item + 1] = size;
  }
  return {
    rowCount: itemCount,
    columnCount: itemCount,
    starts,
    indices: indices.slice(0, size),
    values: values.slice(0, size),
  };
}

interface Scan {
  readonly sequences: Sequences;
  readonly sequenceOf: Int32Array;
  readonly places: { readonly starts: Int32Array; readonly at: Int32Array };
  readonly weights: Float64Array;
  readonly window: SequenceWindow;
  /** All 0 between calls. */
  readonly sums: Float64Array;
  /** As long as the catalog; its first entries are what a call returns. */
  readonly touched: Int32Array;
}

/** Adds the links of one item to `sums` and returns the targets, ascending. Weights are positive, so a sum of 0 means "not touched yet". */
function addNeighbours(item: number, scan: Scan): Int32Array {
  const { places, weights, window, sums, touched } = scan;
  const { items, timesSec, starts } = scan.sequences;
  let count = 0;
  for (let place = places.starts[item]; place < places.starts[item + 1]; place++) {
    const at = places.at[place];
    const sequence = scan.sequenceOf[at];
    const last = Math.min(starts[sequence + 1] - 1, at + window.steps);
    for (let later = at + 1; later <= last && timesSec[later] - timesSec[at] <= window.seconds; later++) {
      // Rows of one instant (a basket) have no order: they are one step apart, both ways alike.
      const weight = timesSec[later] === timesSec[at] && timesSec[at] > 0 ? weights[1] : weights[later - at];
      const target = items[later];
      if (target === item) continue;
      if (sums[target] === 0) touched[count++] = target;
      sums[target] += weight;
    }
    const first = Math.max(starts[sequence], at - window.steps);
    for (let earlier = at - 1; earlier >= first && timesSec[at] - timesSec[earlier] <= window.seconds; earlier--) {
      const together = timesSec[earlier] === timesSec[at] && timesSec[at] > 0;
      const weight = together ? weights[1] : weights[at - earlier] * window.backward;
      const target = items[earlier];
      if (target === item || weight === 0) continue;
      if (sums[target] === 0) touched[count++] = target;
      sums[target] += weight;
    }
  }
  return touched.subarray(0, count).sort();
}

function placesOf(sequences: Sequences, itemCount: number): { starts: Int32Array; at: Int32Array } {
  const starts = new Int32Array(itemCount + 1);
  for (const item of sequences.items) starts[item + 1]++;
  for (let item = 0; item < itemCount; item++) starts[item + 1] += starts[item];
  const next = starts.slice();
  const at = new Int32Array(sequences.items.length);
  for (let place = 0; place < sequences.items.length; place++) at[next[sequences.items[place]]++] = place;
  return { starts, at };
}

/** The sequence that each place belongs to. */
function sequenceOfPlaces(sequences: Sequences): Int32Array {
  const of = new Int32Array(sequences.items.length);
  for (let sequence = 0; sequence + 1 < sequences.starts.length; sequence++) {
    of.fill(sequence, sequences.starts[sequence], sequences.starts[sequence + 1]);
  }
  return of;
}

function grow<C extends Int32Array | Float32Array>(from: C, to: C): C {
  to.set(from);
  return to;
}
