import type { Evaluation } from '@vitrine/engine';
import type { RunMetric } from '@vitrine/recsys';

/** An evaluation as named figures, `recall@20` and so on, with intervals where they were drawn. */
export function metricsOf(evaluation: Evaluation): RunMetric[] {
  const { k, summary, catalog } = evaluation;
  const ranking = Object.entries(summary).map(([name, { mean, low, high }]) => ({
    metric: `${name === 'hitRate' ? 'hit-rate' : name}@${k}`,
    value: mean,
    low,
    high,
  }));
  const beyond = [
    { metric: 'coverage', value: catalog.coverage },
    { metric: 'diversity', value: catalog.diversity },
    { metric: 'novelty', value: catalog.novelty },
    { metric: 'popularity-bias', value: catalog.popularityBias },
    { metric: 'gini', value: catalog.gini },
  ];
  // A figure that cannot be measured (no user, one item) is left out rather than stored as NaN.
  return [...ranking, ...beyond].filter((row) => Number.isFinite(row.value));
}

/** Half-lives in days of the popularity baselines that a model is measured against; null forgets nothing. */
export const baselineHalfLives: readonly (number | null)[] = [7, 14, 30, null];

/** How a popularity baseline is called in tables. */
export function baselineLabel(halfLifeDays: number | null): string {
  return halfLifeDays === null ? 'popularity, all time' : `popularity, half-life ${halfLifeDays} days`;
}
