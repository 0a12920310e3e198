import type { ComparedModel, Comparison } from '../training/compare-models.ts';
import { bytes, escapeHtml, figure, seconds, whole } from './html.ts';
import { intervalPlot } from './interval-plot.ts';
import { reportStyle } from './report-style.ts';
import { scatterPlot } from './scatter-plot.ts';

/** What the report says about where its figures come from. */
export interface ReportContext {
  /** Name of the events, such as the namespace or the file. */
  readonly source: string;
  readonly madeAt: Date;
  /** The command that makes this report again. */
  readonly command: string;
}

/** One self-contained HTML page on a comparison: what is best and by how much, what it costs, and how sure that is. */
export function comparisonReport(comparison: Comparison, context: ReportContext): string {
  const title = `Which model for ${context.source}`;
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeHtml(title)}</title><style>${reportStyle}</style></head>
<body><main>
<p class="over">Vitrine model report, ${context.madeAt.toISOString().slice(0, 16).replace('T', ' ')} UTC</p>
<h1>${escapeHtml(title)}</h1>
<p class="lead">${verdict(comparison)}</p>
${facts(comparison)}
${[accuracy(comparison), gain(comparison), variety(comparison), figures(comparison), cost(comparison), method(comparison, context)].join('\n')}
</main></body></html>
`;
}

const toneOf = (comparison: Comparison, row: ComparedModel): 'best' | 'baseline' | 'model' =>
  row.isBaseline ? 'baseline' : row === comparison.rows.find((other) => !other.isBaseline) ? 'best' : 'model';

function verdict(comparison: Comparison): string {
  const best = comparison.rows.find((row) => !row.isBaseline);
  const baseline = comparison.rows.find((row) => row.label === comparison.bestBaseline);
  if (best === undefined || baseline === undefined)
    return 'Only popularity was measured. Name a model to compare it with.';
  const ratio = best.summary.ndcg.mean / baseline.summary.ndcg.mean;
  const name = `<strong>${escapeHtml(best.label)}</strong>`;
  const against = `the best popularity list (${escapeHtml(baseline.label)})`;
  if (best.againstBaseline?.clear !== true)
    return `No clear winner: ${name} and ${against} differ by less than chance would make them differ.`;
  if (ratio < 1) return `Popularity is still ahead: ${name} reaches ${figure(ratio, 2)} times the NDCG of ${against}.`;
  return `${name} is best: ${figure(ratio, 2)} times the NDCG of ${against}, and the difference is beyond chance.`;
}

function facts(comparison: Comparison): string {
  const entries: [string, string][] = [
    ['Events learnt from', whole(comparison.events.train)],
    ['New takes foretold', whole(comparison.events.test)],
    ['People judged', whole(comparison.users.judged)],
    ['Items', whole(comparison.items)],
    ['Cut', comparison.cut.toISOString().slice(0, 10)],
  ];
  return `<dl class="facts">${entries.map(([term, value]) => `<div><dt>${term}</dt><dd>${value}</dd></div>`).join('')}</dl>`;
}

function accuracy(comparison: Comparison): string {
  const title = `NDCG@${comparison.k} by model`;
  const rows = comparison.rows.map((row) => ({ label: row.label, ...row.summary.ndcg, tone: toneOf(comparison, row) }));
  return `<h2>How often it is right, and how high</h2>
<p>NDCG@${comparison.k} is 1 when everything a person took up next stands at the top of their list of ${comparison.k}, and 0 when none of it is there. The line through each bar is where the true mean lies with 95 % confidence.</p>
<figure>${intervalPlot(rows, { title, axisLabel: `NDCG@${comparison.k} (0 to 1, higher is better)`, form: 'bars' })}<figcaption>${title}, mean over ${whole(comparison.users.judged)} people.</figcaption></figure>`;
}

function gain(comparison: Comparison): string {
  const rows = comparison.rows.flatMap((row) =>
    row.againstBaseline === null
      ? []
      : [
          {
            label: row.label,
            mean: row.againstBaseline.mean,
            low: row.againstBaseline.low,
            high: row.againstBaseline.high,
            tone: toneOf(comparison, row),
          },
        ],
  );
  if (rows.length === 0) return '';
  const title = `Difference in NDCG@${comparison.k} to ${comparison.bestBaseline}`;
  return `<h2>How much better than popularity</h2>
<p>The same people, judged twice. A line that does not touch zero is a difference that chance does not explain.</p>
<figure>${intervalPlot(rows, { title, axisLabel: `difference in NDCG@${comparison.k}`, form: 'differences' })}<figcaption>${escapeHtml(title)}, paired by person, 95 % intervals.</figcaption></figure>`;
}

function variety(comparison: Comparison): string {
  const title = 'Accuracy against coverage';
  const points = comparison.rows.map((row) => ({
    label: row.label,
    x: row.catalog.coverage,
    y: row.summary.ndcg.mean,
    tone: toneOf(comparison, row),
  }));
  return `<h2>How much of the shop it shows</h2>
<p>A list can be right by showing everybody the same few things. Further right, more of the catalog is shown to somebody; further up, the lists are more often right.</p>
<figure>${scatterPlot(points, { title, xLabel: 'coverage (share of items in at least one list)', yLabel: `NDCG@${comparison.k}` })}<figcaption>${title}: the upper right corner is the place to be.</figcaption></figure>`;
}

function figures(comparison: Comparison): string {
  const k = comparison.k;
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
    'Gini',
  ];
  const rows = comparison.rows.map((row) => {
    const { ndcg, recall, precision, map, mrr, hitRate } = row.summary;
    const { coverage, diversity, novelty, popularityBias, gini } = row.catalog;
    const interval = `${figure(ndcg.mean, 4)} <small>${figure(ndcg.low, 4)}–${figure(ndcg.high, 4)}</small>`;
    const means = [recall, precision, map, mrr, hitRate].map((metric) => figure(metric.mean, 4));
    const beyond = [
      figure(coverage, 3),
      figure(diversity, 3),
      figure(novelty, 2),
      figure(popularityBias, 3),
      figure(gini, 3),
    ];
    return tableRow(comparison, row, [interval, ...means, ...beyond]);
  });
  return `<h2>All figures</h2>${table(heads, rows)}
<p class="muted">Diversity: 1 means nobody takes up two items of the same list. Novelty: how surprising an item is by its popularity. Popularity bias: mean popularity rank of what is listed, 1 is the best seller. Gini: 0 when all items are listed alike, 1 when one takes all.</p>`;
}

function cost(comparison: Comparison): string {
  const heads = ['Model', 'Training', 'Judging', 'Artifact', 'Against popularity'];
  const rows = comparison.rows.map((row) =>
    tableRow(comparison, row, [
      seconds(row.fitSeconds),
      seconds(row.evaluateSeconds),
      bytes(row.sizeBytes),
      differenceCell(row),
    ]),
  );
  return `<h2>What it costs</h2>${table(heads, rows)}`;
}

function differenceCell(row: ComparedModel): string {
  const difference = row.againstBaseline;
  if (difference === null) return 'the measure';
  const tone = !difference.clear ? 'muted' : difference.mean > 0 ? 'up' : 'down';
  return `<span class="${tone}">${difference.mean > 0 ? '+' : ''}${figure(difference.mean, 4)}${difference.clear ? '' : ', not clear'}</span>`;
}

function table(heads: readonly string[], rows: readonly string[]): string {
  const head = heads.map((text) => `<th scope="col">${escapeHtml(text)}</th>`).join('');
  return `<div class="scroll"><table><thead><tr>${head}</tr></thead><tbody>${rows.join('\n')}</tbody></table></div>`;
}

function tableRow(comparison: Comparison, row: ComparedModel, cells: readonly string[]): string {
  return `<tr class="${toneOf(comparison, row)}"><th scope="row">${escapeHtml(row.label)}</th>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
}

function method(comparison: Comparison, context: ReportContext): string {
  const settings = comparison.rows.map((row) => ({
    label: row.label,
    model: row.name,
    config: row.config,
    ...(Object.keys(row.notes).length === 0 ? {} : { notes: row.notes }),
  }));
  return `<h2>How it was measured</h2>
<p>The oldest ${figure(comparison.trainShare * 100, 0)} % of the events train, up to ${comparison.cut.toISOString().slice(0, 19).replace('T', ' ')} UTC. What people known by then took up afterwards for the first time is what the lists must foretell; everything they had before is left out of their lists. Intervals are percentile bootstraps over people. Seed ${comparison.seed}: the same events and seed give the same figures.</p>
<pre>${escapeHtml(context.command)}</pre>
<details><summary>Settings of each model</summary><pre>${escapeHtml(JSON.stringify(settings, null, 2))}</pre></details>`;
}
