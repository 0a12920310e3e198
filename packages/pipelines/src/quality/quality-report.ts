import { escapeHtml, figure, whole } from '../report/html.ts';
import { reportStyle } from '../report/report-style.ts';
import { type EventHealth, shownValue } from './check-events.ts';
import { barPlot, dayPlot } from './plots.ts';

/** What the report says about itself. */
export interface QualityContext {
  readonly madeAt: Date;
  /** The command that makes this report again. */
  readonly command: string;
}

const style = `${reportStyle}
table.checks th[scope=row]{white-space:normal;min-width:13rem;position:static;font-weight:400}table.checks th b{display:block;font-weight:600}table.checks th span{display:block;color:var(--muted);font-size:.85rem}
figure{overflow-x:auto}figure>.plot{min-width:34rem}
@media (max-width:40rem){th,td{padding:.5rem .6rem}}
.verdict{display:inline-block;min-width:4.2rem;text-align:center;border-radius:99px;padding:.1rem .6rem;border:1px solid currentColor;font-size:.82rem}
.fail .verdict{color:var(--brick)}.ok .verdict{color:var(--leaf)}.none .verdict{color:var(--muted)}.fail th{box-shadow:inset 3px 0 var(--brick)}
.plot .t0{fill:var(--base)}.plot .t1{fill:var(--model)}.plot .t2{fill:var(--lamp)}.plot .t3{fill:var(--leaf)}.plot .t4{fill:var(--brick)}
.legend{display:flex;flex-wrap:wrap;gap:.3rem 1.1rem;font-size:.85rem;color:var(--muted);padding:0 .2rem .3rem}.legend .plot{display:inline-block;width:.8em;height:.8em;margin-right:.4em}`;

/** One self-contained HTML page: each check with its value, threshold and advice, and what lies behind them drawn. */
export function qualityReport(health: EventHealth, context: QualityContext): string {
  const title = `Events of ${health.namespace}`;
  const { facts } = health;
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeHtml(title)}</title><style>${style}</style></head>
<body><main>
<p class="over">Vitrine data quality, ${context.madeAt.toISOString().slice(0, 16).replace('T', ' ')} UTC</p>
<h1>${escapeHtml(title)}</h1>
<p class="lead">${verdict(health)}</p>
<dl class="facts">${[
    ['Events', whole(facts.events)],
    ['People', whole(facts.users)],
    ['Items', whole(facts.items)],
    ['From', day(facts.first)],
    ['To', day(facts.last)],
  ]
    .map(([term, value]) => `<div><dt>${term}</dt><dd>${value}</dd></div>`)
    .join('')}</dl>
${checkTable(health)}
${timePlots(health)}
${spreadPlots(health)}
${metaTable(health)}
<h2>Again</h2><pre>${escapeHtml(context.command)}</pre>
</main></body></html>
`;
}

const day = (time: number | null) => (time === null ? '–' : new Date(time).toISOString().slice(0, 10));

function verdict({ checks, failed }: EventHealth): string {
  const measured = checks.filter(({ verdict: found }) => found !== 'none').length;
  if (failed === 0) return `All ${measured} checks that could be made hold.`;
  return `<strong>${failed} of ${measured} checks</strong> ${failed === 1 ? 'is' : 'are'} past ${failed === 1 ? 'its' : 'their'} threshold.`;
}

const verdictWords = { ok: 'holds', fail: 'past it', none: 'no data' } as const;

function checkTable({ checks }: EventHealth): string {
  const order = { fail: 0, ok: 1, none: 2 } as const;
  const rows = [...checks]
    .sort((left, right) => order[left.verdict] - order[right.verdict])
    .map(
      (check) =>
        `<tr class="${check.verdict}"><th scope="row"><b>${check.name}</b>${escapeHtml(check.what)}<span>${escapeHtml(check.sentence)}</span></th><td><span class="verdict">${verdictWords[check.verdict]}</span></td><td>${shownValue(check, check.value)}</td><td>${check.least ? '≥' : '≤'} ${shownValue(check, check.threshold)}</td></tr>`,
    );
  return `<h2>Checks</h2><div class="scroll"><table class="checks"><thead><tr><th scope="col">Check</th><th scope="col">Verdict</th><th scope="col">Value</th><th scope="col">Allowed</th></tr></thead><tbody>${rows.join('\n')}</tbody></table></div>`;
}

const typeNames = ['view', 'click', 'add', 'purchase', 'other'];

function timePlots({ facts }: EventHealth): string {
  const byHour = Array.from({ length: 24 }, () => 0);
  for (const { hour, count } of facts.hours) {
    const at = new Date(hour).getUTCHours();
    byHour[at] = (byHour[at] ?? 0) + count;
  }
  const legend = typeNames.map(
    (name, type) =>
      `<span><svg viewBox="0 0 10 10" class="plot" aria-hidden="true"><rect class="t${type}" width="10" height="10" rx="2"/></svg>${name}</span>`,
  );
  return `<h2>When</h2>
<figure>${dayPlot(facts.hours, 'Events by day and type')}<div class="legend">${legend.join('')}</div><figcaption>Events by day. A white gap is a day without any.</figcaption></figure>
<figure>${barPlot(
    byHour.map((count, hour) => ({ label: `${hour}`, count })),
    { title: 'Events by hour', axisLabel: 'hour of the day, UTC' },
  )}<figcaption>Events by hour of the day, all types. Nights should be low; a flat line is a machine.</figcaption></figure>`;
}

function spreadPlots({ facts, activity }: EventHealth): string {
  const most = facts.categories.slice(0, 20);
  const shelves =
    most.length < 2
      ? ''
      : `<figure>${barPlot(
          most.map(({ category, count }) => ({ label: category || 'none', count })),
          { title: 'Events by category', axisLabel: 'category', lying: true },
        )}<figcaption>Events by category of their item, the ${most.length} largest of ${facts.categories.length}.</figcaption></figure>`;
  const density = facts.users > 0 && facts.items > 0 ? facts.pairs / (facts.users * facts.items) : Number.NaN;
  return `<h2>Who and what</h2>
<p>${whole(facts.users)} people touched ${whole(facts.items)} items in ${whole(facts.pairs)} pairs: a density of ${figure(density * 100, 4)} %. ${whole(facts.usersOfOneEvent)} people have a single event.</p>
<figure>${barPlot(
    activity.map(({ from, users }) => ({ label: from === 1 ? '1' : `${from}–${from * 2 - 1}`, count: users })),
    { title: 'People by number of events', axisLabel: 'events of a person' },
  )}<figcaption>People by how many events they have.</figcaption></figure>
${shelves}`;
}

function metaTable({ facts: { meta, dictionary } }: EventHealth): string {
  if (meta.fields.length === 0) return '';
  const share = (part: number, all: number) => (all === 0 ? '–' : `${figure((part / all) * 100, 1)} %`);
  const rows = meta.fields.map(
    ({ field, valueType, before, since }) =>
      `<tr><th scope="row">${escapeHtml(field)}</th><td>${escapeHtml(valueType)}</td><td>${escapeHtml(dictionary[field] ?? 'not in the dictionary')}</td><td>${share(before, meta.before)}</td><td>${share(since, meta.since)}</td></tr>`,
  );
  return `<h2>Fields of meta</h2><p class="muted">In a sample of ${whole(meta.before + meta.since)} events, before the last week and in it.</p>
<div class="scroll"><table><thead><tr><th scope="col">Field</th><th scope="col">Type</th><th scope="col">Dictionary</th><th scope="col">Before</th><th scope="col">Last week</th></tr></thead><tbody>${rows.join('\n')}</tbody></table></div>`;
}
