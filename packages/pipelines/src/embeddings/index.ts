export { type EmbeddingOrder, type EmbeddingResult, embedTextsOf } from './embed-texts.ts';
export { createProcessEmbedder } from './process-embedder.ts';
export { type EmbeddingPorts, type EmbeddingRefresh, refreshEmbeddings } from './refresh-embeddings.ts';
