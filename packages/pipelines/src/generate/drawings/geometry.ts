/** A point in drawing units; x grows to the right, y downwards. */
export type Point = readonly [number, number];

/** One decimal below 100 and none above, without trailing zeros: keeps drawings small. */
export function n(value: number): string {
  return String(Math.abs(value) >= 100 ? Math.round(value) : Math.round(value * 10) / 10);
}

function at([x, y]: Point): string {
  return `${n(x)} ${n(y)}`;
}

/** Rectangle with its upper left corner at (x, y) and corner radius `r`. */
export function rect([x, y]: Point, [w, h]: Point, r = 0): string {
  const c = Math.min(r, w / 2, h / 2);
  if (c <= 0) return `M${n(x)} ${n(y)}h${n(w)}v${n(h)}h${n(-w)}z`;
  const arc = (dx: number, dy: number) => `a${n(c)} ${n(c)} 0 0 1 ${n(dx)} ${n(dy)}`;
  return `M${n(x + c)} ${n(y)}h${n(w - 2 * c)}${arc(c, c)}v${n(h - 2 * c)}${arc(-c, c)}h${n(2 * c - w)}${arc(-c, -c)}v${n(2 * c - h)}${arc(c, -c)}z`;
}

/** Rectangle centred on x = 0. */
export function slab(top: number, [w, h]: Point, r = 0): string {
  return rect([-w / 2, top], [w, h], r);
}

/** Ellipse around a centre. */
export function oval([cx, cy]: Point, rx: number, ry = rx): string {
  const arc = (dx: number) => `a${n(rx)} ${n(ry)} 0 1 1 ${n(dx)} 0`;
  return `M${n(cx - rx)} ${n(cy)}${arc(2 * rx)}${arc(-2 * rx)}z`;
}

/** Polygon with corners rounded by `r`. */
export function soft(points: readonly Point[], r = 0): string {
  const count = points.length;
  const parts = points.map((corner, i) => {
    const before = points[(i + count - 1) % count] ?? corner;
    const after = points[(i + 1) % count] ?? corner;
    const start = toward(corner, before, r);
    const end = toward(corner, after, r);
    return `${i === 0 ? 'M' : 'L'}${at(start)}${r > 0 ? `Q${at(corner)} ${at(end)}` : ''}`;
  });
  return `${parts.join('')}z`;
}

function toward([x, y]: Point, [tx, ty]: Point, distance: number): Point {
  const length = Math.hypot(tx - x, ty - y);
  const share = length === 0 ? 0 : Math.min(0.5, distance / length);
  return [x + (tx - x) * share, y + (ty - y) * share];
}

/** Smooth open curve through points (Catmull-Rom as Béziers). */
export function curve(points: readonly Point[]): string {
  const first = points[0] ?? [0, 0];
  return `M${at(first)}${segments(points)}`;
}

function segments(points: readonly Point[]): string {
  let path = '';
  for (let i = 0; i + 1 < points.length; i++) {
    const p1 = points[i] ?? [0, 0];
    const p2 = points[i + 1] ?? p1;
    const p0 = points[i - 1] ?? p1;
    const p3 = points[i + 2] ?? p2;
    const c1: Point = [p1[0] + (p2[0] - p0[0]) / 6, p1[1] + (p2[1] - p0[1]) / 6];
    const c2: Point = [p2[0] - (p3[0] - p1[0]) / 6, p2[1] - (p3[1] - p1[1]) / 6];
    path += `C${at(c1)} ${at(c2)} ${at(p2)}`;
  }
  return path;
}

/** Smooth closed shape through points. */
export function blob(points: readonly Point[]): string {
  const count = points.length;
  const pt = (i: number): Point => points[(i + count) % count] ?? [0, 0];
  let path = `M${at(pt(0))}`;
  for (let i = 0; i < count; i++) {
    const [p0, p1, p2, p3] = [pt(i - 1), pt(i), pt(i + 1), pt(i + 2)];
    const c1: Point = [p1[0] + (p2[0] - p0[0]) / 6, p1[1] + (p2[1] - p0[1]) / 6];
    const c2: Point = [p2[0] - (p3[0] - p1[0]) / 6, p2[1] - (p3[1] - p1[1]) / 6];
    path += `C${at(c1)} ${at(c2)} ${at(p2)}`;
  }
  return `${path}z`;
}

/** Solid of revolution seen from the side: `profile` is [y, half width] from top to bottom, mirrored at x = 0. */
export function lathe(profile: readonly Point[]): string {
  const right: Point[] = profile.map(([y, half]) => [half, y]);
  const left: Point[] = profile.map(([y, half]): Point => [-half, y]).reverse();
  return `${curve(right)}L${at(left[0] ?? [0, 0])}${segments(left)}z`;
}

/** Trapezium between two levels, each `[y, left, right]`, with rounded corners. */
export function band(
  upper: readonly [number, number, number],
  lower: readonly [number, number, number],
  r = 0,
): string {
  const [y1, l1, r1] = upper;
  const [y2, l2, r2] = lower;
  return soft(
    [
      [l1, y1],
      [r1, y1],
      [r2, y2],
      [l2, y2],
    ],
    r,
  );
}

/** Trapezium centred on x = 0 with rounded corners: a pot, a shade, a plinth. */
export function taper([y1, w1]: Point, [y2, w2]: Point, r = 0): string {
  return band([y1, -w1 / 2, w1 / 2], [y2, -w2 / 2, w2 / 2], r);
}
