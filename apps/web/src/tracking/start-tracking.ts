import { createEventBuffer } from './event-buffer.ts';
import type { Place } from './read-place.ts';
import { readPlace } from './read-place.ts';
import { rememberClick, takeCause } from './remembered-click.ts';
import type { TrackedEvent, TrackedMeta } from './tracked-event.ts';
import { watchImpressions } from './watch-impressions.ts';

const ADDRESS = '/api/interactions';

export interface TrackingStart {
  /** The visit; null when the server fills it in. */
  sessionId: string | null;
}

/** What runs while a page is noted. */
export interface Tracking {
  /** Part of the page was exchanged: notes the view of the new address, if it is one, and watches what came in. */
  pageChanged(): void;
}

/** Starts noting one page: its view, what is really seen and what is clicked. */
export function startTracking({ sessionId }: TrackingStart): Tracking {
  const buffer = createEventBuffer({
    send: sendBatch,
    beacon: (batch) =>
      navigator.sendBeacon(ADDRESS, new Blob([JSON.stringify({ events: batch })], { type: 'application/json' })),
    setTimer: (work, delayMs) => window.setTimeout(work, delayMs),
    clearTimer: (timer) => window.clearTimeout(timer),
  });
  const referrer = document.referrer.split(/[?#]/)[0] ?? '';
  const note = (type: TrackedEvent['type'], itemId: string | undefined, meta: TrackedMeta) =>
    buffer.add({
      type,
      ...(itemId === undefined ? {} : { item_id: itemId }),
      value: 1,
      ts: new Date().toISOString(),
      source_event_id: newEventId(),
      meta: { ...meta, ...(sessionId ? { session_id: sessionId } : {}), ...(referrer ? { referrer } : {}) },
    });

  let address = location.href;
  const watch = () =>
    watchImpressions(document, (place) => note('view', place.itemId, { ...place.meta, kind: 'impression' }));
  const noteAddress = () => {
    notePageView(note);
    noteSearch(note);
  };
  noteAddress();
  let stopWatching = watch();
  noteClicks(note);
  handOnWhenLeaving(() => buffer.leave());
  return {
    pageChanged() {
      if (address !== location.href) {
        address = location.href;
        noteAddress();
      }
      stopWatching();
      stopWatching = watch();
    },
  };
}

function noteClicks(note: Note): void {
  const onClick = (event: MouseEvent) => {
    const link = event.target instanceof Element ? event.target.closest('a[href]') : null;
    const place = link && readPlace(link);
    if (!link || !place || event.button > 1) return;
    rememberClick(place);
    note('click', place.itemId, { ...place.meta, ...linkFacts(link) });
  };
  document.addEventListener('click', onClick, true);
  document.addEventListener('auxclick', onClick, true);
}

function handOnWhenLeaving(leave: () => void): void {
  window.addEventListener('pagehide', leave);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') leave();
  });
}

/** A random UUID; `randomUUID` itself is missing on plain-http addresses other than localhost. */
function newEventId(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

type Note = (type: TrackedEvent['type'], itemId: string | undefined, meta: TrackedMeta) => void;

/** A product's page is a view of the product, with its cause; any other page is a plain visit without an item. */
function notePageView(note: Note): void {
  const page = location.pathname;
  const product = document.querySelector('[data-page="product"]');
  const itemId = product?.getAttribute('data-item-id');
  if (!itemId) return note('custom', undefined, { surface: surfaceOf(page), page });
  const cause: Partial<Place['meta']> = takeCause(itemId) ?? {};
  const sku = product?.getAttribute('data-sku');
  return note('view', itemId, { ...cause, surface: 'pdp', page, ...(sku ? { sku } : {}) });
}

let lastSearch = '';

/** What was searched for and how many things were found, once a text: another page or filter of it is no new search. */
function noteSearch(note: Note): void {
  const found = document.querySelector<HTMLElement>('[data-search]');
  const text = found?.dataset['search'] ?? '';
  if (text === '' || text === lastSearch) return;
  lastSearch = text;
  note('custom', undefined, {
    surface: 'search',
    kind: 'search',
    text: text.slice(0, 200),
    hits: Number(found?.dataset['hits'] ?? 0),
    page: location.pathname,
  });
}

function surfaceOf(path: string): string {
  const plain = path.replace(/^\/de(?=\/|$)/, '') || '/';
  if (plain === '/') return 'home';
  if (plain.startsWith('/search')) return 'search';
  return /^\/(?:categories|brands|collections)\//.test(plain) ? 'listing' : 'page';
}

function linkFacts(link: Element): Pick<TrackedMeta, 'href' | 'text'> {
  return {
    href: (link.getAttribute('href') ?? '').slice(0, 500),
    text: (link.textContent ?? '').replaceAll(/\s+/g, ' ').trim().slice(0, 200),
  };
}

/** 4xx means the batch itself is wrong: trying again would only repeat it. */
async function sendBatch(batch: readonly TrackedEvent[]): Promise<'stored' | 'refused' | 'failed'> {
  try {
    const response = await fetch(ADDRESS, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ events: batch }),
      keepalive: true,
    });
    if (response.ok) return 'stored';
    return response.status === 429 || response.status >= 500 ? 'failed' : 'refused';
  } catch {
    return 'failed';
  }
}
