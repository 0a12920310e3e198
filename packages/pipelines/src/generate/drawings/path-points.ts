import type { Point } from './geometry.ts';

/** Parts into which a curve is cut: a twelfth of an arc is off its true outline by less than a hundredth of its size. */
const cuts = 12;

/** How many numbers each path command takes. */
const counts: Readonly<Record<string, number>> = { M: 2, L: 2, H: 1, V: 1, C: 6, S: 4, Q: 4, T: 2, A: 7, Z: 0 };

/** Points on the outline that a path's text describes: its corners, and curves and arcs cut into short pieces. */
export function pathPoints(path: string): readonly Point[] {
  const walk = new Walk();
  for (const [, letter = '', text = ''] of path.matchAll(/([a-zA-Z])([^a-zA-Z]*)/g)) {
    const numbers = (text.match(/-?(?:\d+\.?\d*|\.\d+)/g) ?? []).map(Number);
    const command = letter.toUpperCase();
    const count = counts[command];
    if (count === undefined) throw new RangeError(`path command ${letter} is none of ${Object.keys(counts).join(' ')}`);
    if (count === 0) walk.close();
    const uses = count === 0 ? 0 : Math.floor(numbers.length / count);
    for (let from = 0; from < uses * count; from += count) {
      // after a first pair, a move draws lines
      const now = command === 'M' && from > 0 ? 'L' : command;
      walk.step(now, numbers.slice(from, from + count), letter !== command);
    }
  }
  return walk.points;
}

/** A pen that walks along a path and leaves a point at each step. */
class Walk {
  readonly points: Point[] = [];
  #at: Point = [0, 0];
  #start: Point = [0, 0];
  /** Second control point of the last curve, for the commands that continue it. */
  #control: Point | null = null;

  close(): void {
    this.#at = this.#start;
    this.#control = null;
  }

  step(command: string, numbers: readonly number[], relative: boolean): void {
    const [x, y] = this.#at;
    const [dx, dy] = relative ? this.#at : [0, 0];
    const pair = (i: number): Point => [(numbers[i] ?? 0) + dx, (numbers[i + 1] ?? 0) + dy];
    const mirrored: Point = this.#control === null ? this.#at : [2 * x - this.#control[0], 2 * y - this.#control[1]];
    if (command === 'C') this.#curve(pair(0), pair(2), pair(4));
    else if (command === 'S') this.#curve(mirrored, pair(0), pair(2));
    else if (command === 'Q') this.#quadratic(pair(0), pair(2));
    else if (command === 'T') this.#quadratic(mirrored, pair(0));
    else {
      if (command === 'A') this.#arc(numbers, pair(5));
      const end: Point =
        command === 'H'
          ? [(numbers[0] ?? 0) + dx, y]
          : command === 'V'
            ? [x, (numbers[0] ?? 0) + dy]
            : pair(command === 'A' ? 5 : 0);
      this.#to(end);
      if (command === 'M') this.#start = end;
      this.#control = null;
    }
  }

  #to(point: Point): void {
    this.#at = point;
    this.points.push(point);
  }

  #quadratic(control: Point, end: Point): void {
    const near = ([x, y]: Point): Point => [x + ((control[0] - x) * 2) / 3, y + ((control[1] - y) * 2) / 3];
    this.#curve(near(this.#at), near(end), end);
    this.#control = control;
  }

  /** A cubic Bézier curve. */
  #curve(first: Point, second: Point, end: Point): void {
    const from = this.#at;
    for (let i = 1; i <= cuts; i++) {
      const t = i / cuts;
      const u = 1 - t;
      const along = (k: 0 | 1) =>
        u ** 3 * from[k] + 3 * u * u * t * first[k] + 3 * u * t * t * second[k] + t ** 3 * end[k];
      this.#to([along(0), along(1)]);
    }
    this.#control = second;
  }

  /** An elliptical arc by its end points (SVG 2, appendix B.2.4). */
  #arc([rx0 = 0, ry0 = 0, turn = 0, large = 0, sweep = 0]: readonly number[], end: Point): void {
    const from = this.#at;
    if (rx0 === 0 || ry0 === 0) return;
    const [cos, sin] = [Math.cos((turn * Math.PI) / 180), Math.sin((turn * Math.PI) / 180)];
    const [hx, hy] = [(from[0] - end[0]) / 2, (from[1] - end[1]) / 2];
    const [px, py] = [cos * hx + sin * hy, cos * hy - sin * hx];
    const grow = Math.max(1, Math.hypot(px / rx0, py / ry0));
    const [rx, ry] = [Math.abs(rx0) * grow, Math.abs(ry0) * grow];
    const far = (px / rx) ** 2 + (py / ry) ** 2;
    const away = (large === sweep ? -1 : 1) * Math.sqrt(Math.max(0, 1 / (far || 1) - 1));
    const [cx, cy] = [(away * rx * py) / ry, (-away * ry * px) / rx];
    const begin = Math.atan2((py - cy) / ry, (px - cx) / rx);
    let sweepAngle = Math.atan2((-py - cy) / ry, (-px - cx) / rx) - begin;
    if (sweep !== 0 && sweepAngle < 0) sweepAngle += 2 * Math.PI;
    if (sweep === 0 && sweepAngle > 0) sweepAngle -= 2 * Math.PI;
    for (let i = 1; i < cuts; i++) {
      const angle = begin + (sweepAngle * i) / cuts;
      const [ex, ey] = [cx + rx * Math.cos(angle), cy + ry * Math.sin(angle)];
      const middle: Point = [(from[0] + end[0]) / 2, (from[1] + end[1]) / 2];
      this.points.push([cos * ex - sin * ey + middle[0], sin * ex + cos * ey + middle[1]]);
    }
  }
}
