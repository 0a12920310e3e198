import type { LoaderFunctionArgs } from 'react-router';
import { useLoaderData } from 'react-router';
import { Notice } from '../design/components/notice.tsx';
import { pageText } from '../language/index.ts';
import { whySentence } from '../surfaces/why-sentence.ts';
import type { VisitorWhy } from './console-services.ts';
import { shortId, stamp } from './format.ts';
import { requireConsole } from './require-console.ts';

const SURFACES = ['home', 'trending', 'recently-viewed', 'pdp-similar'];

export async function loader(args: LoaderFunctionArgs) {
  const { console } = requireConsole(args, 'events.read');
  const search = new URL(args.request.url).searchParams;
  const visitor = search.get('visitor')?.trim() ?? '';
  const asked = search.get('surface') ?? 'home';
  const surface = SURFACES.includes(asked) ? asked : 'home';
  const why = visitor === '' ? null : await console.whyVisitor({ visitor, surface });
  return { visitor, surface, why };
}

export default function Why() {
  const { visitor, surface, why } = useLoaderData<typeof loader>();
  return (
    <>
      <h1>Why this, for one visitor</h1>
      <form className="fields-line" action="/admin/why">
        <label>
          Visitor or customer id
          <input name="visitor" defaultValue={visitor} required size={38} />
        </label>
        <label>
          Surface
          <select name="surface" defaultValue={surface}>
            {SURFACES.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        </label>
        <button className="button button-small">Explain</button>
      </form>
      {visitor === '' ? <p className="console-note">Take an id from the live events, or from a customer.</p> : null}
      {visitor !== '' && !why ? (
        <Notice>Nothing is known of “{visitor}”. Check the id, or let the visitor look at something first.</Notice>
      ) : null}
      {why ? <Explanation why={why} /> : null}
    </>
  );
}

function Explanation({ why }: { why: VisitorWhy }) {
  const parts = [...new Set(why.items.flatMap((item) => Object.keys(item.parts)))];
  return (
    <>
      <p className="console-note">
        Answer of {why.modelVersion} on {why.surface}. The parts of a line sum to its score.
      </p>
      <h2>What it would show</h2>
      <div className="table-scroll" tabIndex={0} role="region" aria-label="Items with the parts of their score">
        <table className="grid-table">
          <thead>
            <tr>
              <th scope="col" className="num">
                Rank
              </th>
              <th scope="col">Product</th>
              <th scope="col">Because</th>
              <th scope="col" className="num">
                Score
              </th>
              {parts.map((part) => (
                <th scope="col" className="num" key={part}>
                  {part}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {why.items.map((item) => (
              <tr key={item.itemId}>
                <td className="num">{item.rank}</td>
                <th scope="row">{item.itemName ?? shortId(item.itemId)}</th>
                <td>{becauseWords(item)}</td>
                <td className="num">{item.score.toFixed(4)}</td>
                {parts.map((part) => (
                  <td className="num" key={part}>
                    {item.parts[part]?.toFixed(4) ?? '–'}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <h2>What it knows</h2>
      <div className="table-scroll" tabIndex={0} role="region" aria-label="Recent events of this visitor">
        <table className="grid-table">
          <thead>
            <tr>
              <th scope="col">When (UTC)</th>
              <th scope="col">What</th>
              <th scope="col">Product</th>
            </tr>
          </thead>
          <tbody>
            {why.recent.map((event) => (
              <tr key={`${event.occurredAt}-${event.itemId}-${event.type}`}>
                <td className="tabular">{stamp(event.occurredAt)}</td>
                <td>
                  <span className={`kind kind-${event.type}`}>{event.type}</span>
                </td>
                <td>{event.itemName ?? shortId(event.itemId)}</td>
              </tr>
            ))}
            {why.recent.length === 0 ? (
              <tr>
                <td colSpan={3}>No events: this is what a stranger sees.</td>
              </tr>
            ) : null}
          </tbody>
        </table>
      </div>
    </>
  );
}

/** The sentence that the visitor reads under "Why this?", or the reasons where there is no sentence. */
function becauseWords({ because, becauseName, reasons }: VisitorWhy['items'][number]): string {
  return (
    whySentence(because ?? undefined, () => becauseName ?? undefined, pageText('en')) ?? (reasons.join(', ') || '–')
  );
}
