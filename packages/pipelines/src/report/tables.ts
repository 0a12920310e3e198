import type { ComparedModel, SplitComparison } from '@vitrine/engine/lab';
import { bytes, escapeHtml, figure, seconds } from './html.ts';

/** What a row is drawn as: the best model, another one, or a measure for them. */
export function toneOf(comparison: SplitComparison, row: ComparedModel): 'best' | 'baseline' | 'model' {
  return row.isBaseline ? 'baseline' : row === comparison.rows.find((other) => !other.isBaseline) ? 'best' : 'model';
}

/** The corrected p-value of a model against the best baseline; 1 where the two were not compared. */
export function correctedP(comparison: SplitComparison, label: string): number {
  const { bestBaseline, pairs } = comparison;
  const pair = pairs.find(
    ({ better, worse }) => (better === label && worse === bestBaseline) || (better === bestBaseline && worse === label),
  );
  return pair?.adjustedP ?? 1;
}

/** Every metric of every model. */
export function figuresSection(comparison: SplitComparison): string {
  const k = comparison.k;
  const described = comparison.rows.some((row) => row.categoryDiversity !== null);
  const heads = [
    'Model',
    `NDCG@${k}`,
    `Recall@${k}`,
    `Precision@${k}`,
    `MAP@${k}`,
    'MRR',
    `Hit rate@${k}`,
    'Coverage',
    'Diversity',
    'Novelty, bits',
    'Popularity bias',
    'Mean popularity',
    'Gini',
    'Personalisation',
    ...(described ? ['Categories'] : []),
  ];
  const rows = comparison.rows.map((row) => {
    const { ndcg, recall, precision, map, mrr, hitRate } = row.summary;
    const { coverage, diversity, novelty, popularityBias, averagePopularity, gini, personalisation } = row.catalog;
    const interval = `${figure(ndcg.mean, 4)} <small>${figure(ndcg.low, 4)}–${figure(ndcg.high, 4)}</small>`;
    const means = [recall, precision, map, mrr, hitRate].map((metric) => figure(metric.mean, 4));
    const beyond = [
      figure(coverage, 3),
      figure(diversity, 3),
      figure(novelty, 2),
      figure(popularityBias, 3),
      figure(averagePopularity, 1),
      figure(gini, 3),
      figure(personalisation, 3),
      ...(described ? [figure(row.categoryDiversity, 3)] : []),
    ];
    return tableRow(comparison, row, [interval, ...means, ...beyond]);
  });
  return `<h2>All figures</h2>${table(heads, rows)}
<p class="muted">Diversity: 1 means nobody takes up two items of the same list. Novelty: how surprising an item is by its popularity. Popularity bias: mean popularity rank of what is listed, 1 is the best seller. Mean popularity: people who had taken up a listed item. Gini: 0 when all items are listed alike, 1 when one takes all. Personalisation: 1 when no two people share an item of their lists.${described ? ' Categories: share of pairs of a list that are of different kinds.' : ''}</p>`;
}

/** Seconds, memory and bytes. */
export function costSection(comparison: SplitComparison): string {
  const measured = comparison.rows.some((row) => row.peakBytes !== null);
  const heads = [
    'Model',
    'Training',
    'Judging',
    ...(measured ? ['Peak memory'] : []),
    'Artifact',
    `Against ${comparison.bestBaseline}`,
    'p',
  ];
  const rows = comparison.rows.map((row) =>
    tableRow(comparison, row, [
      seconds(row.fitSeconds),
      seconds(row.evaluateSeconds),
      ...(measured ? [row.peakBytes === null ? '–' : bytes(row.peakBytes)] : []),
      bytes(row.sizeBytes),
      differenceCell(comparison, row),
      row.againstBaseline === null ? '' : pValue(correctedP(comparison, row.label)),
    ]),
  );
  const note = measured
    ? '<p class="muted">Peak memory: the most the whole program held while this model was trained and judged, the events included. p: how often chance alone, by flipping signs, would make a difference so large, corrected for the number of pairs.</p>'
    : '';
  return `<h2>What it costs</h2>${table(heads, rows)}${note}`;
}

function differenceCell(comparison: SplitComparison, row: ComparedModel): string {
  const difference = row.againstBaseline;
  if (difference === null) return 'the measure';
  const clear = correctedP(comparison, row.label) < 0.05;
  const tone = !clear ? 'muted' : difference.mean > 0 ? 'up' : 'down';
  return `<span class="${tone}">${difference.mean > 0 ? '+' : ''}${figure(difference.mean, 4)}${clear ? '' : ', not clear'}</span>`;
}

/** A table that scrolls sideways where it does not fit. */
export function table(heads: readonly string[], rows: readonly string[]): string {
  const head = heads.map((text) => `<th scope="col">${escapeHtml(text)}</th>`).join('');
  return `<div class="scroll"><table><thead><tr>${head}</tr></thead><tbody>${rows.join('\n')}</tbody></table></div>`;
}

/** One model's row. */
export function tableRow(comparison: SplitComparison, row: ComparedModel, cells: readonly string[]): string {
  return `<tr class="${toneOf(comparison, row)}"><th scope="row">${escapeHtml(row.label)}</th>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
}

/** A p-value as far as it says anything. */
export function pValue(p: number): string {
  return Number.isNaN(p) ? '–' : p < 0.001 ? '&lt; 0.001' : figure(p, 3);
}
