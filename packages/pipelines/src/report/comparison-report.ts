import type { SplitComparison } from '@vitrine/engine/lab';
import { escapeHtml, figure, whole } from './html.ts';
import { intervalPlot } from './interval-plot.ts';
import { reportStyle } from './report-style.ts';
import { pairsSection } from './pairs-section.ts';
import { scatterPlot } from './scatter-plot.ts';
import { slicesSection } from './slices-section.ts';
import { correctedP, costSection, figuresSection, toneOf } from './tables.ts';

/** What the report says about where its figures come from. */
export interface ReportContext {
  /** Name of the events, such as the namespace or the file. */
  readonly source: string;
  readonly madeAt: Date;
  /** The command that makes this report again. */
  readonly command: string;
  /** One sentence, plain text: which part trained and which judged. */
  readonly split: string;
  /** The moment of the cut, where all rows were cut at one. */
  readonly cut?: Date;
}

/** One self-contained HTML page on a comparison: what is best and by how much, what it costs, and how sure that is. */
export function comparisonReport(comparison: SplitComparison, context: ReportContext): string {
  const title = `Which model for ${context.source}`;
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeHtml(title)}</title><style>${reportStyle}</style></head>
<body><main>
<p class="over">Vitrine model report, ${context.madeAt.toISOString().slice(0, 16).replace('T', ' ')} UTC</p>
<h1>${escapeHtml(title)}</h1>
<p class="lead">${verdict(comparison)}</p>
${facts(comparison, context)}
${failures(comparison)}
${[
  accuracy(comparison),
  gain(comparison),
  pairsSection(comparison),
  slicesSection(comparison),
  variety(comparison),
  figuresSection(comparison),
  costSection(comparison),
  method(comparison, context),
].join('\n')}
</main></body></html>
`;
}

function verdict(comparison: SplitComparison): string {
  const best = comparison.rows.find((row) => !row.isBaseline);
  const baseline = comparison.rows.find((row) => row.label === comparison.bestBaseline);
  if (best === undefined || baseline === undefined)
    return 'Only popularity was measured. Name a model to compare it with.';
  if (comparison.users.judged === 0) return 'Nobody could be judged: no user has anything to foretell.';
  const ratio = best.summary.ndcg.mean / baseline.summary.ndcg.mean;
  const name = `<strong>${escapeHtml(best.label)}</strong>`;
  const against = `the best popularity list (${escapeHtml(baseline.label)})`;
  if (correctedP(comparison, best.label) >= 0.05)
    return `No clear winner: ${name} and ${against} differ by less than chance would make them differ.`;
  if (ratio < 1) return `Popularity is still ahead: ${name} reaches ${figure(ratio, 2)} times the NDCG of ${against}.`;
  return `${name} is best: ${figure(ratio, 2)} times the NDCG of ${against}, and the difference is beyond chance.`;
}

function facts(comparison: SplitComparison, { cut }: ReportContext): string {
  const entries: [string, string][] = [
    ['Events learnt from', whole(comparison.events.train)],
    ['New takes foretold', whole(comparison.events.test)],
    ['People judged', whole(comparison.users.judged)],
    ['Items', whole(comparison.items)],
    ...(cut === undefined ? [] : [['Cut', cut.toISOString().slice(0, 10)] satisfies [string, string]]),
  ];
  return `<dl class="facts">${entries.map(([term, value]) => `<div><dt>${term}</dt><dd>${value}</dd></div>`).join('')}</dl>`;
}

function failures(comparison: SplitComparison): string {
  if (comparison.failures.length === 0) return '';
  const lines = comparison.failures.map(
    ({ label, reason }) => `<li><strong>${escapeHtml(label)}</strong>: ${escapeHtml(reason)}</li>`,
  );
  return `<div class="notice"><p>These could not be measured here:</p><ul>${lines.join('')}</ul></div>`;
}

function accuracy(comparison: SplitComparison): string {
  const title = `NDCG@${comparison.k} by model`;
  const rows = comparison.rows.map((row) => ({ label: row.label, ...row.summary.ndcg, tone: toneOf(comparison, row) }));
  return `<h2>How often it is right, and how high</h2>
<p>NDCG@${comparison.k} is 1 when everything a person took up next stands at the top of their list of ${comparison.k}, and 0 when none of it is there. The line through each bar is where the true mean lies with 95 % confidence.</p>
<figure>${intervalPlot(rows, { title, axisLabel: `NDCG@${comparison.k} (0 to 1, higher is better)`, form: 'bars' })}<figcaption>${title}, mean over ${whole(comparison.users.judged)} people.</figcaption></figure>`;
}

function gain(comparison: SplitComparison): string {
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
<p>The same people, judged twice. A line that does not touch zero is a difference that chance does not explain, taken alone; the table below corrects for how many were compared.</p>
<figure>${intervalPlot(rows, { title, axisLabel: `difference in NDCG@${comparison.k}`, form: 'differences' })}<figcaption>${escapeHtml(title)}, paired by person, 95 % intervals.</figcaption></figure>`;
}

function variety(comparison: SplitComparison): string {
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

function method(comparison: SplitComparison, context: ReportContext): string {
  const settings = comparison.rows.map((row) => ({
    label: row.label,
    model: row.name,
    config: row.config,
    ...(Object.keys(row.notes).length === 0 ? {} : { notes: row.notes }),
  }));
  return `<h2>How it was measured</h2>
<p>${escapeHtml(context.split)} What people had before is left out of their lists. Intervals are percentile bootstraps over people; p-values of pairs flip the signs of the differences person by person and are corrected by Holm for the number of pairs. Seed ${comparison.seed}: the same events and seed give the same figures.</p>
<pre>${escapeHtml(context.command)}</pre>
<details><summary>Settings of each model</summary><pre>${escapeHtml(JSON.stringify(settings, null, 2))}</pre></details>`;
}
