import type { Kernels, Matrix } from '@vitrine/kernels';
import type { KernelRows } from '../../factors/sparse-in-memory.ts';
import type { Graph } from './graph.ts';
import { propagate } from './propagate.ts';

/**
 * What a trained network needs to answer. A user's embedding is the mean over the layers of what is spread to it; all but the first layer come
 * from the user's items, so anybody is folded in exactly: e = own + (sum of w source) / sqrt(sum of w), with w the weights of the items at hand.
 */
export interface LightGcnTables {
  readonly width: number;
  /** items x width: what a user's embedding is multiplied with. */
  readonly items: Float32Array;
  /** items x width: what an item sends to those who have it. */
  readonly sources: Float32Array;
  /** users x width: what a known user has of its own. */
  readonly people: Float32Array;
}

/** Places in kernel memory for parameters and what is spread of them. */
export interface Rooms {
  readonly edges: KernelRows;
  readonly parameters: Matrix;
  readonly spread: Matrix;
  readonly spare: Matrix;
}

/** Spreads the parameters over a graph and takes what answers need; `rooms.spread` and `rooms.spare` are overwritten. */
export function tablesOf(
  kernels: Kernels,
  { graph, rooms }: { readonly graph: Graph; readonly rooms: Rooms },
  layers: number,
): LightGcnTables {
  const { users, items, degrees } = graph;
  const { parameters, spread } = rooms;
  const width = parameters.columns;
  const first = users * width;
  const factor = 1 / (layers + 1);
  const sum = (steps: number): void =>
    propagate(kernels, { edges: rooms.edges, from: parameters, out: spread, spare: rooms.spare, steps, factor });
  // An item sends the sum of its layers but the last, which reaches nobody any more.
  sum(layers - 1);
  const sources = spread.values.slice(first);
  for (let item = 0; item < items; item++) {
    const degree = degrees[users + item];
    scaleRow(sources, { row: item, width, factor: degree > 0 ? 1 / Math.sqrt(degree) : 0 });
  }
  sum(layers);
  const targets = spread.values.slice(first);
  return { width, items: targets, sources, people: parameters.values.slice(0, first).map((value) => value * factor) };
}

/** e = own + (sum of w source) / sqrt(sum of w). */
export function foldVisitor(
  tables: Omit<LightGcnTables, 'items'>,
  visitor: { readonly user: number; readonly items: Int32Array; readonly weights: ArrayLike<number> },
  out: Float64Array,
): void {
  const { width, sources, people } = tables;
  let total = 0;
  out.fill(0);
  for (let at = 0; at < visitor.items.length; at++) {
    const weight = visitor.weights[at];
    const from = visitor.items[at] * width;
    total += weight;
    for (let column = 0; column < width; column++) out[column] += weight * sources[from + column];
  }
  const factor = total > 0 ? 1 / Math.sqrt(total) : 0;
  for (let column = 0; column < width; column++) out[column] *= factor;
  if (visitor.user < 0 || (visitor.user + 1) * width > people.length) return;
  for (let column = 0; column < width; column++) out[column] += people[visitor.user * width + column];
}

function scaleRow(
  values: Float32Array,
  { row, width, factor }: { readonly row: number; readonly width: number; readonly factor: number },
): void {
  for (let at = row * width; at < (row + 1) * width; at++) values[at] *= factor;
}
