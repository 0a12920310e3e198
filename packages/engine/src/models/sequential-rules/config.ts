import { parseFields } from '../config-fields.ts';

/** Sequential rules (Ludewig and Jannach 2018, arXiv 1803.09587): what follows an item within a session. */
export interface SequentialRulesConfig {
  /** Items up to this many steps later follow from an item, with weight 1 / distance. */
  readonly steps: number;
  /** Each item before the last one speaks with this share of the next newer one's weight. */
  readonly decay: number;
  /** The same for a history without a running session, per instant: what was bought together speaks alike. */
  readonly historyDecay: number;
  /** Rules kept per item. */
  readonly rulesPerItem: number;
  /** A pause of this many minutes starts a new session where events carry none. */
  readonly gapMinutes: number;
}

export const sequentialRulesDefaults: SequentialRulesConfig = {
  steps: 10,
  decay: 0.3,
  historyDecay: 0.7,
  rulesPerItem: 200,
  gapMinutes: 30,
};

/** @throws ModelConfigError on unknown or invalid settings. */
export function parseSequentialRulesConfig(raw: unknown): SequentialRulesConfig {
  return parseFields(raw, sequentialRulesDefaults, {
    steps: { kind: 'number', min: 1, max: 1000, whole: true },
    decay: { kind: 'number', min: 0, max: 1 },
    historyDecay: { kind: 'number', min: 0, max: 1 },
    rulesPerItem: { kind: 'number', min: 1, max: 100_000, whole: true },
    gapMinutes: { kind: 'number', min: 0.01, max: 1_000_000 },
  });
}
