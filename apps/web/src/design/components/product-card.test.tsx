import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { aCard } from '../../fixtures/a-product.ts';
import type { ProductCard as Card } from '../../services.ts';
import { presentCard } from '../present-card.ts';
import { ProductCard } from './product-card.tsx';

function draw(given: Partial<Card> = {}, why?: string): HTMLElement {
  const place = document.createElement('div');
  const card = presentCard(aCard(given), { locale: 'en' });
  place.innerHTML = renderToStaticMarkup(<ProductCard card={card} rank={3} why={why} row="picked" />);
  return place;
}

describe('WEB-1 product card', () => {
  it('is one link and says id and rank for tracking', () => {
    const card = draw();
    expect(card.querySelectorAll('a')).toHaveLength(1);
    expect(card.querySelector('a')?.getAttribute('href')).toBe('/products/kettle-p1');
    expect(card.querySelector('article')?.getAttribute('data-item-id')).toBe('p1');
    expect(card.querySelector('article')?.getAttribute('data-rank')).toBe('3');
  });

  it('strikes the price before only when it was higher', () => {
    expect(draw({ compareAtMinor: 5900 }).querySelector('s')?.textContent).toContain('€59.00');
    expect(draw({ compareAtMinor: 4900 }).querySelector('s')).toBeNull();
  });

  it.each([
    [{ stockLeft: 1 }, 'The last one'],
    [{ stockLeft: 4 }, 'Only 4 left'],
    [{ available: false }, 'Sold out for now'],
    [{}, undefined],
  ])('mentions stock only when it matters: %j', (given, expected) => {
    expect(draw(given).querySelector('.stock-note')?.textContent).toBe(expected);
  });

  it('formats money by the digits of its currency', () => {
    expect(presentCard(aCard({ priceMinor: 4900, currency: 'JPY' }), { locale: 'en' }).price).toContain('4,900');
  });

  it('sets the size of its picture, so nothing moves (WEB-3)', () => {
    const image = draw().querySelector('img');
    expect([image?.getAttribute('width'), image?.getAttribute('height')]).toEqual(['640', '800']);
  });

  it('offers "Why this?" only with a sentence (REC-17)', () => {
    expect(draw().querySelector('.why-button')).toBeNull();
    const card = draw({}, 'Because you looked at the Lund lamp.');
    const target = card.querySelector('.why-button')?.getAttribute('popovertarget');
    expect(card.querySelector(`#${target}`)?.textContent).toContain('Because you looked at the Lund lamp.');
  });

  it('has a heart of its own, outside of its one link (WEB-1)', () => {
    const heart = draw().querySelector('.card-wish');
    expect([heart?.getAttribute('form'), heart?.getAttribute('name'), heart?.getAttribute('value')]).toEqual([
      'wishing',
      'product',
      'p1',
    ]);
    expect(heart?.getAttribute('aria-pressed')).toBe('false');
    expect(heart?.closest('a')).toBeNull();
  });

  it('writes hostile names as text', () => {
    expect(draw({ name: '<img src=x onerror=alert(1)>' }).querySelectorAll('img')).toHaveLength(1);
  });
});
