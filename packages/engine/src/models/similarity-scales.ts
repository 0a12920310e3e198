import { type SparseRows, sparseRowSums } from '@vitrine/kernels';

/** How likeness is counted from what two have in common. */
export type Similarity = 'cosine' | 'tf-idf' | 'bm25' | 'powers';

export const similarities: readonly Similarity[] = ['cosine', 'tf-idf', 'bm25', 'powers'];

const bm25Saturation = 100;
const bm25LengthShare = 0.8;

/** What having one thing in common counts for each row of `rows`: the squares of log(columns) - log(1 + entries), because it stands on both sides. */
export function rarities(rows: SparseRows): Float64Array {
  return Float64Array.from({ length: rows.rowCount }, (_, row) => {
    const entries = rows.starts[row + 1] - rows.starts[row];
    return Math.max(0.05, Math.log(rows.columnCount) - Math.log1p(entries)) ** 2;
  });
}

/** One over the length of each row whose columns count by `columnScale`; 0 for an empty one. */
export function inverseLengths(rows: SparseRows, columnScale: Float64Array): Float64Array {
  return Float64Array.from({ length: rows.rowCount }, (_, row) => {
    let square = 0;
    for (let at = rows.starts[row]; at < rows.starts[row + 1]; at++) {
      square += columnScale[rows.indices[at]] * rows.values[at] ** 2;
    }
    return square > 0 ? 1 / Math.sqrt(square) : 0;
  });
}

/** The saturation of BM25 (Robertson and Zaragoza 2009) by the sum of each row beside the average one. */
export function bm25Factors(rows: SparseRows): Float64Array {
  const lengths = sparseRowSums(rows);
  const average = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, lengths.length);
  return lengths.map((length) => {
    const relative = 1 - bm25LengthShare + (bm25LengthShare * length) / (average > 0 ? average : 1);
    return (bm25Saturation + 1) / (bm25Saturation * relative + 1);
  });
}

/** Each row's sum to the power of -`exponent`; 0 for an empty row. */
export function degreePowers(rows: SparseRows, exponent: number): Float64Array {
  return sparseRowSums(rows).map((degree) => (degree > 0 ? Math.pow(degree, -exponent) : 0));
}
