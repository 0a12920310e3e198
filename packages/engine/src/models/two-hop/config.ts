import { parseFields } from '../config-fields.ts';

/** The linear graph filter, several times over; with two hops the "sharpening" of a blend. */
export interface TwoHopConfig {
  /** How often the item graph is walked; 1 is the linear graph filter without its item-item matrix. */
  readonly hops: number;
  /** Discount of active users: degree^-c at each step. */
  readonly userExponent: number;
  /** Discount of popular items on both sides of each step: degree^-b. */
  readonly itemExponent: number;
  readonly signal: 'binary' | 'weighted';
  /** Fading of a visitor's history at request time. */
  readonly recencyHalfLifeDays: number | null;
}

export const twoHopDefaults: TwoHopConfig = {
  hops: 2,
  userExponent: 1,
  itemExponent: 0.5,
  signal: 'binary',
  recencyHalfLifeDays: null,
};

/** @throws ModelConfigError on unknown or invalid settings. */
export function parseTwoHopConfig(raw: unknown): TwoHopConfig {
  return parseFields(raw, twoHopDefaults, {
    hops: { kind: 'number', min: 1, max: 4, whole: true },
    userExponent: { kind: 'number', min: 0, max: 4 },
    itemExponent: { kind: 'number', min: 0, max: 2 },
    signal: { kind: 'choice', choices: ['binary', 'weighted'] },
    recencyHalfLifeDays: { kind: 'number', min: 0.01, max: 36_500, orNull: true },
  });
}
