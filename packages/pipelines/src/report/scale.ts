/** A linear axis from 0 (or below) to a round number above the largest value, with ticks at round steps. */
export interface Axis {
  readonly from: number;
  readonly to: number;
  readonly ticks: readonly number[];
  readonly decimals: number;
}

/** Chooses 3 to 6 round ticks that cover the values. */
export function chooseAxis(values: readonly number[], options: { includeZero: boolean }): Axis {
  const finite = values.filter((value) => Number.isFinite(value));
  const low = Math.min(options.includeZero ? 0 : Infinity, ...finite);
  const high = Math.max(options.includeZero ? 0 : -Infinity, ...finite);
  if (!(high > low)) return { from: 0, to: 1, ticks: [0, 0.5, 1], decimals: 1 };
  const step = roundStep((high - low) / 5);
  const from = Math.floor(low / step + 1e-9) * step;
  const count = Math.ceil((high - from) / step - 1e-9);
  const ticks = Array.from({ length: count + 1 }, (_, at) => from + at * step);
  return { from, to: ticks.at(-1) ?? high, ticks, decimals: Math.max(0, -Math.floor(Math.log10(step) + 1e-9)) };
}

/** 1, 2, 2.5 or 5 times a power of ten, not below the given step. */
function roundStep(step: number): number {
  const power = 10 ** Math.floor(Math.log10(step));
  const factor = [1, 2, 5, 10].find((candidate) => candidate * power >= step * 0.999) ?? 10;
  return factor * power;
}

/** Where a value lies between two pixels. */
export function place(axis: Axis, value: number, pixels: { from: number; to: number }): number {
  return pixels.from + ((value - axis.from) / (axis.to - axis.from)) * (pixels.to - pixels.from);
}
