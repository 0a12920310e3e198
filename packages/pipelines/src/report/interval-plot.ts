import { escapeHtml, figure } from './html.ts';
import { type Axis, chooseAxis, place } from './scale.ts';

/** One line of an interval plot. */
export interface IntervalRow {
  readonly label: string;
  readonly mean: number;
  readonly low: number;
  readonly high: number;
  readonly tone: 'model' | 'baseline' | 'best';
}

/** What surrounds the lines. */
export interface IntervalPlotOptions {
  readonly title: string;
  /** What the axis measures, with its unit. */
  readonly axisLabel: string;
  /** Bars from zero, or dots around a line at zero. */
  readonly form: 'bars' | 'differences';
}

interface Sizes {
  readonly width: number;
  readonly labelWidth: number;
  readonly right: number;
  readonly rowHeight: number;
  readonly top: number;
  readonly bottom: number;
  /** On a phone names stand above their line: beside it there is no room for both. */
  readonly labelAbove: boolean;
}

const wide: Sizes = { width: 760, labelWidth: 230, right: 70, rowHeight: 34, top: 16, bottom: 56, labelAbove: false };
const narrow: Sizes = { width: 340, labelWidth: 14, right: 76, rowHeight: 52, top: 12, bottom: 52, labelAbove: true };

/**
 * One row a model: its mean as a bar or dot, its 95 % interval as a whisker, its figure at the end. Static SVG, coloured by CSS classes, drawn once for a
 * desk and once for a phone; the style shows one of them.
 */
export function intervalPlot(rows: readonly IntervalRow[], options: IntervalPlotOptions): string {
  return `<div class="wide">${draw(rows, options, wide)}</div><div class="narrow">${draw(rows, options, narrow)}</div>`;
}

function draw(rows: readonly IntervalRow[], options: IntervalPlotOptions, sizes: Sizes): string {
  const height = sizes.top + rows.length * sizes.rowHeight + sizes.bottom;
  const axis = chooseAxis(
    rows.flatMap((row) => [row.low, row.high, row.mean]),
    { includeZero: true },
  );
  const x = (value: number): number => place(axis, value, { from: sizes.labelWidth, to: sizes.width - sizes.right });
  const lines = rows.map((row, at) =>
    drawRow(row, { x, top: sizes.top + at * sizes.rowHeight, form: options.form, sizes }),
  );
  return `<svg class="plot" viewBox="0 0 ${sizes.width} ${height}" role="img" aria-label="${escapeHtml(options.title)}">
<title>${escapeHtml(options.title)}</title>
${drawGrid(axis, { x, label: options.axisLabel, height, sizes })}
${lines.join('\n')}
</svg>`;
}

function drawGrid(axis: Axis, at: { x(value: number): number; label: string; height: number; sizes: Sizes }): string {
  const { sizes } = at;
  const bottom = at.height - sizes.bottom + 6;
  const ticks = axis.ticks.map((tick) => {
    const x = at.x(tick).toFixed(1);
    const zero = Math.abs(tick) < 1e-12 ? ' class="zero"' : ' class="grid"';
    return `<line${zero} x1="${x}" x2="${x}" y1="${sizes.top - 6}" y2="${bottom}"/><text class="tick" x="${x}" y="${bottom + 17}" text-anchor="middle">${figure(tick, axis.decimals)}</text>`;
  });
  const middle = (sizes.labelWidth + sizes.width - sizes.right) / 2;
  return `${ticks.join('')}<text class="axis" x="${middle}" y="${at.height - 8}" text-anchor="middle">${escapeHtml(at.label)}</text>`;
}

function drawRow(
  row: IntervalRow,
  at: { x(value: number): number; top: number; form: IntervalPlotOptions['form']; sizes: Sizes },
): string {
  const { x, form, sizes } = at;
  const y = at.top + sizes.rowHeight * (sizes.labelAbove ? 0.7 : 0.5);
  const label = row.label.length > 32 ? `${row.label.slice(0, 31)}…` : row.label;
  const px = (value: number): string => x(value).toFixed(1);
  const body =
    form === 'bars'
      ? `<rect class="bar ${row.tone}" x="${px(0)}" y="${y - 9}" width="${Math.max(0, x(row.mean) - x(0)).toFixed(1)}" height="18" rx="3"/>`
      : `<circle class="dot ${row.tone}" cx="${px(row.mean)}" cy="${y}" r="5.5"/>`;
  const whisker = `<path class="whisker" d="M${px(row.low)} ${y}H${px(row.high)}M${px(row.low)} ${y - 5}v10M${px(row.high)} ${y - 5}v10"/>`;
  const sign = form === 'differences' && row.mean > 0 ? '+' : '';
  const name = sizes.labelAbove
    ? `x="${sizes.labelWidth}" y="${y - 16}"`
    : `x="${sizes.labelWidth - 14}" y="${y + 5}" text-anchor="end"`;
  return `<g><title>${escapeHtml(`${row.label}: ${sign}${figure(row.mean, 4)}, 95 % interval ${figure(row.low, 4)} to ${figure(row.high, 4)}`)}</title>
<text class="label${row.tone === 'best' ? ' strong' : ''}" ${name}>${escapeHtml(label)}</text>
${form === 'bars' ? body + whisker : whisker + body}<text class="value" x="${sizes.width - sizes.right + 12}" y="${y + 5}">${sign}${figure(row.mean, 4)}</text></g>`;
}
