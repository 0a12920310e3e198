import type { TrackedMeta } from './tracked-event.ts';

/** Where an item stands: what the attributes of its card and its widget say. */
export interface Place {
  itemId: string;
  meta: Pick<TrackedMeta, 'surface' | 'widget' | 'recommended' | 'request_id' | 'rank'>;
}

/** Reads the place of an element inside a widget; null outside of one or without an item. */
export function readPlace(element: Element): Place | null {
  const card = element.closest('[data-item-id]');
  const widget = card?.closest('[data-widget]');
  const itemId = card?.getAttribute('data-item-id');
  if (!card || !widget || !itemId) return null;
  const requestId = widget.getAttribute('data-request-id');
  const rank = Number(card.getAttribute('data-rank'));
  return {
    itemId,
    meta: {
      surface: widget.getAttribute('data-surface') ?? 'page',
      widget: widget.getAttribute('data-widget') ?? 'unknown',
      recommended: requestId !== null,
      ...(requestId === null ? {} : { request_id: requestId }),
      ...(rank > 0 ? { rank } : {}),
    },
  };
}
