/** A matrix of which a row is added to its share; `rows` and `shares` are byte offsets. */
export interface GramRows {
  readonly rows: number;
  readonly columns: number;
  readonly shares: number;
  readonly each: number;
}

/** As `addGram` of `assembly/gram.ts`, for one row. */
export function addGram(f: Float32Array, { rows, columns, shares, each }: GramRows, row: number): void {
  const n = Math.ceil(columns / 8) * 8;
  const share = shares / 4 + Math.floor(row / each) * n * n;
  const from = rows / 4 + row * columns;
  if (row % each === 0) f.fill(0, share, share + n * n);
  for (let left = 0; left < columns; left++) {
    const factor = f[from + left];
    for (let right = left & ~7; right < columns; right++) f[share + left * n + right] += factor * f[from + right];
  }
}

/** As `gramShares` of `assembly/gram.ts`. */
export function gramShares(f: Float32Array, args: readonly number[]): void {
  const [rows, columns, shares, each, , begin, end] = args;
  for (let row = begin; row < end; row++) addGram(f, { rows, columns, shares, each }, row);
}
