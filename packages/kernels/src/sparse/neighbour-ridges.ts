import type { Kernels } from '../machine/kernels.ts';
import { rowGrain, rowScratchBytes } from './row-batches.ts';
import { type GramInput, loadPair } from './sparse-gram.ts';
import type { SparseRows } from './sparse-rows.ts';

/** Bytes of the triangles that are in memory at once: a quarter of all within these bounds, because each batch goes through the matrix again. */
const leastBytes = 256 * 1024 ** 2;
const mostBytes = 1024 ** 3;

/** Systems that threads take at once. */
const systemGrain = 16;

/** Which small systems are cut from a Gram matrix G. */
export interface NeighbourSystems {
  /** For each item its neighbours with their cells G_Nt, as `bestOfGram` gives them. */
  readonly near: SparseRows;
  /** Added to each diagonal. */
  readonly lambda: number;
  /** Called after each batch. */
  readonly onList?: (done: number, total: number) => void;
  /** Bound of the memory of the systems; when left out a quarter of what all need, from 256 MiB to 1 GiB. */
  readonly mostBytes?: number;
}

/**
 * For each item the regression on its neighbours, (G_NN + lambda I)^-1 G_Nt, beside `near.indices`. The Gram matrix is never held: each row is summed
 * once a batch, and what systems of the batch want of it is read while it is there. Cost: batches x sum over users of (items of the user) squared,
 * + items x neighbours^2 / 2 reads, + items x neighbours^3 / 3 operations.
 */
export function neighbourRidges(kernels: Kernels, input: GramInput, systems: NeighbourSystems): Float32Array {
  const { memory } = kernels;
  const { near } = systems;
  const items = near.rowCount;
  return memory.scope(() => {
    const pair = loadPair(kernels, input);
    const [starts, members] = [memory.copyOfWhole(near.starts), memory.copyOfWhole(near.indices)];
    const right = memory.copyOf(near.values);
    let cells = 0;
    for (let item = 0; item < items; item++) cells += triangle(near.starts[item + 1] - near.starts[item]);
    // A quarter of 4 bytes a cell.
    const bytes = systems.mostBytes ?? Math.min(mostBytes, Math.max(leastBytes, cells));
    let first = 0;
    while (first < items) {
      const batch = nextBatch(near.starts, first, bytes);
      memory.scope(() => solveBatch(kernels, { pair, starts, members, right, lambda: systems.lambda }, batch));
      first += batch.lists;
      systems.onList?.(first, items);
    }
    return right.slice();
  });
}

/** Cells of the upper triangle of so many members. */
function triangle(members: number): number {
  return (members * (members + 1)) / 2;
}

interface Batch {
  readonly first: number;
  readonly lists: number;
  /** Cells of all triangles of the batch. */
  readonly cells: number;
  /** Members of the longest list. */
  readonly longest: number;
}

/** As many lists as fit, at least one. */
function nextBatch(starts: Int32Array, first: number, mostBytes: number): Batch {
  let [cells, longest, last] = [0, 0, first];
  for (; last < starts.length - 1; last++) {
    const size = starts[last + 1] - starts[last];
    const more = triangle(size);
    if (last > first && (cells + more) * 4 > mostBytes) break;
    cells += more;
    longest = Math.max(longest, size);
  }
  return { first, lists: last - first, cells, longest };
}

interface LoadedSystems {
  readonly pair: readonly number[];
  readonly starts: Int32Array;
  readonly members: Int32Array;
  readonly right: Float32Array;
  readonly lambda: number;
}

function solveBatch(kernels: Kernels, systems: LoadedSystems, batch: Batch): void {
  const { memory } = kernels;
  const { starts, members, right } = systems;
  const triangles = memory.int32(batch.lists);
  let cells = 0;
  for (let at = 0; at < batch.lists; at++) {
    triangles[at] = cells;
    cells += triangle(starts[batch.first + at + 1] - starts[batch.first + at]);
  }
  const out = memory.float32(cells);
  const items = starts.length - 1;
  const [listingStarts, listings] = listingsOf(kernels, systems, batch);
  const offsets = [listingStarts, listings, triangles, out].map((array) => array.byteOffset);
  kernels.run('writeCellsAmong', {
    args: [...systems.pair, starts.byteOffset, members.byteOffset, batch.first, ...offsets],
    total: items,
    grain: rowGrain,
    scratchBytes: rowScratchBytes(items),
  });
  kernels.run('solveNeighbours', {
    args: [starts.byteOffset, batch.first, triangles.byteOffset, out.byteOffset, systems.lambda, right.byteOffset],
    total: batch.lists,
    grain: systemGrain,
    scratchBytes: (batch.longest + 8) * (batch.longest + 8) * 4,
  });
}

/** For each item the places of the batch where it stands, each with its list. */
function listingsOf(kernels: Kernels, { starts, members }: LoadedSystems, batch: Batch): [Int32Array, Int32Array] {
  const { memory } = kernels;
  const listingStarts = memory.int32(starts.length);
  const [from, to] = [starts[batch.first], starts[batch.first + batch.lists]];
  for (let place = from; place < to; place++) listingStarts[members[place] + 1]++;
  for (let item = 0; item + 1 < starts.length; item++) listingStarts[item + 1] += listingStarts[item];
  const listings = memory.int32(2 * (to - from));
  const next = listingStarts.slice();
  for (let list = batch.first; list < batch.first + batch.lists; list++) {
    for (let place = starts[list]; place < starts[list + 1]; place++) {
      const at = 2 * next[members[place]]++;
      listings[at] = place;
      listings[at + 1] = list;
    }
  }
  return [listingStarts, listings];
}
