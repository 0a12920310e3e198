import { fc } from '@vitrine/testkit/property';
import { describe, expect, it } from 'vitest';
import { buildSparseRows, sparseCell, sparseRowSums, transposeSparseRows, type SparseRows } from './sparse-rows.ts';

const cells = fc.array(
  fc.tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 7 }), fc.integer({ min: 1, max: 9 })),
  {
    maxLength: 50,
  },
);

function fromCells(list: readonly (readonly [number, number, number])[]): SparseRows {
  return buildSparseRows(
    {
      rowCount: 6,
      columnCount: 8,
      rows: Int32Array.from(list, (cell) => cell[0]),
      columns: Int32Array.from(list, (cell) => cell[1]),
      values: Float32Array.from(list, (cell) => cell[2]),
    },
    'sum',
  );
}

function dense(matrix: SparseRows): number[][] {
  return Array.from({ length: matrix.rowCount }, (_, row) =>
    Array.from({ length: matrix.columnCount }, (__, column) => sparseCell(matrix, row, column)),
  );
}

describe('sparse rows', () => {
  it('merges repeated cells by sum or by the largest and sorts columns', () => {
    const from = {
      rowCount: 2,
      columnCount: 3,
      rows: Int32Array.of(1, 0, 1, 1),
      columns: Int32Array.of(2, 1, 0, 2),
      values: Float32Array.of(5, 1, 4, 2),
    };
    expect(dense(buildSparseRows(from, 'sum'))).toEqual([
      [0, 1, 0],
      [4, 0, 7],
    ]);
    expect(dense(buildSparseRows(from))).toEqual([
      [0, 1, 0],
      [4, 0, 5],
    ]);
    expect([...sparseRowSums(buildSparseRows(from, 'sum'))]).toEqual([1, 11]);
  });

  it('refuses an index outside the matrix', () => {
    expect(() =>
      buildSparseRows({ rowCount: 1, columnCount: 1, rows: Int32Array.of(0), columns: Int32Array.of(1) }),
    ).toThrow(/outside 0\.\.0/);
  });

  it('transposed twice is itself', () => {
    fc.assert(
      fc.property(cells, (list) => {
        const matrix = fromCells(list);
        expect(transposeSparseRows(transposeSparseRows(matrix))).toEqual(matrix);
      }),
    );
  });
});
