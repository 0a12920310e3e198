import { ArtifactReader } from '../artifacts/artifact-reader.ts';
import { ArtifactWriter } from '../artifacts/artifact-writer.ts';
import { ModelCodecError } from '../artifacts/codec-error.ts';
import { embeddingWidth, type Embedder } from './embedder.ts';

const kind = 'embedder';
/** Raised when texts are split, hashed or weighed in another way: vectors of two versions must not meet. */
export const embedderVersion = 1;

/** Self-describing bytes with a checksum. */
export function encodeEmbedder({ buckets, rowOf, rarity, projection }: Embedder): Uint8Array {
  const writer = new ArtifactWriter().text(kind).number(embedderVersion).number(buckets);
  return writer.array(rowOf).array(rarity).array(projection).finish();
}

/** @throws ModelCodecError on bytes that are damaged, foreign or of another version. */
export function decodeEmbedder(bytes: Uint8Array): Embedder {
  const reader = new ArtifactReader(bytes);
  if (reader.text() !== kind) throw new ModelCodecError('the artifact holds no embedder; embed the catalog again');
  const version = reader.number();
  if (version !== embedderVersion) {
    throw new ModelCodecError(
      `the embedder has version ${version}, this program makes ${embedderVersion}; embed the catalog again`,
    );
  }
  const embedder: Embedder = {
    buckets: reader.number(),
    rowOf: reader.int32(),
    rarity: reader.float32(),
    projection: reader.float32(),
  };
  reader.end();
  const rows = embedder.rarity.length;
  const fits =
    embedder.rowOf.length === embedder.buckets &&
    embedder.rowOf.every((row) => row >= -1 && row < rows) &&
    embedder.projection.length === rows * embeddingWidth &&
    embedder.rarity.every((value) => Number.isFinite(value)) &&
    embedder.projection.every((value) => Number.isFinite(value));
  if (!fits) throw new ModelCodecError('the embedder does not fit its own words; embed the catalog again');
  return embedder;
}
