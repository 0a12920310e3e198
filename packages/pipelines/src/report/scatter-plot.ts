import { escapeHtml, figure } from './html.ts';
import { chooseAxis, place } from './scale.ts';

/** One model as a point. */
export interface ScatterPoint {
  readonly label: string;
  readonly x: number;
  readonly y: number;
  readonly tone: 'model' | 'baseline' | 'best';
}

const wide = { width: 760, height: 420, left: 74, right: 30, top: 18, bottom: 60 };
const narrow = { width: 340, height: 360, left: 58, right: 16, top: 14, bottom: 56 };
type Size = typeof wide;

interface ScatterOptions {
  readonly title: string;
  readonly xLabel: string;
  readonly yLabel: string;
}

/**
 * Two measures against each other, each point named; names that would cover each other move apart. Drawn once for a desk and once for a phone; the
 * style shows one of them.
 */
export function scatterPlot(points: readonly ScatterPoint[], options: ScatterOptions): string {
  return `<div class="wide">${draw(points, options, wide)}</div><div class="narrow">${draw(points, options, narrow)}</div>`;
}

function draw(points: readonly ScatterPoint[], options: ScatterOptions, size: Size): string {
  const xAxis = chooseAxis(
    points.map((point) => point.x),
    { includeZero: true },
  );
  const yAxis = chooseAxis(
    points.map((point) => point.y),
    { includeZero: true },
  );
  const x = (value: number): number => place(xAxis, value, { from: size.left, to: size.width - size.right });
  const y = (value: number): number => place(yAxis, value, { from: size.height - size.bottom, to: size.top });
  const grid = [
    ...xAxis.ticks.map(
      (tick) =>
        `<line class="grid" x1="${x(tick).toFixed(1)}" x2="${x(tick).toFixed(1)}" y1="${size.top}" y2="${size.height - size.bottom}"/><text class="tick" x="${x(tick).toFixed(1)}" y="${size.height - size.bottom + 19}" text-anchor="middle">${figure(tick, xAxis.decimals)}</text>`,
    ),
    ...yAxis.ticks.map(
      (tick) =>
        `<line class="grid" x1="${size.left}" x2="${size.width - size.right}" y1="${y(tick).toFixed(1)}" y2="${y(tick).toFixed(1)}"/><text class="tick" x="${size.left - 10}" y="${(y(tick) + 4).toFixed(1)}" text-anchor="end">${figure(tick, yAxis.decimals)}</text>`,
    ),
  ];
  const names = placeNames(
    points.map((point) => ({ label: point.label, x: x(point.x), y: y(point.y) })),
    size,
  );
  const marks = points.map((point, at) => {
    const name = names[at];
    const text =
      name === undefined
        ? ''
        : `<text class="label" x="${name.x.toFixed(1)}" y="${name.y.toFixed(1)}" text-anchor="${name.anchor}">${escapeHtml(point.label)}</text>`;
    return `<g><title>${escapeHtml(`${point.label}: ${options.xLabel} ${figure(point.x, 3)}, ${options.yLabel} ${figure(point.y, 4)}`)}</title><circle class="dot ${point.tone}" cx="${x(point.x).toFixed(1)}" cy="${y(point.y).toFixed(1)}" r="6.5"/>${text}</g>`;
  });
  return `<svg class="plot" viewBox="0 0 ${size.width} ${size.height}" role="img" aria-label="${escapeHtml(options.title)}">
<title>${escapeHtml(options.title)}</title>
${grid.join('')}${marks.join('\n')}
<text class="axis" x="${(size.left + size.width - size.right) / 2}" y="${size.height - 12}" text-anchor="middle">${escapeHtml(options.xLabel)}</text>
<text class="axis" transform="translate(20 ${(size.top + size.height - size.bottom) / 2}) rotate(-90)" text-anchor="middle">${escapeHtml(options.yLabel)}</text>
</svg>`;
}

interface NamePlace {
  readonly x: number;
  readonly y: number;
  readonly anchor: 'start' | 'end';
}

/** Beside the point, right or left, level or a line up or down: the first spot that covers neither a point nor a name; else ever lower. */
function placeNames(points: readonly { label: string; x: number; y: number }[], size: Size): NamePlace[] {
  const placed: { from: number; to: number; y: number }[] = points.map((point) => ({
    from: point.x - 7,
    to: point.x + 7,
    y: point.y,
  }));
  return points.map((point) => {
    const width = point.label.length * 7.2;
    const spots = [0, -15, 15, 30, 45, 60, 75].flatMap((lower) => [
      {
        x: point.x + 12,
        y: point.y + 4 + lower,
        anchor: 'start' as const,
        from: point.x + 12,
        to: point.x + 12 + width,
      },
      { x: point.x - 12, y: point.y + 4 + lower, anchor: 'end' as const, from: point.x - 12 - width, to: point.x - 12 },
    ]);
    const free = spots.find(
      (spot) =>
        spot.from > size.left &&
        spot.to < size.width &&
        !placed.some((other) => Math.abs(other.y - (spot.y - 4)) < 13 && other.from < spot.to && other.to > spot.from),
    );
    const spot = free ?? {
      x: point.x + 12,
      y: point.y + 4,
      anchor: 'start' as const,
      from: point.x + 12,
      to: point.x + 12 + width,
    };
    placed.push({ from: spot.from, to: spot.to, y: spot.y - 4 });
    return { x: spot.x, y: spot.y, anchor: spot.anchor };
  });
}
