import {
  type Kernels,
  makeMatrix,
  type Matrix,
  RandomStream,
  type SparseRows,
  transposeSparseRows,
  truncatedSvd,
} from '@vitrine/kernels';
import { type KernelSource, plainKernels } from '../factors/kernel-source.ts';
import { toKernelRows } from '../factors/sparse-in-memory.ts';
import { hashedFeatures } from './hashed-features.ts';

/** Numbers in an embedding, as the wire contract has it. */
export const embeddingWidth = 384;

/** What turns a text into numbers; learnt once from a catalog, then good for any text. */
export interface Embedder {
  /** Buckets of hashed features. */
  readonly buckets: number;
  /** Row of `projection` for each bucket, -1 for one that fewer than two texts had. */
  readonly rowOf: Int32Array;
  /** Inverse document frequency of each row. */
  readonly rarity: Float32Array;
  /** rows x `embeddingWidth`: right singular vectors of the TF-IDF matrix. Columns past its rank are 0. */
  readonly projection: Float32Array;
}

/** How an embedder is learnt. */
export interface EmbedderOptions {
  readonly seed: number;
  readonly kernels?: KernelSource | undefined;
  /** Buckets of hashed features; 16,384 when left out: a projection of 24 MB at most. */
  readonly buckets?: number;
  progress?(done: number, total: number, phase: string): void;
}

/** Texts that the projection is learnt from; more teach it little and take long. */
const mostTexts = 100_000;
const iterations = 2;

/**
 * Latent semantic analysis of hashed words and pieces of words (Deerwester et al. 1990): TF-IDF with sublinear counts, rows of length 1, leading 384
 * right singular vectors by randomised block iteration. Of more than 100,000 texts as many are drawn by seed.
 */
export function fitEmbedder(texts: readonly string[], options: EmbedderOptions): Embedder {
  const buckets = options.buckets ?? 16_384;
  const random = new RandomStream(options.seed).derive('embedder');
  const learnt = texts.length <= mostTexts ? texts : random.shuffle([...texts]).slice(0, mostTexts);
  options.progress?.(0, 2, 'words');
  const counted = learnt.map((text) => hashedFeatures(text, buckets));
  const vocabulary = chooseBuckets(counted, buckets);
  const byText = tfIdfRows(counted, vocabulary);
  options.progress?.(1, 2, 'projection');
  const width = vocabulary.rarity.length;
  const projection = new Float32Array(width * embeddingWidth);
  if (width === 0) return { buckets, ...vocabulary, projection };
  const kernels = (options.kernels ?? plainKernels)();
  try {
    projectOnTexts(kernels, byText, { random, projection });
  } finally {
    kernels.end();
  }
  return { buckets, ...vocabulary, projection };
}

/**
 * Fills the projection. Texts are fewer than words in most catalogs, so the iteration runs on whichever are: of the left singular vectors u of value s
 * the right ones are A'u / s.
 */
function projectOnTexts(
  kernels: Kernels,
  byText: SparseRows,
  { random, projection }: { readonly random: RandomStream; readonly projection: Float32Array },
): void {
  const [texts, words] = [toKernelRows(kernels, byText), toKernelRows(kernels, transposeSparseRows(byText))];
  const isWide = byText.rowCount < byText.columnCount;
  const { vectors, values } = truncatedSvd(
    kernels,
    isWide
      ? { rows: byText.columnCount, columns: byText.rowCount, byRow: words, byColumn: texts }
      : { rows: byText.rowCount, columns: byText.columnCount, byRow: texts, byColumn: words },
    { rank: embeddingWidth, iterations, random },
  );
  const right = isWide ? makeMatrix(kernels, byText.columnCount, vectors.columns) : vectors;
  if (isWide) timesDense(kernels, words, { dense: vectors, out: right });
  for (let column = 0; column < right.columns; column++) {
    // Past the rank of the matrix there is only noise.
    if (!(values[column] > 1e-4 * values[0])) continue;
    const scale = isWide ? 1 / values[column] : 1;
    for (let row = 0; row < right.rows; row++) {
      projection[row * embeddingWidth + column] = scale * right.values[row * right.columns + column];
    }
  }
}

/** Texts that are multiplied with the projection at once. */
const batch = 2048;

/** Embeddings of texts, one row of 384 numbers each: of length 1, or all 0 where a text has no known feature. */
export function embedTexts(
  embedder: Embedder,
  texts: readonly string[],
  source: KernelSource = plainKernels,
): Float32Array {
  const out = new Float32Array(texts.length * embeddingWidth);
  const width = embedder.rarity.length;
  if (width === 0 || texts.length === 0) return out;
  const kernels = source();
  try {
    const dense = makeMatrix(kernels, width, embeddingWidth);
    dense.values.set(embedder.projection);
    for (let begin = 0; begin < texts.length; begin += batch) {
      const counted = texts.slice(begin, begin + batch).map((text) => hashedFeatures(text, embedder.buckets));
      kernels.memory.scope(() => {
        const product = makeMatrix(kernels, counted.length, embeddingWidth);
        timesDense(kernels, toKernelRows(kernels, tfIdfRows(counted, embedder)), { dense, out: product });
        for (let row = 0; row < counted.length; row++) {
          const from = product.values.subarray(row * embeddingWidth, (row + 1) * embeddingWidth);
          const length = Math.sqrt(from.reduce((sum, value) => sum + value * value, 0));
          // The text had length 1 before; what the projection keeps less of than this is rounding.
          if (!(length > 1e-6)) continue;
          const start = (begin + row) * embeddingWidth;
          for (let at = 0; at < embeddingWidth; at++) out[start + at] = from[at] / length;
        }
      });
    }
  } finally {
    kernels.end();
  }
  return out;
}

/** out = S x for sparse rows S. */
function timesDense(
  kernels: Kernels,
  rows: ReturnType<typeof toKernelRows>,
  { dense, out }: { readonly dense: Matrix; readonly out: Matrix },
): void {
  const offsets = [rows.starts, rows.indices, rows.values, dense.values].map((array) => kernels.memory.offsetOf(array));
  kernels.run('sparseTimesDense', {
    args: [...offsets, dense.columns, kernels.memory.offsetOf(out.values)],
    total: out.rows,
    grain: 64,
  });
}

/** Also for the halves that pieces of words count. */
function sublinear(count: number): number {
  return count < 1 ? count : 1 + Math.log(count);
}

function chooseBuckets(
  counted: readonly ReadonlyMap<number, number>[],
  buckets: number,
): Pick<Embedder, 'rowOf' | 'rarity'> {
  const texts = new Int32Array(buckets);
  for (const counts of counted) for (const bucket of counts.keys()) texts[bucket]++;
  const rowOf = new Int32Array(buckets).fill(-1);
  const rarity: number[] = [];
  // In a handful of texts what occurs once must do.
  const least = counted.length < 10 ? 1 : 2;
  for (let bucket = 0; bucket < buckets; bucket++) {
    if (texts[bucket] < least) continue;
    rowOf[bucket] = rarity.length;
    rarity.push(Math.log((1 + counted.length) / (1 + texts[bucket])) + 1);
  }
  return { rowOf, rarity: Float32Array.from(rarity) };
}

function tfIdfRows(
  counted: readonly ReadonlyMap<number, number>[],
  { rowOf, rarity }: Pick<Embedder, 'rowOf' | 'rarity'>,
): SparseRows {
  const starts = new Int32Array(counted.length + 1);
  counted.forEach((counts, text) => {
    let size = 0;
    for (const bucket of counts.keys()) if (rowOf[bucket] >= 0) size++;
    starts[text + 1] = starts[text] + size;
  });
  const indices = new Int32Array(starts[counted.length]);
  const values = new Float32Array(indices.length);
  counted.forEach((counts, text) => {
    const columns = [...counts]
      .map(([bucket, count]): [number, number] => [rowOf[bucket], count])
      .filter(([column]) => column >= 0)
      .sort((a, b) => a[0] - b[0]);
    const weights = columns.map(([column, count]) => sublinear(count) * rarity[column]);
    const length = Math.sqrt(weights.reduce((sum, weight) => sum + weight * weight, 0));
    columns.forEach(([column], at) => {
      indices[starts[text] + at] = column;
      values[starts[text] + at] = weights[at] / length;
    });
  });
  return { rowCount: counted.length, columnCount: rarity.length, starts, indices, values };
}
