import { beforeEach, describe, expect, it } from 'vitest';
import { readPlace } from './read-place.ts';
import { rememberClick, takeCause } from './remembered-click.ts';

beforeEach(() => {
  sessionStorage.clear();
  document.body.innerHTML = `
    <section data-surface="home" data-widget="picked-for-you" data-request-id="r1">
      <article data-item-id="p1" data-rank="4"><a id="in" href="/products/p1">A</a></article>
    </section>
    <ul data-surface="listing" data-widget="grid"><li data-item-id="p2"><a id="grid" href="/products/p2">B</a></li></ul>
    <article data-item-id="p3"><a id="out" href="/">C</a></article>`;
});

const placeOf = (id: string) => readPlace(document.querySelector(`#${id}`) as Element);

describe('EVT-2 where an item stands', () => {
  it('reads surface, widget, request and rank of a recommended card', () => {
    expect(placeOf('in')).toEqual({
      itemId: 'p1',
      meta: { surface: 'home', widget: 'picked-for-you', recommended: true, request_id: 'r1', rank: 4 },
    });
  });

  it('calls a card without a request not recommended', () => {
    expect(placeOf('grid')?.meta).toEqual({ surface: 'listing', widget: 'grid', recommended: false });
  });

  it('reads nothing outside of a widget', () => {
    expect(placeOf('out')).toBeNull();
  });

  it('hands the cause of a product view on once, and only for that product', () => {
    const place = placeOf('in');
    if (place) rememberClick(place);
    expect(takeCause('another')).toBeUndefined();
    if (place) rememberClick(place);
    expect(takeCause('p1')?.request_id).toBe('r1');
    expect(takeCause('p1')).toBeUndefined();
  });
});
