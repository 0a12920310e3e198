import { dotAt } from './plain-dense.ts';
import type { KernelCode } from './kernel-code.ts';

/** As `assembly/scan.ts`. */
export function plainScan(
  memory: WebAssembly.Memory,
): Pick<KernelCode, 'encodeRows' | 'scanCodes' | 'scanFloats' | 'scanPair' | 'scanSome' | 'passing'> {
  const floats = (): Float32Array => new Float32Array(memory.buffer);
  const words = (): Uint32Array => new Uint32Array(memory.buffer);
  return {
    encodeRows: (...args) => encodeRows(memory, args),
    scanCodes: (...args) => {
      const [codes, scales, query, width, out, , begin, end] = args;
      const rows = new Int8Array(memory.buffer, codes);
      const numbers = new Int16Array(memory.buffer, query, width);
      const f = floats();
      for (let item = begin; item < end; item++) {
        let sum = 0;
        for (let at = 0; at < width; at++) sum += rows[item * width + at] * numbers[at];
        f[out / 4 + item] = f[scales / 4 + item] * sum;
      }
    },
    scanFloats: (...args) => {
      const [rows, query, width, out, , begin, end] = args;
      const f = floats();
      for (let item = begin; item < end; item++) {
        f[out / 4 + item] = dotAt(f, { a: rows / 4 + item * width, b: query / 4, width });
      }
    },
    scanPair: (...args) => {
      const [rows, queries, width, factors, out, , begin, end] = args;
      const f = floats();
      for (let item = begin; item < end; item++) {
        const row = { a: rows / 4 + item * width, width };
        const first = dotAt(f, { ...row, b: queries / 4 });
        f[out / 4 + item] = f[factors / 4 + item] * first + dotAt(f, { ...row, b: queries / 4 + width });
      }
    },
    scanSome: (...args) => {
      const [rows, query, width, items, count, out] = args;
      const f = floats();
      const w = words();
      for (let at = 0; at < count; at++) {
        f[out / 4 + at] = dotAt(f, { a: rows / 4 + w[items / 4 + at] * width, b: query / 4, width });
      }
    },
    passing: (...args) => {
      const [values, count, least, out, room] = args;
      const f = floats();
      const w = words();
      let found = 0;
      for (let at = 0; at < count; at++) {
        if (!(f[values / 4 + at] >= least)) continue;
        if (found < room) w[out / 4 + found] = at;
        found++;
      }
      return found;
    },
  };
}

function encodeRows(memory: WebAssembly.Memory, args: readonly number[]): void {
  const [rows, count, width, codes, scales, bounds, , begin, end] = args;
  const f = new Float32Array(memory.buffer);
  const bytes = new Int8Array(memory.buffer);
  const largestOf = new Float64Array(memory.buffer);
  for (let row = begin * 256; row < Math.min(count, end * 256); row++) {
    const values = f.subarray(rows / 4 + row * width, rows / 4 + (row + 1) * width);
    let largest = 0;
    for (const value of values) largest = Math.max(largest, Math.abs(value));
    const scale = Math.fround(largest / 127);
    let [error, coded, length] = [0, 0, 0];
    for (let at = 0; at < width; at++) {
      const code = scale > 0 ? Math.max(-127, Math.min(127, Math.round(values[at] / scale))) : 0;
      bytes[codes + row * width + at] = code;
      error += (values[at] - scale * code) ** 2;
      coded += (scale * code) ** 2;
      length += values[at] ** 2;
    }
    f[scales / 4 + row] = scale;
    const bound = bounds / 8 + Math.floor(row / 256) * 3;
    [error, coded, length].forEach((sum, at) => {
      largestOf[bound + at] = Math.max(row % 256 === 0 ? 0 : largestOf[bound + at], Math.sqrt(sum));
    });
  }
}
