import type { ChampionNotes } from './console-services.ts';
import { count, plural } from './format.ts';

function days(n: number): string {
  return `${n} ${plural(n, 'day')}`;
}

/** The sentences under the heading: how the weights were found, and what time does to them. */
function storyOf({ judged, tried, trend, recencyHalfLifeDays }: ChampionNotes): string {
  return [
    judged === null
      ? 'Nothing was measured before it was mixed: every part counts the same.'
      : `${tried === null ? 'Mixtures' : `${count(tried)} mixtures`} were tried on what ${count(judged.people)} people did last; the best reaches an NDCG@20 of ${judged.ndcg.toFixed(4)} there.`,
    trend === null
      ? ''
      : `What sold well in the last ${days(trend.days)} is lifted (to the power of ${trend.exponent}).`,
    recencyHalfLifeDays === null ? '' : `What a visitor did counts half after ${days(recencyHalfLifeDays)}.`,
  ]
    .filter(Boolean)
    .join(' ');
}

/** Parts first, then what was left out with the reason. */
function rowsOf({ parts, leftOut }: ChampionNotes) {
  const unused = 'Left out: the mixture is no better with it.';
  return [
    ...parts.map((part) => ({ ...part, why: part.weight === 0 ? unused : null })),
    ...leftOut.map(({ name, reason }) => ({ name, weight: 0, alone: null, why: `Left out: ${reason}.` })),
  ];
}

/** What the mixture that answers is made of, what was left out of it and why, and how it was found. */
export function ChampionSection({ notes }: { notes: ChampionNotes }) {
  return (
    <section aria-labelledby="champion-parts">
      <h2 id="champion-parts">What answers now</h2>
      <p className="console-note">
        <span className="mono">{notes.version}</span> is a mixture. {storyOf(notes)}
      </p>
      <div className="table-scroll" tabIndex={0} role="region" aria-label="Parts of the mixture">
        <table className="grid-table">
          <thead>
            <tr>
              <th scope="col">Part</th>
              <th scope="col" className="num">
                Weight
              </th>
              <th scope="col" className="num">
                Alone, NDCG@20
              </th>
            </tr>
          </thead>
          <tbody>
            {rowsOf(notes).map(({ name, weight, alone, why }) => (
              <tr key={name}>
                <th scope="row">
                  {name}
                  {why === null ? null : <p className="console-note">{why}</p>}
                </th>
                <td className="num">{weight === 0 ? '–' : weight.toFixed(2).replace('-', '−')}</td>
                <td className="num">{alone?.toFixed(4) ?? '–'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {notes.path.length === 0 ? null : (
        <details className="console-steps">
          <summary>How it was found, step by step</summary>
          <ol className="console-note">
            {notes.path.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
        </details>
      )}
    </section>
  );
}
