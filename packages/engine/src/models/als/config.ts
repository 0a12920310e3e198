import { parseFields } from '../config-fields.ts';

/** Implicit alternating least squares (Hu, Koren, Volinsky 2008), optionally with frequency-scaled regularisation (Rendle et al. 2022). */
export interface AlsConfig {
  readonly factors: number;
  readonly epochs: number;
  /** `frequency` weighs every pair alike with `unobserved` and scales the regularisation with a row's interactions; `plain` is the classical loss. */
  readonly scaling: 'plain' | 'frequency';
  /** Weight of every pair beside the 1 of an observed one; `frequency` only. Null sets it by the catalog: 400 / items, from 0.003 to 0.1. */
  readonly unobserved: number | null;
  /** Null sets it by the catalog so that unobserved x items x regularization is 2, at most 0.02; `plain` takes 5 then. */
  readonly regularization: number | null;
  /** Confidence of an observed pair above an unobserved one, times its value; `plain` only. */
  readonly confidence: number;
  /** Steps of conjugate gradients for a row; null takes 2 with `plain` and 3 with `frequency`, whose rows are whitened less. */
  readonly steps: number | null;
  readonly signal: 'binary' | 'weighted';
  readonly recencyHalfLifeDays: number | null;
}

export const alsDefaults: AlsConfig = {
  factors: 64,
  epochs: 10,
  scaling: 'frequency',
  unobserved: null,
  regularization: null,
  confidence: 10,
  steps: null,
  signal: 'binary',
  recencyHalfLifeDays: null,
};

/** @throws ModelConfigError on unknown or invalid settings. */
export function parseAlsConfig(raw: unknown): AlsConfig {
  return parseFields(raw, alsDefaults, {
    factors: { kind: 'number', min: 1, max: 1024, whole: true },
    epochs: { kind: 'number', min: 1, max: 200, whole: true },
    scaling: { kind: 'choice', choices: ['plain', 'frequency'] },
    unobserved: { kind: 'number', min: 1e-6, max: 10, orNull: true },
    regularization: { kind: 'number', min: 1e-9, max: 1e6, orNull: true },
    confidence: { kind: 'number', min: 0.001, max: 1e6 },
    steps: { kind: 'number', min: 1, max: 20, whole: true, orNull: true },
    signal: { kind: 'choice', choices: ['binary', 'weighted'] },
    recencyHalfLifeDays: { kind: 'number', min: 0.01, max: 36_500, orNull: true },
  });
}

/** Weight of every pair of a catalog of so many items under `frequency`: given, or so that all unobserved pairs of a person weigh 400 together. */
export function unobservedWeight(config: AlsConfig, items: number): number {
  return config.unobserved ?? Math.min(0.1, Math.max(0.003, 400 / Math.max(1, items)));
}
