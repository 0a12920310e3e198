import { escapeHtml, figure, whole } from '../report/html.ts';
import { type Axis, chooseAxis, place } from '../report/scale.ts';

const size = { width: 760, height: 260, left: 70, right: 16, top: 14, bottom: 48 };

/** A bar and what it counts. */
export interface Bar {
  readonly label: string;
  readonly count: number;
}

/** Bars from zero; lying ones carry long labels. Static SVG, coloured by CSS classes; each bar says its figure. */
export function barPlot(bars: readonly Bar[], options: { title: string; axisLabel: string; lying?: boolean }): string {
  const axis = chooseAxis(
    bars.map(({ count }) => count),
    { includeZero: true },
  );
  const height = options.lying ? size.top + bars.length * 24 + size.bottom : size.height;
  const body = options.lying ? lyingBars(bars, axis, height) : standingBars(bars, axis);
  return frame(
    options.title,
    height,
    `${body}<text class="axis" x="${size.width / 2}" y="${height - 8}" text-anchor="middle">${escapeHtml(options.lying ? 'events' : options.axisLabel)}</text>`,
  );
}

function frame(title: string, height: number, body: string): string {
  return `<svg class="plot" viewBox="0 0 ${size.width} ${height}" role="img" aria-label="${escapeHtml(title)}"><title>${escapeHtml(title)}</title>${body}</svg>`;
}

const tickText = (tick: number, axis: Axis) =>
  Math.abs(tick) >= 10_000 ? `${figure(tick / 1000, 0)}k` : figure(tick, axis.decimals);

function levels(axis: Axis): string {
  return axis.ticks
    .map((tick) => {
      const y = place(axis, tick, { from: size.height - size.bottom, to: size.top }).toFixed(1);
      return `<line class="grid" x1="${size.left}" x2="${size.width - size.right}" y1="${y}" y2="${y}"/><text class="tick" x="${size.left - 8}" y="${Number(y) + 4}" text-anchor="end">${tickText(tick, axis)}</text>`;
    })
    .join('');
}

function standingBars(bars: readonly Bar[], axis: Axis): string {
  const step = (size.width - size.left - size.right) / Math.max(1, bars.length);
  const floor = size.height - size.bottom;
  const every = Math.ceil(bars.length / 24);
  const drawn = bars.map(({ label, count }, at) => {
    const y = place(axis, count, { from: floor, to: size.top });
    const x = size.left + at * step;
    const name =
      at % every === 0
        ? `<text class="tick" x="${(x + step / 2).toFixed(1)}" y="${floor + 17}" text-anchor="middle">${escapeHtml(label)}</text>`
        : '';
    return `<g><title>${escapeHtml(`${label}: ${whole(count)}`)}</title><rect class="model" x="${(x + step * 0.1).toFixed(1)}" y="${y.toFixed(1)}" width="${(step * 0.8).toFixed(1)}" height="${Math.max(0, floor - y).toFixed(1)}" rx="2"/>${name}</g>`;
  });
  return `${levels(axis)}${drawn.join('')}`;
}

function lyingBars(bars: readonly Bar[], axis: Axis, height: number): string {
  const left = 190;
  const x = (value: number) => place(axis, value, { from: left, to: size.width - 70 });
  const ticks = axis.ticks.map(
    (tick) =>
      `<line class="grid" x1="${x(tick).toFixed(1)}" x2="${x(tick).toFixed(1)}" y1="${size.top}" y2="${height - size.bottom}"/><text class="tick" x="${x(tick).toFixed(1)}" y="${height - size.bottom + 17}" text-anchor="middle">${tickText(tick, axis)}</text>`,
  );
  const drawn = bars.map(({ label, count }, at) => {
    const y = size.top + at * 24 + 12;
    const text = label.length > 26 ? `${label.slice(0, 25)}…` : label;
    return `<g><title>${escapeHtml(`${label}: ${whole(count)}`)}</title><text x="${left - 10}" y="${y + 4}" text-anchor="end">${escapeHtml(text)}</text><rect class="model" x="${left}" y="${y - 8}" width="${Math.max(0, x(count) - left).toFixed(1)}" height="16" rx="2"/><text class="value" x="${(x(count) + 8).toFixed(1)}" y="${y + 4}">${whole(count)}</text></g>`;
  });
  return `${ticks.join('')}${drawn.join('')}`;
}

const dayMs = 86_400_000;
const mostColumns = 180;

/** Events by day, types on top of each other; long spans in steps of several days. */
export function dayPlot(hours: readonly { hour: number; type: number; count: number }[], title: string): string {
  const days = hours.map(({ hour }) => Math.floor(hour / dayMs));
  const first = days.reduce((least, day) => Math.min(least, day), Infinity);
  const last = days.reduce((most, day) => Math.max(most, day), -Infinity);
  if (!Number.isFinite(first)) return '';
  const perColumn = Math.max(1, Math.ceil((last - first + 1) / mostColumns));
  const columns = Array.from({ length: Math.floor((last - first) / perColumn) + 1 }, () => [0, 0, 0, 0, 0]);
  for (const { hour, type, count } of hours) {
    const column = columns[Math.floor((Math.floor(hour / dayMs) - first) / perColumn)];
    const at = Math.min(type, 4);
    if (column) column[at] = (column[at] ?? 0) + count;
  }
  const sums = columns.map((column) => column.reduce((sum, count) => sum + count, 0));
  const axis = chooseAxis(sums, { includeZero: true });
  const step = (size.width - size.left - size.right) / columns.length;
  const floor = size.height - size.bottom;
  const dateOf = (at: number) => new Date((first + at * perColumn) * dayMs).toISOString().slice(0, 10);
  const every = Math.ceil(columns.length / 5);
  const drawn = columns.map((column, at) => {
    const x = size.left + at * step;
    let below = 0;
    const parts = column.map((count, type) => {
      const [from, to] = [
        place(axis, below, { from: floor, to: size.top }),
        place(axis, below + count, { from: floor, to: size.top }),
      ];
      below += count;
      return count === 0
        ? ''
        : `<rect class="t${type}" x="${(x + step * 0.06).toFixed(1)}" y="${to.toFixed(1)}" width="${Math.max(0.6, step * 0.88).toFixed(1)}" height="${(from - to).toFixed(1)}"/>`;
    });
    const name =
      at % every === 0
        ? `<text class="tick" x="${(x + step / 2).toFixed(1)}" y="${floor + 17}" text-anchor="${at === 0 ? 'start' : 'middle'}">${dateOf(at)}</text>`
        : '';
    return `<g><title>${dateOf(at)}${perColumn > 1 ? ` and ${perColumn - 1} days after` : ''}: ${whole(below)}</title>${parts.join('')}${name}</g>`;
  });
  return frame(
    title,
    size.height,
    `${levels(axis)}${drawn.join('')}<text class="axis" x="${size.width / 2}" y="${size.height - 8}" text-anchor="middle">${perColumn > 1 ? `${perColumn} days a column` : 'day'}, UTC</text>`,
  );
}
