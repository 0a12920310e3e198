import { deviationOf, RandomStream, type SparseRows, sparseRowSums, truncatedSvd } from '@vitrine/kernels';
import { type Factors, FactorTable } from '../../factors/factor-table.ts';
import { plainKernels } from '../../factors/kernel-source.ts';
import { toKernelRows } from '../../factors/sparse-in-memory.ts';
import type { Interactions } from '../../interactions/interactions.ts';
import { fitGraphFilter } from '../graph-filter/fit.ts';
import type { ItemHop } from '../graph-filter/item-hop.ts';
import type { FitRun } from '../model.ts';
import { userItemPair } from '../user-item-pair.ts';
import type { GraphLowpassConfig } from './config.ts';

/** One hop, the smooth part, and what brings them to one scale. */
export interface GraphLowpass {
  readonly hop: ItemHop;
  /** items x rank: right singular vectors of D_u^-1/2 X D_i^-1/2. */
  readonly vectors: Float32Array;
  readonly rank: number;
  /** Square root of each item's degree, 0 for items that nobody has. */
  readonly roots: Float32Array;
  /** Fourth power of each singular value: the spectrum of two hops. */
  readonly twice: Float64Array;
  /** Factor of the smooth part and of two hops, their weights over their usual deviation, in units of one hop. */
  readonly smoothFactor: number;
  readonly sharpenFactor: number;
}

/** Users on which the usual deviations are measured. */
const sampledUsers = 200;

/** Fits both parts; the smooth one costs about rank x (interactions + items x rank) operations a round. */
export function fitGraphLowpass(interactions: Interactions, config: GraphLowpassConfig, run: FitRun): GraphLowpass {
  const pair = userItemPair(interactions, config.signal, run);
  const parts = { hop: fitGraphFilter(interactions, config, run), ...fitSpectrum(pair, config, run) };
  const [once, smooth, twice] = usualDeviations(parts, pair.byUser, run);
  const over = (weight: number, deviation: number): number => (deviation > 0 ? (weight * once) / deviation : 0);
  return { ...parts, smoothFactor: over(config.smooth, smooth), sharpenFactor: over(config.sharpen, twice) };
}

type Spectrum = Pick<GraphLowpass, 'vectors' | 'rank' | 'roots' | 'twice'>;

function fitSpectrum(
  matrix: { readonly byUser: SparseRows; readonly byItem: SparseRows },
  config: GraphLowpassConfig,
  run: FitRun,
): Spectrum {
  const { byUser, byItem } = matrix;
  const [userRoots, itemRoots] = [byUser, byItem].map((rows) => Float32Array.from(sparseRowSums(rows), Math.sqrt));
  const kernels = (run.kernels ?? plainKernels)();
  try {
    const scaled = (user: number, item: number, value: number): number => value / (userRoots[user] * itemRoots[item]);
    const { vectors, values } = truncatedSvd(
      kernels,
      {
        rows: byUser.rowCount,
        columns: byItem.rowCount,
        byRow: toKernelRows(kernels, byUser, scaled),
        byColumn: toKernelRows(kernels, byItem, (item, user, value) => scaled(user, item, value)),
      },
      {
        // More vectors than that are no low pass: they give back what somebody has.
        rank: Math.min(config.rank, Math.ceil(Math.min(byUser.rowCount, byItem.rowCount) / 16)),
        iterations: config.iterations,
        random: new RandomStream(run.seed).derive('graph-lowpass'),
        progress: (done, total) => run.progress?.(done, total, 'spectrum'),
      },
    );
    return {
      vectors: vectors.values.slice(),
      rank: vectors.columns,
      roots: itemRoots,
      twice: values.map((value) => value ** 4),
    };
  } finally {
    kernels.end();
  }
}

/** Mean deviation over the catalog of one hop, the smooth part and two hops, for some users drawn by seed. */
function usualDeviations(parts: { readonly hop: ItemHop } & Spectrum, byUser: SparseRows, run: FitRun): number[] {
  const users = new RandomStream(run.seed)
    .derive('deviations')
    .shuffle(Array.from({ length: byUser.rowCount }, (_, user) => user));
  const known = users.filter((user) => byUser.starts[user + 1] > byUser.starts[user]).slice(0, sampledUsers);
  const histories = known.map((user) => ({
    items: byUser.indices.slice(byUser.starts[user], byUser.starts[user + 1]),
    weights: Float64Array.from(byUser.values.subarray(byUser.starts[user], byUser.starts[user + 1])),
  }));
  const table = new FactorTable(run.kernels ?? plainKernels, vectorsOf(parts));
  const sums = [0, 0, 0];
  parts.hop.scoreMany(histories, (_, scores) => {
    sums[0] += deviationOf(scores);
  });
  const smooth = new Float32Array(parts.roots.length);
  table.scoresOfMany(
    histories.map((history) => smoothCoefficients(table, parts.roots, history)),
    (_, scores) => {
      for (let item = 0; item < smooth.length; item++) smooth[item] = scores[item] * parts.roots[item];
      sums[1] += deviationOf(smooth);
    },
  );
  table.scoresOfMany(
    histories.map((history) => twiceCoefficients(table, parts.twice, history)),
    (_, scores) => {
      sums[2] += deviationOf(scores);
    },
  );
  table.end();
  return sums.map((sum) => sum / Math.max(1, histories.length));
}

/** The singular vectors, a row an item. */
export function vectorsOf(spectrum: Pick<Spectrum, 'vectors' | 'roots' | 'rank'>): Factors {
  const { vectors, roots, rank } = spectrum;
  return { values: vectors, rows: roots.length, width: rank, rowFactors: roots };
}

interface History {
  readonly items: Int32Array;
  readonly weights: Float64Array;
}

/** V' D_i^-1/2 x: what the smooth part multiplies with V, and D_i^1/2 at the end. */
export function smoothCoefficients(table: FactorTable, roots: Float32Array, history: History): Float64Array {
  return addRows(table, history, (item) => (roots[item] > 0 ? 1 / roots[item] : 0));
}

/** S^4 V' x: two hops within the smooth part, where nearly all of two hops is. */
export function twiceCoefficients(table: FactorTable, twice: Float64Array, history: History): Float64Array {
  const sums = addRows(table, history, () => 1);
  for (let column = 0; column < twice.length; column++) sums[column] *= twice[column];
  return sums;
}

function addRows(table: FactorTable, history: History, factorOf: (item: number) => number): Float64Array {
  const sums = new Float64Array(table.width);
  for (let at = 0; at < history.items.length; at++) {
    const row = table.row(history.items[at]);
    const factor = history.weights[at] * factorOf(history.items[at]);
    for (let column = 0; column < sums.length; column++) sums[column] += factor * row[column];
  }
  return sums;
}
