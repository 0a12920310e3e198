import { finish, sparseCell, type SparseRows } from '@vitrine/kernels';
import { areBelow } from '../artifacts/are-below.ts';
import type { ArtifactReader } from '../artifacts/artifact-reader.ts';
import type { ArtifactWriter } from '../artifacts/artifact-writer.ts';
import { ModelCodecError } from '../artifacts/codec-error.ts';
import type { FoldedHistory } from './fold-history.ts';
import type { Explanation } from './model.ts';

/** Directed item-to-item weights with a factor per item on both sides: link(i, j) = sourceScale[i] * rows(i, j) * targetScale[j]. */
export interface ItemLinks {
  readonly rows: SparseRows;
  readonly sourceScale: Float32Array;
  readonly targetScale: Float32Array;
}

/** Factors of 1 for both sides. */
export function plainLinks(rows: SparseRows): ItemLinks {
  return {
    rows,
    sourceScale: new Float32Array(rows.rowCount).fill(1),
    targetScale: new Float32Array(rows.rowCount).fill(1),
  };
}

/** Rows with each value times a factor of its row and one of its column; values are changed in place. */
export function scaledRows(rows: SparseRows, ofRow: ArrayLike<number>, ofColumn: ArrayLike<number>): SparseRows {
  for (let row = 0; row < rows.rowCount; row++) {
    for (let at = rows.starts[row]; at < rows.starts[row + 1]; at++) {
      rows.values[at] *= ofRow[row] * ofColumn[rows.indices[at]];
    }
  }
  return rows;
}

/** out[j] = sum over the history of weight * link(i, j); O(links of the history + items). An item does not speak for itself. */
export function scoreLinks(links: ItemLinks, history: FoldedHistory, out: Float32Array): void {
  const { starts, indices, values } = links.rows;
  out.fill(0);
  for (let at = 0; at < history.items.length; at++) {
    const item = history.items[at];
    const factor = history.weights[at] * links.sourceScale[item];
    const end = starts[item + 1];
    for (let link = starts[item]; link < end; link++) out[indices[link]] += factor * values[link];
  }
  for (let item = 0; item < out.length; item++) out[item] *= links.targetScale[item];
}

/** Links of one item, the item itself 0. */
export function similarLinks(links: ItemLinks, item: number, out: Float32Array): void {
  scoreLinks(links, { items: Int32Array.of(item), weights: Float64Array.of(1) }, out);
  out[item] = 0;
}

/** The addends of one score, as `scoreLinks` adds them. */
export function explainLinks(links: ItemLinks, history: FoldedHistory, item: number): Explanation {
  const contributions = Float64Array.from(
    history.items,
    (source, at) =>
      history.weights[at] * links.sourceScale[source] * sparseCell(links.rows, source, item) * links.targetScale[item],
  );
  return explainContributions(item, history.items, contributions);
}

/** Turns what each history item added into anchors; the whole is the part `history`. */
export function explainContributions(item: number, sources: Int32Array, contributions: Float64Array): Explanation {
  let total = 0;
  let positive = 0;
  for (const contribution of contributions) {
    total += contribution;
    if (contribution > 0) positive += contribution;
  }
  const anchors: { item: number; share: number }[] = [];
  for (let at = 0; at < sources.length; at++) {
    if (contributions[at] > 0 && sources[at] !== item) {
      anchors.push({ item: sources[at], share: contributions[at] / positive });
    }
  }
  anchors.sort((a, b) => b.share - a.share || a.item - b.item);
  return { item, anchors: anchors.slice(0, 5), parts: { history: total } };
}

/** Writes a sparse matrix with as many rows as columns. */
export function writeSquare(writer: ArtifactWriter, rows: SparseRows): void {
  writer.array(rows.starts).array(rows.indices).array(rows.values);
}

/** Reads and checks what `writeSquare` wrote. */
export function readSquare(reader: ArtifactReader, itemCount: number): SparseRows {
  return finish(readSquareInSteps(reader, itemCount));
}

/** Links that are checked between two pauses: some milliseconds. */
const slice = 1_000_000;

/** As `readSquare`, pausing every few milliseconds. */
export function* readSquareInSteps(reader: ArtifactReader, itemCount: number): Generator<void, SparseRows> {
  const starts = reader.int32();
  const indices = reader.int32();
  const values = reader.float32();
  let fits = starts.length === itemCount + 1 && starts[0] === 0 && indices.length === starts[itemCount];
  fits &&= values.length === indices.length;
  for (let item = 0; fits && item < itemCount; item++) fits = starts[item] <= starts[item + 1];
  for (let begin = 0; fits && begin < indices.length; begin += slice) {
    fits = areBelow(indices.subarray(begin, begin + slice), itemCount);
    yield;
  }
  if (!fits) throw new ModelCodecError('the model artifact has item links out of range; train the model again');
  return { rowCount: itemCount, columnCount: itemCount, starts, indices, values };
}

/** Writes links with their factors. */
export function writeLinks(writer: ArtifactWriter, links: ItemLinks): void {
  writeSquare(writer, links.rows);
  writer.array(links.sourceScale).array(links.targetScale);
}

/** Reads what `writeLinks` wrote. */
export function readLinks(reader: ArtifactReader, itemCount: number): ItemLinks {
  const rows = readSquare(reader, itemCount);
  const sourceScale = reader.float32();
  const targetScale = reader.float32();
  if (sourceScale.length !== itemCount || targetScale.length !== itemCount) {
    throw new ModelCodecError('the model artifact has factors for other items; train the model again');
  }
  return { rows, sourceScale, targetScale };
}
