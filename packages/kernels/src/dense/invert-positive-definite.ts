/** Width of the panels that are eliminated together: 48 rows of doubles of both panels stay in the first cache. */
const panelWidth = 48;

/**
 * Inverts a symmetric positive definite matrix (n x n, row-major, only the lower triangle is read) by blocked symmetric sweeps
 * (Goodnight 1979), without pivoting. About n^3 floating point operations; 2 n^2 doubles of memory. Returns a full symmetric matrix.
 * @throws RangeError when the matrix is not positive definite; add a larger ridge to its diagonal.
 */
export function invertPositiveDefinite(
  matrix: Float64Array,
  n: number,
  onPanel?: (done: number, total: number) => void,
): Float64Array {
  if (matrix.length !== n * n) throw new RangeError(`matrix holds ${matrix.length} cells; pass n x n = ${n * n}`);
  const size = Math.ceil(n / 4) * 4;
  const work = padded(matrix, n, size);
  const panel = new Float64Array(size * panelWidth);
  const scaled = new Float64Array(size * panelWidth);
  for (let start = 0; start < size; start += panelWidth) {
    onPanel?.(start, size);
    const width = Math.min(panelWidth, size - start);
    const pivot = invertPivot(work, size, { start, width });
    copyPanel({ work, size, start, width, panel });
    multiplyPanel({ panel, pivot, width, size, scaled });
    subtractOuter({ work, size, width, panel, scaled });
    writePanel({ work, size, start, width, scaled, pivot });
  }
  const inverse = new Float64Array(n * n);
  for (let row = 0; row < n; row++) {
    for (let column = 0; column <= row; column++) {
      const value = -work[row * size + column];
      inverse[row * n + column] = value;
      inverse[column * n + row] = value;
    }
  }
  return inverse;
}

function padded(matrix: Float64Array, n: number, size: number): Float64Array {
  const work = new Float64Array(size * size);
  for (let row = 0; row < n; row++) work.set(matrix.subarray(row * n, row * n + row + 1), row * size);
  for (let row = n; row < size; row++) work[row * size + row] = 1;
  return work;
}

function invertPivot(work: Float64Array, size: number, at: { start: number; width: number }): Float64Array {
  const { start, width } = at;
  const block = new Float64Array(width * width);
  for (let row = 0; row < width; row++) {
    for (let column = 0; column <= row; column++) {
      const value = work[(start + row) * size + start + column];
      block[row * width + column] = value;
      block[column * width + row] = value;
    }
  }
  for (let k = 0; k < width; k++) {
    const diagonal = block[k * width + k];
    if (!(diagonal > 0 && diagonal < Infinity)) {
      throw new RangeError(`matrix is not positive definite at row ${start + k}; add a larger ridge to its diagonal`);
    }
    sweepCell(block, width, k);
  }
  for (let cell = 0; cell < block.length; cell++) block[cell] = -block[cell];
  return block;
}

function sweepCell(block: Float64Array, width: number, k: number): void {
  const reciprocal = 1 / block[k * width + k];
  for (let row = 0; row < width; row++) {
    if (row === k) continue;
    const factor = block[row * width + k] * reciprocal;
    for (let column = 0; column < width; column++) {
      if (column !== k) block[row * width + column] -= factor * block[k * width + column];
    }
  }
  for (let other = 0; other < width; other++) {
    if (other === k) continue;
    block[other * width + k] *= reciprocal;
    block[k * width + other] *= reciprocal;
  }
  block[k * width + k] = -reciprocal;
}

interface Panel {
  readonly work: Float64Array;
  readonly size: number;
  readonly start: number;
  readonly width: number;
}

function copyPanel({ work, size, start, width, panel }: Panel & { panel: Float64Array }): void {
  for (let row = 0; row < size; row++) {
    for (let t = 0; t < width; t++) {
      const column = start + t;
      panel[row * width + t] = row >= column ? work[row * size + column] : work[column * size + row];
    }
  }
}

interface PanelProduct {
  readonly panel: Float64Array;
  readonly pivot: Float64Array;
  readonly width: number;
  readonly size: number;
  readonly scaled: Float64Array;
}

function multiplyPanel({ panel, pivot, width, size, scaled }: PanelProduct): void {
  scaled.fill(0);
  for (let row = 0; row < size; row++) {
    const base = row * width;
    for (let t = 0; t < width; t++) {
      const factor = panel[base + t];
      if (factor === 0) continue;
      const from = t * width;
      for (let column = 0; column < width; column++) scaled[base + column] += factor * pivot[from + column];
    }
  }
}

interface OuterProduct {
  readonly work: Float64Array;
  readonly size: number;
  readonly width: number;
  readonly panel: Float64Array;
  readonly scaled: Float64Array;
}

/** Lower triangle of work -= scaled panel'. Two rows by four columns at a time: the eight sums fit the registers, four by four spill. */
function subtractOuter({ work, size, width, panel, scaled }: OuterProduct): void {
  for (let row = 0; row < size; row += 2) {
    const a0 = row * width;
    const a1 = a0 + width;
    for (let column = 0; column <= row + 1; column += 4) {
      const b0 = column * width;
      const b1 = b0 + width;
      const b2 = b1 + width;
      const b3 = b2 + width;
      let s00 = 0,
        s01 = 0,
        s02 = 0,
        s03 = 0;
      let s10 = 0,
        s11 = 0,
        s12 = 0,
        s13 = 0;
      for (let t = 0; t < width; t++) {
        const x0 = scaled[a0 + t];
        const x1 = scaled[a1 + t];
        const y0 = panel[b0 + t];
        const y1 = panel[b1 + t];
        const y2 = panel[b2 + t];
        const y3 = panel[b3 + t];
        s00 += x0 * y0;
        s01 += x0 * y1;
        s02 += x0 * y2;
        s03 += x0 * y3;
        s10 += x1 * y0;
        s11 += x1 * y1;
        s12 += x1 * y2;
        s13 += x1 * y3;
      }
      const c0 = row * size + column;
      const c1 = c0 + size;
      work[c0] -= s00;
      work[c0 + 1] -= s01;
      work[c0 + 2] -= s02;
      work[c0 + 3] -= s03;
      work[c1] -= s10;
      work[c1 + 1] -= s11;
      work[c1 + 2] -= s12;
      work[c1 + 3] -= s13;
    }
  }
}

function writePanel(to: Panel & { scaled: Float64Array; pivot: Float64Array }): void {
  const { work, size, start, width, scaled, pivot } = to;
  for (let row = 0; row < size; row++) {
    for (let t = 0; t < width; t++) {
      const column = start + t;
      if (row >= start && row < start + width) {
        work[row * size + column] = -pivot[(row - start) * width + t];
      } else if (row > column) {
        work[row * size + column] = scaled[row * width + t];
      } else {
        work[column * size + row] = scaled[row * width + t];
      }
    }
  }
}
