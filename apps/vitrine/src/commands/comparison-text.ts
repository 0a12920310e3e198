import type { SplitComparison } from '@vitrine/engine/lab';
import { renderTable } from '../terminal/index.ts';

/** A comparison for a terminal: what it was judged on, a line a model, and what could not be measured. */
export function comparisonText(comparison: SplitComparison, before: string): string {
  const { k, rows, bestBaseline, failures } = comparison;
  const best = rows.find(({ label }) => label === bestBaseline)?.summary.ndcg.mean ?? 0;
  const adjusted = new Map(
    comparison.pairs.flatMap(({ better, worse, adjustedP }) =>
      better === bestBaseline ? [[worse, adjustedP]] : worse === bestBaseline ? [[better, adjustedP]] : [],
    ),
  );
  const lines = rows.map(({ label, summary, catalog, fitSeconds, evaluateSeconds, peakBytes }) => [
    label,
    summary.ndcg.mean.toFixed(4),
    `${summary.ndcg.low.toFixed(4)} to ${summary.ndcg.high.toFixed(4)}`,
    best > 0 ? `${(summary.ndcg.mean / best).toFixed(2)}x` : '',
    pText(adjusted.get(label)),
    summary.recall.mean.toFixed(4),
    summary.hitRate.mean.toFixed(3),
    catalog.coverage.toFixed(3),
    catalog.popularityBias.toFixed(3),
    fitSeconds.toFixed(1),
    evaluateSeconds.toFixed(1),
    peakBytes === null ? '' : Math.round(peakBytes / 1024 ** 2),
  ]);
  const heads = [
    'model',
    `NDCG@${k}`,
    '95 % interval',
    'to best baseline',
    'p',
    `recall@${k}`,
    `hit@${k}`,
    'coverage',
    'pop. bias',
    'fit s',
    'judge s',
    'peak MB',
  ];
  return [
    `${before}: ${count(comparison.events.train)} events to learn from, ${count(comparison.events.test)} to judge by, ${count(comparison.users.judged)} people judged, ${count(comparison.items)} items.`,
    renderTable(heads, lines),
    `p: of the difference to ${bestBaseline}, by sign flips over people, corrected by Holm for ${comparison.pairs.length} pairs.`,
    ...failures.map(({ label, reason }) => `${label} could not be measured: ${reason}`),
  ].join('\n\n');
}

const count = (value: number) => value.toLocaleString('en-GB');

function pText(p: number | undefined): string {
  if (p === undefined) return '';
  return p < 0.001 ? '<0.001' : p.toFixed(3);
}
