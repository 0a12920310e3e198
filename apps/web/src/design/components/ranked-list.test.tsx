import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { aCard } from '../../fixtures/a-product.ts';
import { presentCard } from '../present-card.ts';
import { RankedList } from './ranked-list.tsx';

describe('WEB-4 a ranked list', () => {
  it('keeps the line of the brand for a thing without one, so that its name and its reason stand apart', () => {
    const place = document.createElement('div');
    const card = presentCard(aCard({ brand: null }), { locale: 'en' });
    const view = { surface: 'trending', requestId: null, title: 'Trending', why: 'Often looked at.', personal: false };
    const entries = [{ card, rank: 1, why: 'Looked at more than before.' }];
    place.innerHTML = renderToStaticMarkup(<RankedList view={{ ...view, entries }} widget="trending" />);
    expect(place.querySelector('.card-brand')?.textContent).toBe('\u00a0');
  });
});
