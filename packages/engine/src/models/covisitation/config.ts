import { parseFields } from '../config-fields.ts';

/** How visits in sequence become directed links. */
export interface CovisitationConfig {
  /** Items at most this many steps apart are linked. */
  readonly windowSteps: number;
  /** And at most this many hours apart. */
  readonly windowHours: number;
  /** What a link against the order of the visits counts, relative to one with it. */
  readonly backwardShare: number;
  /** Each further step multiplies by this. */
  readonly stepDecay: number;
  /** Discount of popular targets: count^-exponent. */
  readonly popularityExponent: number;
  /** Links kept per item. */
  readonly neighbours: number;
  readonly recencyHalfLifeDays: number | null;
  readonly signal: 'binary' | 'weighted';
}

export const covisitationDefaults: CovisitationConfig = {
  windowSteps: 10,
  windowHours: 24,
  backwardShare: 0.5,
  stepDecay: 0.8,
  popularityExponent: 0.5,
  neighbours: 200,
  recencyHalfLifeDays: null,
  signal: 'binary',
};

/** @throws ModelConfigError on unknown or invalid settings. */
export function parseCovisitationConfig(raw: unknown): CovisitationConfig {
  return parseFields(raw, covisitationDefaults, {
    windowSteps: { kind: 'number', min: 1, max: 1000, whole: true },
    windowHours: { kind: 'number', min: 0.001, max: 876_000 },
    backwardShare: { kind: 'number', min: 0, max: 1 },
    stepDecay: { kind: 'number', min: 0.01, max: 1 },
    popularityExponent: { kind: 'number', min: 0, max: 1 },
    neighbours: { kind: 'number', min: 1, max: 100_000, whole: true },
    recencyHalfLifeDays: { kind: 'number', min: 0.01, max: 36_500, orNull: true },
    signal: { kind: 'choice', choices: ['binary', 'weighted'] },
  });
}
