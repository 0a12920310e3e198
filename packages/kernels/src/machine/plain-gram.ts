/** Where the rows of a share of a Gram matrix stand, all in floats. */
export interface GramRows {
  readonly rows: number;
  readonly count: number;
  readonly columns: number;
  readonly share: number;
}

/** As `addGram` of `assembly/gram.ts`, for any number of rows. */
export function addGram(f: Float32Array, { rows, count, columns, share }: GramRows): void {
  const n = Math.ceil(columns / 8) * 8;
  for (let row = rows; row < rows + count * columns; row += columns) {
    for (let left = 0; left < columns; left++) {
      const factor = f[row + left];
      for (let right = left & ~7; right < columns; right++) f[share + left * n + right] += factor * f[row + right];
    }
  }
}

/** As `gramShares` of `assembly/gram.ts`. */
export function gramShares(f: Float32Array, args: readonly number[]): void {
  const [rows, columns, shares, each, , begin, end] = args;
  const n = Math.ceil(columns / 8) * 8;
  for (let row = begin; row < end; row++) {
    const share = shares / 4 + Math.floor(row / each) * n * n;
    addGram(f, { rows: rows / 4 + row * columns, count: 1, columns, share });
  }
}
