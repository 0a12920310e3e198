export { choleskyInPlace, invertLower } from './dense/cholesky.ts';
export { gramScratchBytes, makeGramShares, sumGramShares, tallGram, type GramShares } from './dense/gram-shares.ts';
export { invertPositiveDefinite } from './dense/invert-positive-definite.ts';
export { invertSymmetric } from './dense/invert-symmetric.ts';
export {
  makeMatrix,
  makeUnsetMatrix,
  multiply,
  multiplyPacked,
  multiplySymmetric,
  packRight,
  type Matrix,
  type PackedRight,
  type Product,
} from './dense/multiply.ts';
export {
  choleskySquare,
  invertLowerSquare,
  makeSquare,
  multiplySquare,
  transposeSquare,
  type Square,
} from './dense/square-doubles.ts';
export { symmetricEigen } from './dense/symmetric-eigen.ts';
export { truncatedSvd, type RightSingular, type SparsePair } from './dense/truncated-svd.ts';
export { conjugateRows, solveTriangleRows, type ConjugateTask } from './dense/solve-rows.ts';
export { kMeans, nearestCentres, type ClusterOptions, type Clusters } from './clustering/k-means.ts';
export { NumberIndex } from './lookup/number-index.ts';
export {
  hasSimd,
  KernelMemory,
  KernelMemoryError,
  serveKernelThread,
  startKernels,
  type Kernels,
  type KernelStart,
  type SpawnThread,
  type ThreadTask,
} from './machine/index.ts';
export { RandomStream } from './random/random-stream.ts';
export { BestOfMany, type BestQuestion, type ManyBest, type OwnItems } from './selection/best-of-many.ts';
export { ExactTop, type DenseRows } from './selection/exact-top.ts';
export { TopK, topIndices } from './selection/top-k.ts';
export { bestLinks, type ItemRuns, type LinkWindow } from './sparse/best-links.ts';
export { GramWalks, type WalkScales, type WeightedItems } from './sparse/gram-walks.ts';
export { multiplySparse, type SparseProduct } from './sparse/multiply-sparse.ts';
export { neighbourRidges, type NeighbourSystems } from './sparse/neighbour-ridges.ts';
export { bestOfGram, denseGram, sparseGram, type BestCells, type GramInput } from './sparse/sparse-gram.ts';
export {
  buildSparseRows,
  buildSparseRowsInSteps,
  sparseCell,
  sparseRowSums,
  transposeSparseRows,
  transposeSparseRowsInSteps,
  type Coordinates,
  type SparseRows,
} from './sparse/sparse-rows.ts';
export { finish } from './steps/finish.ts';
export { deviationOf, meanOf, sumOf } from './sums/stable-sums.ts';
