import type { GateVerdict, RunMetric } from './models.store.ts';

/** A bound that a new model must keep. */
export interface Guardrail {
  /** Name of a run metric, such as `ndcg@20`. */
  readonly metric: string;
  /** The least share of the champion's figure (or of the baseline's) the new model must reach; 0.95 lets it be 5 % worse. */
  readonly leastShare: number;
}

/** What a new version is measured against. */
export interface GateInput {
  readonly candidate: readonly RunMetric[];
  /** Figures of the champion on the same split, null where there is none yet. */
  readonly champion: readonly RunMetric[] | null;
  /** Figures of the popularity baseline on the same split, null where it was not measured. */
  readonly baseline: readonly RunMetric[] | null;
}

/** The guardrail when none is configured: at least 95 % of the champion, and not below popularity. */
export const defaultGuardrail: Guardrail = { metric: 'ndcg@20', leastShare: 0.95 };

/** Judges a version: one verdict per gate, all must pass before an alias may move to it. */
export function judgeGates(input: GateInput, guardrail: Guardrail = defaultGuardrail): GateVerdict[] {
  const measured = figure(input.candidate, guardrail.metric);
  const verdicts: GateVerdict[] = [judgeMeasured(measured, guardrail.metric)];
  if (measured === null) return verdicts;
  if (input.baseline !== null) {
    verdicts.push(
      compare({
        gate: 'beats-popularity',
        metric: guardrail.metric,
        measured,
        threshold: figure(input.baseline, guardrail.metric) ?? 0,
      }),
    );
  }
  const champion = input.champion === null ? null : figure(input.champion, guardrail.metric);
  if (champion !== null) {
    verdicts.push(
      compare({
        gate: 'keeps-champion-level',
        metric: guardrail.metric,
        measured,
        threshold: champion * guardrail.leastShare,
      }),
    );
  }
  return verdicts;
}

function figure(metrics: readonly RunMetric[], metric: string): number | null {
  const value = metrics.find((row) => row.metric === metric)?.value;
  return value === undefined || !Number.isFinite(value) ? null : value;
}

function judgeMeasured(measured: number | null, metric: string): GateVerdict {
  return {
    gate: 'measured',
    passed: measured !== null,
    measured,
    threshold: null,
    reason:
      measured === null
        ? `${metric} was not measured; evaluate the model before it is promoted`
        : `${metric} was measured`,
  };
}

function compare(given: { gate: string; metric: string; measured: number; threshold: number }): GateVerdict {
  const passed = given.measured >= given.threshold;
  const figures = `${given.metric} ${given.measured.toFixed(4)} against ${given.threshold.toFixed(4)}`;
  return {
    gate: given.gate,
    passed,
    measured: given.measured,
    threshold: given.threshold,
    reason: passed ? figures : `${figures}: too low to serve`,
  };
}
