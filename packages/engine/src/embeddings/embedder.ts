import { RandomStream, type SparseRows, transposeSparseRows, truncatedSvd } from '@vitrine/kernels';
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
    const byFeature = transposeSparseRows(byText);
    const { vectors, values } = truncatedSvd(
      kernels,
      {
        rows: byText.rowCount,
        columns: width,
        byRow: toKernelRows(kernels, byText),
        byColumn: toKernelRows(kernels, byFeature),
      },
      { rank: embeddingWidth, iterations, random },
    );
    for (let row = 0; row < width; row++) {
      for (let column = 0; column < vectors.columns; column++) {
        // Past the rank of the matrix there is only noise.
        const isReal = values[column] > 1e-4 * values[0];
        projection[row * embeddingWidth + column] = isReal ? vectors.values[row * vectors.columns + column] : 0;
      }
    }
  } finally {
    kernels.end();
  }
  return { buckets, ...vocabulary, projection };
}

/** Writes the embedding of a text to `out` (384 numbers, length 1, or all 0 when it has no known feature) and says whether it has one. */
export function embedText(embedder: Embedder, text: string, out: Float32Array): boolean {
  const sums = new Float64Array(embeddingWidth);
  for (const [bucket, count] of hashedFeatures(text, embedder.buckets)) {
    const row = embedder.rowOf[bucket];
    if (row < 0) continue;
    const value = sublinear(count) * embedder.rarity[row];
    const begin = row * embeddingWidth;
    for (let at = 0; at < embeddingWidth; at++) sums[at] += value * embedder.projection[begin + at];
  }
  const length = Math.sqrt(sums.reduce((sum, value) => sum + value * value, 0));
  const isKnown = length > 1e-9;
  for (let at = 0; at < embeddingWidth; at++) out[at] = isKnown ? sums[at] / length : 0;
  return isKnown;
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
