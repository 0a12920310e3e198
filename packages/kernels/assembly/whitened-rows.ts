import { addGram, gramBlock } from './gram';
import { dotFloats, sumFour, sumLanes } from './lanes';

// One half of an implicit ALS epoch (Hu, Koren, Volinsky 2008) in whitened coordinates. With G = V'V + reg I = L L' and Z = V L^-T, the system
// of a row is (I + sum (c - 1) z z') w = sum c z: the f x f product with G is gone from every step, and the spectrum is near one, so that two or
// three steps of conjugate gradients from zero suffice. Rows of at most `exactBelow` interactions are solved exactly in their dual,
// (D^-1 + Z Z') a = D^-1 c with D = diag(c - 1), w = Z' a.

/** Copies a row of Z to scratch, times `scale` when there is one. */
function gather(to: usize, from: usize, scale: usize, bytes: usize): void {
  if (scale == 0) {
    for (let at: usize = 0; at < bytes; at += 64) {
      v128.store(to + at, v128.load(from + at));
      v128.store(to + at, v128.load(from + at, 16), 16);
      v128.store(to + at, v128.load(from + at, 32), 32);
      v128.store(to + at, v128.load(from + at, 48), 48);
    }
    return;
  }
  for (let at: usize = 0; at < bytes; at += 16) v128.store(to + at, f32x4.mul(v128.load(from + at), v128.load(scale + at)));
}

/** The products of four rows with `p`. */
@inline
function fourDots(z0: usize, p: usize, bytes: usize): v128 {
  const z1 = z0 + bytes, z2 = z1 + bytes, z3 = z2 + bytes;
  let s0 = f32x4.splat(0), s1 = f32x4.splat(0), s2 = f32x4.splat(0), s3 = f32x4.splat(0);
  let t0 = f32x4.splat(0), t1 = f32x4.splat(0), t2 = f32x4.splat(0), t3 = f32x4.splat(0);
  for (let at: usize = 0; at < bytes; at += 32) {
    const x = v128.load(p + at), y = v128.load(p + at, 16);
    s0 = f32x4.add(s0, f32x4.mul(v128.load(z0 + at), x));
    t0 = f32x4.add(t0, f32x4.mul(v128.load(z0 + at, 16), y));
    s1 = f32x4.add(s1, f32x4.mul(v128.load(z1 + at), x));
    t1 = f32x4.add(t1, f32x4.mul(v128.load(z1 + at, 16), y));
    s2 = f32x4.add(s2, f32x4.mul(v128.load(z2 + at), x));
    t2 = f32x4.add(t2, f32x4.mul(v128.load(z2 + at, 16), y));
    s3 = f32x4.add(s3, f32x4.mul(v128.load(z3 + at), x));
    t3 = f32x4.add(t3, f32x4.mul(v128.load(z3 + at, 16), y));
  }
  return sumFour(f32x4.add(s0, t0), f32x4.add(s1, t1), f32x4.add(s2, t2), f32x4.add(s3, t3));
}

/** out += sum over `count` rows (a multiple of 4, filled up with zeros) of weight (z . p) z; answers sum weight (z . p)^2. */
@inline
function applyRows(z: usize, weights: usize, count: u32, p: usize, out: usize, bytes: usize): f32 {
  let squares = f32x4.splat(0);
  for (let i: u32 = 0; i < count; i += 4) {
    const z0 = z + <usize>i * bytes;
    const s = fourDots(z0, p, bytes);
    const weighted = f32x4.mul(s, v128.load(weights + (<usize>i << 2)));
    squares = f32x4.add(squares, f32x4.mul(s, weighted));
    addRows(z0, bytes, weighted, out);
  }
  return sumLanes(squares);
}

/** As `applyRows`, without `out`. */
@inline
function weighRows(z: usize, weights: usize, count: u32, p: usize, bytes: usize): f32 {
  let squares = f32x4.splat(0);
  for (let i: u32 = 0; i < count; i += 4) {
    const s = fourDots(z + <usize>i * bytes, p, bytes);
    squares = f32x4.add(squares, f32x4.mul(s, f32x4.mul(s, v128.load(weights + (<usize>i << 2)))));
  }
  return sumLanes(squares);
}

/** out += the four rows at `z0`, each times its lane of `factors`. */
@inline
function addRows(z0: usize, bytes: usize, factors: v128, out: usize): void {
  const z1 = z0 + bytes, z2 = z1 + bytes, z3 = z2 + bytes;
  const t0 = v128.shuffle<f32>(factors, factors, 0, 0, 0, 0);
  const t1 = v128.shuffle<f32>(factors, factors, 1, 1, 1, 1);
  const t2 = v128.shuffle<f32>(factors, factors, 2, 2, 2, 2);
  const t3 = v128.shuffle<f32>(factors, factors, 3, 3, 3, 3);
  for (let at: usize = 0; at < bytes; at += 32) {
    const left = f32x4.add(f32x4.mul(t0, v128.load(z0 + at)), f32x4.mul(t1, v128.load(z1 + at)));
    const right = f32x4.add(f32x4.mul(t2, v128.load(z2 + at)), f32x4.mul(t3, v128.load(z3 + at)));
    const left2 = f32x4.add(f32x4.mul(t0, v128.load(z0 + at, 16)), f32x4.mul(t1, v128.load(z1 + at, 16)));
    const right2 = f32x4.add(f32x4.mul(t2, v128.load(z2 + at, 16)), f32x4.mul(t3, v128.load(z3 + at, 16)));
    v128.store(out + at, f32x4.add(v128.load(out + at), f32x4.add(left, right)));
    v128.store(out + at, f32x4.add(v128.load(out + at, 16), f32x4.add(left2, right2)), 16);
  }
}

/** Exact solution in the dual; `k` has room for n x n floats, `x` for n (both filled up to a multiple of 4). */
function solveDual(z: usize, extra: usize, right: f32, n: u32, bytes: usize, k: usize, x: usize, w: usize): void {
  for (let i: u32 = 0; i < n; i++) {
    const zi = z + <usize>i * bytes;
    const row = k + ((<usize>i * n) << 2);
    const inverse: f32 = 1 / load<f32>(extra + (<usize>i << 2));
    // Cholesky by rows (K = M M'), with the forward substitution on the way.
    let known: f32 = 1 + right * inverse;
    let diagonal: f32 = dotFloats(zi, zi, bytes) + inverse;
    for (let j: u32 = 0; j < i; j++) {
      const other = k + ((<usize>j * n) << 2);
      let sum: f32 = dotFloats(zi, z + <usize>j * bytes, bytes);
      for (let p: u32 = 0; p < j; p++) sum -= load<f32>(row + (<usize>p << 2)) * load<f32>(other + (<usize>p << 2));
      sum *= load<f32>(other + (<usize>j << 2));
      store<f32>(row + (<usize>j << 2), sum);
      diagonal -= sum * sum;
      known -= sum * load<f32>(x + (<usize>j << 2));
    }
    // The diagonal holds reciprocals.
    const pivot: f32 = 1 / sqrt<f32>(diagonal);
    store<f32>(row + (<usize>i << 2), pivot);
    store<f32>(x + (<usize>i << 2), known * pivot);
  }
  for (let i: i32 = <i32>n - 1; i >= 0; i--) {
    let sum: f32 = load<f32>(x + (<usize>i << 2));
    for (let j: u32 = <u32>i + 1; j < n; j++) sum -= load<f32>(k + ((<usize>j * n + i) << 2)) * load<f32>(x + (<usize>j << 2));
    store<f32>(x + (<usize>i << 2), sum * load<f32>(k + ((<usize>i * n + i) << 2)));
  }
  for (let i: u32 = 0; i < n; i += 4) addRows(z + <usize>i * bytes, bytes, v128.load(x + (<usize>i << 2)), w);
}

/** Conjugate gradients from zero; `r` and `p` and `q` have room for f floats each, `r` holds the right-hand side and `w` zeros. */
@inline
function solveGradients(z: usize, extra: usize, count: u32, steps: u32, bytes: usize, r: usize, w: usize): void {
  const p = r + bytes, q = p + bytes;
  memory.copy(p, r, bytes);
  let rr = dotFloats(r, r, bytes);
  let pp = rr;
  for (let step: u32 = 1; rr > 1e-20; step++) {
    if (step == steps) {
      // The last step needs no new residual, so only its length.
      const a = f32x4.splat(rr / (pp + weighRows(z, extra, count, p, bytes)));
      for (let at: usize = 0; at < bytes; at += 16) v128.store(w + at, f32x4.add(v128.load(w + at), f32x4.mul(a, v128.load(p + at))));
      return;
    }
    memory.copy(q, p, bytes);
    const a = f32x4.splat(rr / (pp + applyRows(z, extra, count, p, q, bytes)));
    let squares = f32x4.splat(0);
    for (let at: usize = 0; at < bytes; at += 16) {
      v128.store(w + at, f32x4.add(v128.load(w + at), f32x4.mul(a, v128.load(p + at))));
      const rest = f32x4.sub(v128.load(r + at), f32x4.mul(a, v128.load(q + at)));
      v128.store(r + at, rest);
      squares = f32x4.add(squares, f32x4.mul(rest, rest));
    }
    const next = sumLanes(squares);
    const b = f32x4.splat(next / rr);
    squares = f32x4.splat(0);
    for (let at: usize = 0; at < bytes; at += 16) {
      const x = f32x4.add(v128.load(r + at), f32x4.mul(b, v128.load(p + at)));
      v128.store(p + at, x);
      squares = f32x4.add(squares, f32x4.mul(x, x));
    }
    pp = sumLanes(squares);
    rr = next;
  }
}

/**
 * Solves rows `begin` to `end`: `starts`, `indices` and `extra` (c - 1 > 0 of each interaction) are the sparse rows, `z` the whitened factors of the
 * other side (f floats a row, f a multiple of 16), `w` receives f floats a row; the right-hand side is sum (extra + right) z. Where `ridges` is given, each
 * row has a regularisation of its own: `z` is then V Q with G = Q diag(spectrum) Q', and row and result are whitened by 1 / sqrt(spectrum + ridge).
 * Where `shares` is given, the Gram matrix of the results is added up on the way, see `gramShares`; pieces then begin at multiples of `each`.
 * Scratch: see `whitenedScratchBytes` of the engine.
 */
export function solveWhitenedRows(
  starts: usize, indices: usize, extra: usize, right: f32, z: usize, spectrum: usize, ridges: usize, w: usize,
  f: u32, exactBelow: u32, steps: u32, shares: usize, each: u32, scratch: usize, begin: u32, end: u32,
): void {
  const bytes = <usize>f << 2;
  for (let first = begin; first < end; first += gramBlock) {
    const last = min<u32>(end, first + gramBlock);
    for (let row = first; row < last; row++) {
      solveRow(starts, indices, extra, right, z, spectrum, ridges == 0 ? 0 : ridges + (<usize>row << 2), w + <usize>row * bytes, bytes, exactBelow, steps, scratch, row);
    }
    if (shares != 0) addGram(w + <usize>first * bytes, first, last - first, f, shares, each, scratch);
  }
}

@inline
function solveRow(
  starts: usize, indices: usize, extra: usize, right: f32, z: usize, spectrum: usize, ridge: usize, to: usize,
  bytes: usize, exactBelow: u32, steps: u32, scratch: usize, row: u32,
): void {
  const from = load<u32>(starts + (<usize>row << 2));
  const n = load<u32>(starts + (<usize>row << 2), 4) - from;
  memory.fill(to, 0, bytes);
  if (n == 0) return;
  const scale: usize = ridge == 0 ? 0 : scratch;
  const weights = scratch + bytes;
  if (ridge != 0) {
    const own = v128.load_splat<u32>(ridge);
    for (let at: usize = 0; at < bytes; at += 16) {
      v128.store(scale + at, f32x4.div(f32x4.splat(1), f32x4.sqrt(f32x4.add(v128.load(spectrum + at), own))));
    }
  }
  const padded = (n + 3) & ~3;
  const rows = weights + (<usize>padded << 2);
  const rest = rows + <usize>padded * bytes;
  memory.copy(weights, extra + (<usize>from << 2), <usize>n << 2);
  if (padded > n) {
    memory.fill(weights + (<usize>n << 2), 0, <usize>(padded - n) << 2);
    memory.fill(rows + <usize>n * bytes, 0, <usize>(padded - n) * bytes);
  }
  const exact = n <= exactBelow;
  memory.fill(rest, 0, exact ? <usize>padded << 2 : bytes);
  for (let i: u32 = 0; i < n; i++) {
    gather(rows + <usize>i * bytes, z + <usize>load<u32>(indices + (<usize>(from + i) << 2)) * bytes, scale, bytes);
    // Rows that only fill up hold zeros.
    if (!exact && ((i & 3) == 3 || i + 1 == n)) {
      const four = <usize>(i & ~3);
      addRows(rows + four * bytes, bytes, f32x4.add(v128.load(weights + (four << 2)), f32x4.splat(right)), rest);
    }
  }
  if (exact) solveDual(rows, weights, right, n, bytes, rest + (<usize>padded << 2), rest, to);
  else solveGradients(rows, weights, padded, steps, bytes, rest, to);
  if (ridge != 0) {
    for (let at: usize = 0; at < bytes; at += 16) v128.store(to + at, f32x4.mul(v128.load(to + at), v128.load(scale + at)));
  }
}
