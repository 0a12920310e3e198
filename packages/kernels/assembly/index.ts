export { multiplyRows, packPanels } from './gemm';
export { solveNeighbours } from './ridge';
export { passing, scanCodes, scanFloats, scanSome } from './scan';
export { sparseTimesDense } from './sparse';
export { solveWhitenedRows } from './whitened-rows';
