import type { Kernels } from '../machine/kernels.ts';
import { finish } from '../steps/finish.ts';
import { rowGrain, rowScratchBytes } from './row-batches.ts';
import { type GramInput, loadPair } from './sparse-gram.ts';

/** Histories that are scored before they are handed out. */
const batch = 64;

/** Rows that threads take at once when they are made to be kept. */
const keptGrain = 8;

/** Bytes of the rows that are kept, without powers and with them. */
const keptBytes = 128 * 1024 ** 2;
const poweredBytes = 384 * 1024 ** 2;

/** What one visitor did: distinct items with positive weights. */
export interface WeightedItems {
  readonly items: ArrayLike<number>;
  readonly weights: ArrayLike<number>;
}

/** How cells and items count. */
export interface WalkScales {
  /** Power of each cell of P. */
  readonly exponent: number;
  /** s_i, for both ends of a cell. */
  readonly itemScale: ArrayLike<number>;
  /** Bound of the rows that are kept, in bytes; 128 MiB without powers and 384 MiB with them when left out. */
  readonly keptBytes?: number;
}

/**
 * Scores s_j sum_i weight_i s_i P_ij^p along P = X' diag(userScale) X. With p = 1 two walks, items to users to items, take fewer steps than the rows of P
 * have cells: only rows that take more steps than there are items are made once and kept, up to 128 MiB. With powers rows are kept from the first call on that scores
 * several histories, up to 384 MiB, those that are dearest to make first, and the others summed when they are needed: the same numbers either way. Which are kept follows from X alone; what is not costs time, never quality.
 * The kernels belong to this object.
 */
export class GramWalks {
  readonly #kernels: Kernels;
  readonly #pair: readonly number[];
  readonly #users: number;
  readonly #items: number;
  readonly #stride: number;
  readonly #exponent: number;
  readonly #itemScale: number;
  readonly #input: GramInput;
  readonly #room: number;
  /** Where the rows that are kept lie, nothing before they are made, and whether they are all there. */
  #kept: readonly number[] = [];
  #complete = false;

  constructor(kernels: Kernels, input: GramInput, scales: WalkScales) {
    const { memory } = kernels;
    this.#kernels = kernels;
    this.#pair = loadPair(kernels, input);
    this.#users = input.byUser.rowCount;
    this.#items = input.byItem.rowCount;
    this.#stride = Math.ceil(this.#items / 16) * 16;
    this.#exponent = scales.exponent;
    const itemScale = memory.float32(this.#stride);
    itemScale.set(scales.itemScale);
    this.#itemScale = itemScale.byteOffset;
    this.#input = input;
    this.#room = scales.keptBytes ?? (this.#exponent === 1 ? keptBytes : poweredBytes);
  }

  /** Makes the rows that a single history wants, pausing every few milliseconds where one thread makes them; left out, the first score does. */
  *prepareInSteps(): Generator<void, void> {
    if (this.#kept.length > 0) return;
    const plain = this.#exponent === 1;
    const none = { dense: [], cells: new Int32Array(this.#items) };
    const kept = plain ? dearestRows(this.#input, this.#stride, this.#room) : none;
    yield;
    this.#kept = yield* this.#keep(kept);
    this.#complete = plain;
  }

  /** Ends the threads; for walks that are done. */
  end(): void {
    this.#kernels.end();
  }

  /** Hands out the scores of each history in turn, one float32 per item, good until `take` returns. */
  score(histories: readonly WeightedItems[], take: (at: number, scores: Float32Array) => void): void {
    const { memory } = this.#kernels;
    finish(this.prepareInSteps());
    if (!this.#complete && histories.length > 1) {
      this.#kept = finish(this.#keep(this.#choosePowered()));
      this.#complete = true;
    }
    memory.scope(() => {
      const out = memory.float32(Math.min(batch, histories.length) * this.#stride);
      for (let first = 0; first < histories.length; first += batch) {
        const part = histories.slice(first, first + batch);
        this.#scoreBatch(part, out);
        part.forEach((_, at) => take(first + at, out.subarray(at * this.#stride, at * this.#stride + this.#items)));
      }
    });
  }

  #scoreBatch(histories: readonly WeightedItems[], out: Float32Array): void {
    const { memory } = this.#kernels;
    memory.scope(() => {
      const starts = memory.int32(histories.length + 1);
      histories.forEach(({ items }, at) => (starts[at + 1] = starts[at] + items.length));
      const items = memory.int32(starts[histories.length]);
      const weights = memory.float32(starts[histories.length]);
      histories.forEach((history, at) => {
        items.set(history.items, starts[at]);
        weights.set(history.weights, starts[at]);
      });
      const histories4 = [starts, items, weights, out].map((array) => array.byteOffset);
      const rest = [this.#users, this.#itemScale, this.#exponent, ...this.#kept];
      this.#kernels.run('scoreWalks', {
        args: [...this.#pair, ...rest, ...histories4, this.#stride],
        total: histories.length,
        grain: 4,
        scratchBytes: rowScratchBytes(this.#items) + this.#users * 8,
      });
    });
  }

  /** Makes rows and says where they lie. */
  *#keep(kept: KeptRows): Generator<void, number[]> {
    const { memory } = this.#kernels;
    const task = { grain: keptGrain, scratchBytes: rowScratchBytes(this.#items) };
    const denseOf = memory.int32(this.#items).fill(-1);
    kept.dense.forEach((item, row) => (denseOf[item] = row));
    const dense = memory.bytes(kept.dense.length * this.#stride * 4);
    const starts = memory.int32(this.#items + 1);
    for (let item = 0; item < this.#items; item++) starts[item + 1] = starts[item] + kept.cells[item];
    const [columns, values] = [memory.int32(starts[this.#items]), memory.float32(starts[this.#items])];
    const cells = [starts, columns, values].map((array) => array.byteOffset);
    yield;
    // More threads than one compute where nobody waits.
    const atOnce = this.#kernels.threads === 1 ? keptGrain : kept.dense.length;
    for (let first = 0; first < kept.dense.length; first += atOnce) {
      this.#writeDense(kept.dense.slice(first, first + atOnce), dense + first * this.#stride * 4);
      yield;
    }
    if (columns.length > 0) {
      const args = [...this.#pair, ...cells, this.#exponent];
      this.#kernels.run('writeGramCells', { ...task, args, total: this.#items });
    }
    return [denseOf.byteOffset, dense, ...cells];
  }

  /** Writes whole rows one behind another from byte `to` on. */
  #writeDense(items: readonly number[], to: number): void {
    const { memory } = this.#kernels;
    memory.scope(() => {
      const rows = memory.int32(items.length);
      rows.set(items);
      new Float32Array(memory.memory.buffer, to, items.length * this.#stride).fill(0);
      this.#kernels.run('writePoweredRows', {
        args: [...this.#pair, rows.byteOffset, this.#exponent, to, this.#stride],
        total: items.length,
        grain: keptGrain,
        scratchBytes: rowScratchBytes(this.#items),
      });
    });
  }

  /** Dense where that is shorter than a list of cells. */
  #choosePowered(): KeptRows {
    return this.#kernels.memory.scope(() => {
      const counts = this.#kernels.memory.int32(this.#items);
      this.#kernels.run('countGramCells', {
        args: [...this.#pair, counts.byteOffset],
        total: this.#items,
        grain: rowGrain,
        scratchBytes: rowScratchBytes(this.#items),
      });
      const [dense, cells]: [number[], Int32Array] = [[], new Int32Array(this.#items)];
      let room = this.#room;
      for (const item of byDearness(stepsOf(this.#input))) {
        const isDense = 8 * counts[item] > 4 * this.#stride;
        room -= isDense ? 4 * this.#stride : 8 * counts[item];
        if (room < 0) break;
        if (isDense) dense.push(item);
        else cells[item] = counts[item];
      }
      return { dense, cells };
    });
  }
}

/** Rows of P that are kept: whole ones, and how many cells of each other. */
interface KeptRows {
  readonly dense: readonly number[];
  readonly cells: Int32Array;
}

/** The rows that take more steps to make than a dense one has cells, as many as there is room for. */
function dearestRows(input: GramInput, stride: number, bytes: number): KeptRows {
  const steps = stepsOf(input);
  const dear = byDearness(steps, stride);
  return { dense: [...dear.subarray(0, Math.floor(bytes / (4 * stride)))], cells: new Int32Array(steps.length) };
}

/** Additions that each row of P takes. */
function stepsOf({ byUser, byItem }: GramInput): Float64Array {
  const steps = new Float64Array(byItem.rowCount);
  for (let item = 0; item < byItem.rowCount; item++) {
    for (let at = byItem.starts[item]; at < byItem.starts[item + 1]; at++) {
      const user = byItem.indices[at];
      steps[item] += byUser.starts[user + 1] - byUser.starts[user];
    }
  }
  return steps;
}

/** The items that take more than so many steps, dearest first. */
function byDearness(steps: Float64Array, least = -1): Int32Array {
  const dear: number[] = [];
  for (let item = 0; item < steps.length; item++) if (steps[item] > least) dear.push(item);
  return Int32Array.from(dear).sort((a, b) => steps[b] - steps[a] || a - b);
}
