import { type Kernels, type Matrix } from '@vitrine/kernels';
import { type KernelRows } from '../../factors/sparse-in-memory.ts';

/** Which sum over the layers is made, and where. */
export interface Propagation {
  readonly edges: KernelRows;
  readonly from: Matrix;
  readonly out: Matrix;
  readonly spare: Matrix;
  /** How many steps along the graph. */
  readonly steps: number;
  /** Factor of the sum. */
  readonly factor: number;
}

/**
 * out = factor x (I + A + ... + A^steps) from, by Horner's rule: one product of edges and rows a step, and no layer is kept.
 * A is symmetric, so the same sum takes gradients back.
 */
export function propagate(kernels: Kernels, task: Propagation): void {
  const { edges, from, out, spare, steps, factor } = task;
  const { memory } = kernels;
  if (steps === 0) {
    for (let at = 0; at < out.values.length; at++) out.values[at] = factor * from.values[at];
    return;
  }
  const offset = (array: Float32Array | Int32Array): number => memory.offsetOf(array);
  let current = from;
  for (let step = 1; step <= steps; step++) {
    // The last step writes to `out`, the ones before it in turn to `spare` and `out`.
    const next = (steps - step) % 2 === 0 ? out : spare;
    kernels.run('propagateRows', {
      args: [
        offset(edges.starts),
        offset(edges.indices),
        offset(edges.values),
        offset(current.values),
        from.columns,
        offset(from.values),
        step === steps ? factor : 1,
        offset(next.values),
      ],
      total: edges.rowCount,
      grain: 64,
    });
    current = next;
  }
}
