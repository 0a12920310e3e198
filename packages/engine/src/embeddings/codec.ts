import { ArtifactReader } from '../artifacts/artifact-reader.ts';
import { ArtifactWriter } from '../artifacts/artifact-writer.ts';
import { ModelCodecError } from '../artifacts/codec-error.ts';
import { embeddingWidth, type Embedder } from './embedder.ts';
import type { Embeddings } from './embeddings.ts';

const kind = 'embeddings';
/** Raised when texts are split, hashed or weighed in another way: vectors of two versions must not meet. */
export const embeddingsVersion = 1;

/** Self-describing bytes with a checksum. */
export function encodeEmbeddings({ embedder, itemIds, vectors, contentHashes }: Embeddings): Uint8Array {
  const writer = new ArtifactWriter().text(kind).number(embeddingsVersion).number(embedder.buckets);
  writer.array(embedder.rowOf).array(embedder.rarity).array(embedder.projection);
  return writer.texts(itemIds).array(vectors).array(contentHashes).finish();
}

/** @throws ModelCodecError on bytes that are damaged, foreign or of another version. */
export function decodeEmbeddings(bytes: Uint8Array): Embeddings {
  const reader = new ArtifactReader(bytes);
  if (reader.text() !== kind) throw new ModelCodecError('the artifact holds no embeddings; embed the catalog again');
  const version = reader.number();
  if (version !== embeddingsVersion) {
    throw new ModelCodecError(
      `the embeddings have version ${version}, this program makes ${embeddingsVersion}; embed the catalog again`,
    );
  }
  const embedder: Embedder = {
    buckets: reader.number(),
    rowOf: reader.int32(),
    rarity: reader.float32(),
    projection: reader.float32(),
  };
  const itemIds = reader.texts();
  const vectors = reader.float32();
  const contentHashes = reader.float64();
  reader.end();
  const rows = embedder.rarity.length;
  const fits =
    embedder.rowOf.length === embedder.buckets &&
    embedder.rowOf.every((row) => row >= -1 && row < rows) &&
    embedder.projection.length === rows * embeddingWidth &&
    vectors.length === itemIds.length * embeddingWidth &&
    contentHashes.length === itemIds.length &&
    vectors.every((value) => Number.isFinite(value));
  if (!fits) throw new ModelCodecError('the embeddings do not fit their own items; embed the catalog again');
  return { embedder, itemIds, vectors, contentHashes };
}
