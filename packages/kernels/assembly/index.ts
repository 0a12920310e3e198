// The operations of `src/machine/kernel-code.ts`.
export { bestOfMany, encodeBlocks } from './best-of-many';
export { choleskyDoubles, invertLowerDoubles, multiplyDoubles } from './doubles';
export { reduceDoubles, turnStrips } from './eigen';
export { multiplyRows, packPanels } from './gemm';
export { gramShares } from './gram';
export { adamRows, exponentRows, propagateRows } from './lightgcn';
export { solveNeighbours } from './ridge';
export { encodeRows, passing, scanCodes, scanFloats, scanPair, scanSome } from './scan';
export { sparseTimesDense, sparseTransposeTimesDense } from './sparse';
export { bestGramCells, countGramCells, writeCellsAmong, writeGramCells, writeGramRows } from './sparse-gram';
export { bestLinks } from './sparse-links';
export { scoreWalks, writePoweredRows } from './sparse-walks';
export { conjugateRows, nearestRows, solveTriangle } from './solve';
export { solveWhitenedRows } from './whitened-rows';
