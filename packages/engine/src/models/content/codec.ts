import type { ArtifactReader } from '../../artifacts/artifact-reader.ts';
import type { ArtifactWriter } from '../../artifacts/artifact-writer.ts';
import { ModelCodecError } from '../../artifacts/codec-error.ts';
import { embeddingWidth } from '../../embeddings/embedder.ts';
import { contentParts, type ContentTable } from './fit.ts';

export function writeContent(
  writer: ArtifactWriter,
  { rows, partStarts, rootShares, categories, vectors }: ContentTable,
): void {
  writer
    .array(rows.starts)
    .array(rows.indices)
    .array(rows.values)
    .array(partStarts)
    .array(rootShares)
    .array(categories)
    .array(vectors);
}

/** @throws ModelCodecError when the descriptions do not fit the catalog. */
export function readContent(reader: ArtifactReader, itemCount: number): ContentTable {
  const starts = reader.int32();
  const indices = reader.int32();
  const values = reader.float32();
  const partStarts = reader.int32();
  const rootShares = reader.float64();
  const categories = reader.int32();
  const vectors = reader.float32();
  const columnCount = partStarts[contentParts.length] ?? -1;
  let fits = starts.length === itemCount + 1 && starts[0] === 0 && starts[itemCount] === indices.length;
  fits &&= values.length === indices.length && categories.length === itemCount;
  fits &&= partStarts.length === contentParts.length + 1 && partStarts[0] === 0;
  fits &&= rootShares.length === contentParts.length;
  fits &&= vectors.length === 0 || vectors.length === itemCount * embeddingWidth;
  for (let part = 0; fits && part < contentParts.length; part++) fits = partStarts[part] <= partStarts[part + 1];
  for (let item = 0; fits && item < itemCount; item++) fits = starts[item] <= starts[item + 1];
  for (let cell = 0; fits && cell < indices.length; cell++) fits = indices[cell] >= 0 && indices[cell] < columnCount;
  if (!fits) throw new ModelCodecError('the content artifact describes items out of range; train the model again');
  return {
    rows: { rowCount: itemCount, columnCount, starts, indices, values },
    partStarts,
    rootShares,
    categories,
    vectors,
  };
}
