import { parseFields } from '../config-fields.ts';

/** Session neighbours (V-SKNN with idf and distances, after Ludewig and Jannach 2018, arXiv 1803.09587) plus sequential rules both ways. */
export interface SessionConfig {
  /** Most alike past sessions that vote. */
  readonly neighbours: number;
  /** Latest sessions that are looked at for each item of the running session. */
  readonly sampleSize: number;
  /** Items of the running session that are used, newest first. */
  readonly lastItems: number;
  /** Each item of the running session before the last one counts this share of the next newer one's weight, in the similarity. */
  readonly positionDecay: number;
  /** The same, and for the rules too, in a history without a running session, per instant: what was bought together speaks alike. */
  readonly historyDecay: number;
  /** Similarities are divided by the length of the past session to this power. */
  readonly lengthExponent: number;
  /** Votes fall with the distance, within the past session, from the newest common item, to this power. */
  readonly distanceExponent: number;
  /** Weight of the sequential rules beside the neighbours; 0 switches them off, null finds it on the latest sessions. */
  readonly ruleWeight: number | null;
  /** What a rule against the order of the visits counts, relative to one with it; null finds it on the latest sessions. */
  readonly ruleBackward: number | null;
  /** Items up to this many steps later follow from an item, with weight 1 / distance. */
  readonly ruleSteps: number;
  /** Each item before the last one speaks with this share of the next newer one's weight, in the rules. */
  readonly ruleDecay: number;
  /** Rules kept per item. */
  readonly rulesPerItem: number;
  /** A pause of this many minutes starts a new session where events carry none. */
  readonly gapMinutes: number;
}

export const sessionDefaults: SessionConfig = {
  neighbours: 200,
  sampleSize: 2000,
  lastItems: 50,
  positionDecay: 0.5,
  historyDecay: 0.8,
  lengthExponent: 0.25,
  distanceExponent: 0.5,
  ruleWeight: null,
  ruleBackward: null,
  ruleSteps: 10,
  ruleDecay: 0.3,
  rulesPerItem: 200,
  gapMinutes: 30,
};

/** @throws ModelConfigError on unknown or invalid settings. */
export function parseSessionConfig(raw: unknown): SessionConfig {
  return parseFields(raw, sessionDefaults, {
    neighbours: { kind: 'number', min: 1, max: 100_000, whole: true },
    sampleSize: { kind: 'number', min: 1, max: 1_000_000, whole: true },
    lastItems: { kind: 'number', min: 1, max: 1000, whole: true },
    positionDecay: { kind: 'number', min: 0.01, max: 1 },
    historyDecay: { kind: 'number', min: 0.01, max: 1 },
    lengthExponent: { kind: 'number', min: 0, max: 2 },
    distanceExponent: { kind: 'number', min: 0, max: 4 },
    ruleWeight: { kind: 'number', min: 0, max: 100, orNull: true },
    ruleBackward: { kind: 'number', min: 0, max: 1, orNull: true },
    ruleSteps: { kind: 'number', min: 1, max: 1000, whole: true },
    ruleDecay: { kind: 'number', min: 0, max: 1 },
    rulesPerItem: { kind: 'number', min: 1, max: 100_000, whole: true },
    gapMinutes: { kind: 'number', min: 0.01, max: 1_000_000 },
  });
}
