export { invertPositiveDefinite } from './dense/invert-positive-definite.ts';
export { NumberIndex } from './lookup/number-index.ts';
export { RandomStream } from './random/random-stream.ts';
export { TopK, topIndices } from './selection/top-k.ts';
export { sparseGram, type GramInput } from './sparse/sparse-gram.ts';
export {
  buildSparseRows,
  sparseCell,
  sparseRowSums,
  transposeSparseRows,
  type Coordinates,
  type SparseRows,
} from './sparse/sparse-rows.ts';
export { deviationOf, meanOf, sumOf } from './sums/stable-sums.ts';
