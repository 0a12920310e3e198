import type { ArtifactReader } from '../../artifacts/artifact-reader.ts';
import type { ArtifactWriter } from '../../artifacts/artifact-writer.ts';
import { ModelCodecError } from '../../artifacts/codec-error.ts';
import type { LightGcn } from './fit.ts';
import { type ByteRows, fromByteTablesInSteps } from './quantise.ts';

/** Writes the embeddings as they are kept: float32, or bytes with a factor a row. */
export function writeLightGcn(writer: ArtifactWriter, { tables, bytes, notes }: LightGcn): void {
  writer
    .text(JSON.stringify(notes))
    .number(tables.width)
    .number(bytes === null ? 0 : 1);
  if (bytes === null) writer.array(tables.items).array(tables.sources).array(tables.people);
  else for (const rows of [bytes.items, bytes.sources, bytes.people]) writeBytes(writer, rows);
}

/** Pauses every few milliseconds. @throws ModelCodecError when the embeddings do not fit the catalog or hold what is no number. */
export function* readLightGcnInSteps(
  reader: ArtifactReader,
  ground: { readonly items: number; readonly users: number },
): Generator<void, LightGcn> {
  // The checksum holds, so this is what `writeLightGcn` wrote.
  const notes = JSON.parse(reader.text()) as LightGcn['notes'];
  const width = reader.number();
  const isBytes = reader.number() === 1;
  const bytes = isBytes ? { items: readBytes(reader), sources: readBytes(reader), people: readBytes(reader) } : null;
  const tables =
    bytes === null
      ? { width, items: reader.float32(), sources: reader.float32(), people: reader.float32() }
      : yield* fromByteTablesInSteps(bytes, width);
  const { items, sources, people } = tables;
  let fits =
    items.length === ground.items * width && sources.length === items.length && people.length === ground.users * width;
  for (const values of [items, sources, people]) fits &&= yield* areFinite(values);
  if (!fits) {
    throw new ModelCodecError('the lightgcn artifact has embeddings of other users or items; train the model again');
  }
  return { tables, bytes, notes };
}

/** Numbers that are looked at between two pauses. */
const slice = 1_000_000;

function* areFinite(values: Float32Array): Generator<void, boolean> {
  for (let begin = 0; begin < values.length; begin += slice) {
    for (const value of values.subarray(begin, begin + slice)) if (!Number.isFinite(value)) return false;
    yield;
  }
  return true;
}

function writeBytes(writer: ArtifactWriter, { codes, scales }: ByteRows): void {
  writer.array(new Uint8Array(codes.buffer, codes.byteOffset, codes.length)).array(scales);
}

function readBytes(reader: ArtifactReader): ByteRows {
  const codes = reader.uint8();
  return { codes: new Int8Array(codes.buffer, codes.byteOffset, codes.length), scales: reader.float32() };
}
