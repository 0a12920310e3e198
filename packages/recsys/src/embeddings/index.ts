export {
  createEmbeddings,
  type EmbeddedCatalog,
  type EmbeddingHealth,
  type EmbeddingPorts,
  type StoredVectors,
} from './embeddings.ts';
export { type EmbeddedItem, readNeighbours, type TextIndex, type TextNeighbours } from './embeddings.store.ts';
