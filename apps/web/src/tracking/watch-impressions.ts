import type { Place } from './read-place.ts';
import { readPlace } from './read-place.ts';

const SHARE_SEEN = 0.5;
const SEEN_FOR_MS = 1_000;

/**
 * Reports an item once per widget and page view, after half of its card has been on the screen for a second without a
 * break, in a tab that is in front. Returns a function that stops watching.
 */
export function watchImpressions(root: ParentNode, report: (place: Place) => void): () => void {
  const done = new Set<string>();
  const timers = new Map<Element, ReturnType<typeof setTimeout>>();
  const stopTimer = (element: Element) => {
    clearTimeout(timers.get(element));
    timers.delete(element);
  };
  const seen = (element: Element) => {
    timers.delete(element);
    if (document.visibilityState !== 'visible') return;
    const place = readPlace(element);
    if (!place) return;
    observer.unobserve(element);
    const key = `${place.meta.widget}|${place.meta.request_id}|${place.itemId}`;
    if (done.has(key)) return;
    done.add(key);
    report(place);
  };
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting, intersectionRatio } of entries) {
        stopTimer(target);
        if (isIntersecting && intersectionRatio >= SHARE_SEEN)
          timers.set(target, setTimeout(seen, SEEN_FOR_MS, target));
      }
    },
    { threshold: [0, SHARE_SEEN] },
  );
  const watchAll = () => {
    for (const card of root.querySelectorAll('[data-widget] [data-item-id]')) observer.observe(card);
  };
  const onVisibility = () => {
    for (const element of timers.keys()) stopTimer(element);
    if (document.visibilityState !== 'visible') return;
    observer.disconnect();
    watchAll();
  };
  watchAll();
  document.addEventListener('visibilitychange', onVisibility);
  return () => {
    observer.disconnect();
    for (const element of timers.keys()) stopTimer(element);
    document.removeEventListener('visibilitychange', onVisibility);
  };
}
