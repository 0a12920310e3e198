export { decodeEmbeddings, embeddingsVersion, encodeEmbeddings } from './codec.ts';
export { embeddingWidth, embedTexts, fitEmbedder, type Embedder, type EmbedderOptions } from './embedder.ts';
export {
  embeddedText,
  embeddingOf,
  fitEmbeddings,
  updateChanged,
  type Embeddings,
  type EmbeddingsChange,
} from './embeddings.ts';
export { indexHealth, type IndexHealth } from './index-health.ts';
export { buildNeighbourIndex, type IndexOptions, type Neighbour, type NeighbourIndex } from './neighbour-index.ts';
export { validateNeighbours, type NeighbourValidation, type ValidationOptions } from './validate-neighbours.ts';
