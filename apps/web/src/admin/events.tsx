import { useEffect, useState } from 'react';
import type { LoaderFunctionArgs } from 'react-router';
import { useLoaderData, useRevalidator } from 'react-router';
import type { ConsoleEvent } from './console-services.ts';
import { shortId, stamp } from './format.ts';
import { requireConsole } from './require-console.ts';

const SHOWN = 100;
const REFRESH_MS = 2_000;

export async function loader(args: LoaderFunctionArgs) {
  const { console, services } = requireConsole(args, 'events.read');
  const visitor = new URL(args.request.url).searchParams.get('visitor')?.trim() || undefined;
  const events = await console.latestEvents({ limit: SHOWN, visitor });
  return { events, visitor: visitor ?? '', at: services.nowIso };
}

export default function Events() {
  const { events, visitor, at } = useLoaderData<typeof loader>();
  const [live, setLive] = useState(true);
  useRefresh(live);
  return (
    <>
      <h1>Live events</h1>
      <div className="console-tools">
        <form className="fields-line" action="/admin/events">
          <label>
            Visitor
            <input name="visitor" defaultValue={visitor} placeholder="all" />
          </label>
          <button className="button button-quiet button-small">Show</button>
        </form>
        <button
          type="button"
          className="button button-quiet button-small js-only"
          aria-pressed={live}
          onClick={() => setLive(!live)}
        >
          {live ? 'Pause' : 'Go on'}
        </button>
        <p className="console-note">
          {live ? 'Asked anew every 2 seconds.' : 'Paused.'} Last: {stamp(at)} UTC.
        </p>
      </div>
      <div className="table-scroll" tabIndex={0} role="region" aria-label="Events, newest first">
        <table className="grid-table">
          <thead>
            <tr>
              <th scope="col">When (UTC)</th>
              <th scope="col">What</th>
              <th scope="col">Product</th>
              <th scope="col">Where</th>
              <th scope="col" className="num">
                Rank
              </th>
              <th scope="col">Request</th>
              <th scope="col">Visitor</th>
            </tr>
          </thead>
          <tbody>
            {events.map((event) => (
              <tr key={event.id} className="arrived">
                <td className="tabular whitespace-nowrap">{stamp(event.occurredAt)}</td>
                <td>
                  <span className={`kind kind-${event.type}`}>{wordFor(event)}</span>
                </td>
                <td>{event.itemName ?? shortId(event.itemId)}</td>
                <td>{[event.surface, event.widget].filter(Boolean).join(' · ') || '–'}</td>
                <td className="num">{event.rank ?? '–'}</td>
                <td className="mono" title={event.requestId ?? undefined}>
                  {shortId(event.requestId)}
                </td>
                <td className="mono">
                  <a
                    className="link"
                    href={`/admin/why?visitor=${encodeURIComponent(event.visitor)}`}
                    title={event.visitor}
                  >
                    {shortId(event.visitor)}
                  </a>
                </td>
              </tr>
            ))}
            {events.length === 0 ? (
              <tr>
                <td colSpan={7}>Nothing yet. Open the shop in another window and look at something.</td>
              </tr>
            ) : null}
          </tbody>
        </table>
      </div>
    </>
  );
}

/** A custom event without an item or kind is the plain visit of a page. */
function wordFor({ kind, type, itemId }: ConsoleEvent): string {
  return kind ?? (type === 'custom' && !itemId ? 'page' : type);
}

/** Asks again while the tab is in front; without JavaScript the page is simply loaded again by hand. */
function useRefresh(live: boolean): void {
  const { revalidate, state } = useRevalidator();
  useEffect(() => {
    if (!live || state !== 'idle') return undefined;
    const timer = setTimeout(() => {
      if (document.visibilityState === 'visible') void revalidate();
    }, REFRESH_MS);
    return () => clearTimeout(timer);
  }, [live, state, revalidate]);
}
