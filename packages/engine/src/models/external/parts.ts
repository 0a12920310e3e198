import type { ArtifactReader } from '../../artifacts/artifact-reader.ts';
import type { ArtifactWriter } from '../../artifacts/artifact-writer.ts';
import { ModelCodecError } from '../../artifacts/codec-error.ts';
import { readStored, type StoredVectors, writeVectors } from './vectors.ts';

/** What int8 costs, measured on vectors that ask for their best items. */
export interface StorageLoss {
  readonly queries: number;
  /** Mean share of the float32 top 20 that the int8 top 20 has. */
  readonly top20Overlap: number;
  /** Largest difference of a score, as a share of the largest score of its query. */
  readonly worstScoreError: number;
}

/** All that an imported model keeps. Given ids come first in the catalog, others after them. */
export interface ExternalParts {
  readonly width: number;
  readonly items: { readonly rows: number; readonly stored: StoredVectors };
  /** Vectors of the items that the weights do not know, from the company they keep; by rows, after the given ones. */
  readonly foldedIn: Float32Array;
  readonly users: { readonly rows: number; readonly stored: StoredVectors };
  /** One number a given item; empty for none. */
  readonly bias: Float32Array;
  /** Lower triangular factor of the ridge, width x width; empty with the mean. */
  readonly whitening: Float64Array;
  readonly loss: StorageLoss | null;
}

export function writeParts(writer: ArtifactWriter, parts: ExternalParts): void {
  const { items, users, loss } = parts;
  writer.number(parts.width).number(items.rows).number(users.rows);
  writeVectors(writer, items.stored);
  writeVectors(writer, users.stored);
  writer.array(parts.foldedIn).array(parts.bias).array(parts.whitening);
  writer.array(
    loss === null ? new Float64Array(0) : Float64Array.of(loss.queries, loss.top20Overlap, loss.worstScoreError),
  );
}

/** Reads what `writeParts` wrote. @throws ModelCodecError when it does not fit the catalog. */
export function readParts(reader: ArtifactReader, counts: { items: number; users: number }): ExternalParts {
  const width = reader.number();
  const [itemRows, userRows] = [reader.number(), reader.number()];
  const items = { rows: itemRows, stored: readStored(reader, itemRows, width) };
  const users = { rows: userRows, stored: readStored(reader, userRows, width) };
  const [foldedIn, bias, whitening, figures] = [reader.float32(), reader.float32(), reader.float64(), reader.float64()];
  const fits =
    itemRows <= counts.items &&
    userRows <= counts.users &&
    foldedIn.length === (counts.items - itemRows) * width &&
    (bias.length === 0 || bias.length === itemRows) &&
    (whitening.length === 0 || whitening.length === width * width);
  if (!fits) throw new ModelCodecError('the external artifact does not fit its own ids; import the weights again');
  const [queries, top20Overlap, worstScoreError] = figures;
  const loss = figures.length === 3 ? { queries, top20Overlap, worstScoreError } : null;
  return { width, items, users, foldedIn, bias, whitening, loss };
}
