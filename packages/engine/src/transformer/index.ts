export { bertEncoder, type Encoder } from './bert.ts';
export { bertSizes, bertWeights, type BertSizes, type BertWeights } from './bert-weights.ts';
export { type Tokenizer, wordPiece } from './word-piece.ts';
