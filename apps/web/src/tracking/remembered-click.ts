import type { Place } from './read-place.ts';

const KEY = 'vitrine-last-click';
/** What led to the products opened in this visit, by product: what is put in later names the same cause. */
const CAUSES = 'vitrine-causes';
const MOST_CAUSES = 50;

type Cause = Place['meta'];

/** Keeps the last click on a recommended card, so that the product view it causes can name its cause. */
export function rememberClick(place: Place): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(place));
  } catch {
    // Storage may be refused; the view is then recorded without its cause.
  }
}

/** The cause of this product view, once; undefined when the page was reached another way. */
export function takeCause(itemId: string): Cause | undefined {
  try {
    const stored: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? 'null');
    sessionStorage.removeItem(KEY);
    const place = stored as Place | null;
    const cause = place?.itemId === itemId && place.meta.recommended ? place.meta : undefined;
    if (cause) keepCause(itemId, cause);
    return cause;
  } catch {
    return undefined;
  }
}

/** What led to a product in this visit, however often it was opened since; undefined when nothing recommended it. */
export function causeOf(itemId: string): Cause | undefined {
  try {
    const last = JSON.parse(sessionStorage.getItem(KEY) ?? 'null') as Place | null;
    if (last?.itemId === itemId && last.meta.recommended) return last.meta;
    return readCauses().find(([id]) => id === itemId)?.[1];
  } catch {
    return undefined;
  }
}

function readCauses(): [string, Cause][] {
  return JSON.parse(sessionStorage.getItem(CAUSES) ?? '[]') as [string, Cause][];
}

function keepCause(itemId: string, cause: Cause): void {
  const others = readCauses().filter(([id]) => id !== itemId);
  sessionStorage.setItem(CAUSES, JSON.stringify([[itemId, cause], ...others].slice(0, MOST_CAUSES)));
}
