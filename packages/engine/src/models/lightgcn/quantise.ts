import { deviationOf, finish, type Kernels } from '@vitrine/kernels';
import type { HeldOut } from './held-out.ts';
import { judge, scoreSlice } from './judge.ts';
import type { LightGcnTables } from './tables.ts';

/** Rows of signed bytes, each with the factor that makes them numbers again. */
export interface ByteRows {
  readonly codes: Int8Array;
  readonly scales: Float32Array;
}

/** What bytes cost, on the slice held out. */
export interface QuantisingLoss {
  readonly ndcgFloat: number;
  readonly ndcgInt8: number;
  readonly recallFloat: number;
  readonly recallInt8: number;
  /** Root mean square of the difference of two scores, over the deviation of a user's scores; the mean over users. */
  readonly scoreDeviation: number;
  /** Bytes of the embeddings as float32 and as int8 with their factors. */
  readonly bytesFloat: number;
  readonly bytesInt8: number;
}

/** Rounds each row to 255 levels, the largest number at the end of them. */
export function toByteRows(values: Float32Array, width: number): ByteRows {
  const scales = new Float32Array(width === 0 ? 0 : values.length / width);
  const codes = new Int8Array(values.length);
  for (let row = 0; row < scales.length; row++) {
    let largest = 0;
    for (let at = row * width; at < (row + 1) * width; at++) largest = Math.max(largest, Math.abs(values[at]));
    scales[row] = largest / 127;
    const factor = largest > 0 ? 127 / largest : 0;
    for (let at = row * width; at < (row + 1) * width; at++) codes[at] = Math.round(values[at] * factor);
  }
  return { codes, scales };
}

/** Numbers that are made between two pauses: some milliseconds. */
const slice = 1_000_000;

/** The numbers that byte rows stand for; pauses every few milliseconds. */
function* fromByteRowsInSteps({ codes, scales }: ByteRows): Generator<void, Float32Array> {
  const width = codes.length / Math.max(1, scales.length);
  const atOnce = Math.max(1, Math.floor(slice / Math.max(1, width)));
  const values = new Float32Array(codes.length);
  for (let begin = 0; begin < scales.length; begin += atOnce) {
    for (let row = begin; row < Math.min(scales.length, begin + atOnce); row++) {
      for (let at = row * width; at < (row + 1) * width; at++) values[at] = codes[at] * scales[row];
    }
    yield;
  }
  return values;
}

/** Each table of a network as bytes. */
export type ByteTables = Readonly<Record<'items' | 'sources' | 'people', ByteRows>>;

/** Rounds every table. */
export function toByteTables({ items, sources, people, width }: LightGcnTables): ByteTables {
  return { items: toByteRows(items, width), sources: toByteRows(sources, width), people: toByteRows(people, width) };
}

/** The tables as they come back from bytes. */
export function fromByteTables(tables: ByteTables, width: number): LightGcnTables {
  return finish(fromByteTablesInSteps(tables, width));
}

/** As `fromByteTables`, pausing every few milliseconds. */
export function* fromByteTablesInSteps(
  { items, sources, people }: ByteTables,
  width: number,
): Generator<void, LightGcnTables> {
  return {
    width,
    items: yield* fromByteRowsInSteps(items),
    sources: yield* fromByteRowsInSteps(sources),
    people: yield* fromByteRowsInSteps(people),
  };
}

/** Measures what rounding costs before it is used. */
export function quantisingLoss(kernels: Kernels, tables: LightGcnTables, slice: HeldOut): QuantisingLoss {
  const rounded = fromByteTables(toByteTables(tables), tables.width);
  const [before, after] = [tables, rounded].map((each) => judge(kernels, each, slice));
  const numbers = tables.items.length + tables.sources.length + tables.people.length;
  return {
    ndcgFloat: before.ndcg,
    ndcgInt8: after.ndcg,
    recallFloat: before.recall,
    recallInt8: after.recall,
    scoreDeviation: deviationBetween(kernels, [tables, rounded], slice),
    bytesFloat: 4 * numbers,
    bytesInt8: numbers + (4 * numbers) / Math.max(1, tables.width),
  };
}

/** On at most 100 users, whose scores are kept. */
function deviationBetween(
  kernels: Kernels,
  [tables, rounded]: readonly [LightGcnTables, LightGcnTables],
  slice: HeldOut,
): number {
  const some = { ...slice, users: slice.users.slice(0, 100) };
  const kept: Float32Array[] = [];
  scoreSlice(kernels, { tables, slice: some }, (at, scores) => (kept[at] = scores.slice()));
  let sum = 0;
  scoreSlice(kernels, { tables: rounded, slice: some }, (at, scores) => {
    let square = 0;
    for (let item = 0; item < scores.length; item++) square += (scores[item] - kept[at][item]) ** 2;
    const deviation = deviationOf(kept[at]);
    if (deviation > 0) sum += Math.sqrt(square / scores.length) / deviation;
  });
  return sum / Math.max(1, some.users.length);
}
