import type { Place } from './read-place.ts';

const KEY = 'vitrine-last-click';

/** Keeps the last click on a recommended card, so that the product view it causes can name its cause. */
export function rememberClick(place: Place): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(place));
  } catch {
    // Storage may be refused; the view is then recorded without its cause.
  }
}

/** The cause of this product view, once; undefined when the page was reached another way. */
export function takeCause(itemId: string): Place['meta'] | undefined {
  try {
    const stored: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? 'null');
    sessionStorage.removeItem(KEY);
    const place = stored as Place | null;
    return place?.itemId === itemId && place.meta.recommended ? place.meta : undefined;
  } catch {
    return undefined;
  }
}
