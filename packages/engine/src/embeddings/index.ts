export { decodeEmbedder, embedderVersion, encodeEmbedder } from './codec.ts';
export { embeddingWidth, embedTexts, fitEmbedder, type Embedder, type EmbedderOptions } from './embedder.ts';
export { embeddedText, embeddingOf, fitEmbeddings, textsOf, type Embeddings, type ItemVectors } from './embeddings.ts';
export { contentHash } from './hashed-features.ts';
export {
  buildNeighbourIndex,
  isZero,
  type IndexOptions,
  type Neighbour,
  type NeighbourIndex,
} from './neighbour-index.ts';
export { validateNeighbours, type NeighbourValidation, type ValidationOptions } from './validate-neighbours.ts';
