// @vitest-environment node
import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { UNSAFE_DataRouterStateContext as RouterState } from 'react-router';
import { describe, expect, it } from 'vitest';
import { Footer } from '../design/components/footer.tsx';
import { Navbar } from '../design/components/navbar.tsx';
import { ProductCard } from '../design/components/product-card.tsx';
import { presentCard } from '../design/present-card.ts';
import type { Frame } from '../features/frame/load-frame.ts';
import { aCard } from '../fixtures/a-product.ts';
import { DrawContext, Kept } from './kept.tsx';

const card = presentCard(aCard({ id: 'p1' }), { locale: 'en' });
const categories = [{ slug: 'lamps', name: 'Lamps', count: 3, children: [] }];

/** Somebody about whom everything is known. */
const ada: Frame = {
  categories,
  theme: 'dark',
  path: '/search?q=adas-words',
  origin: 'https://shop.example',
  locale: 'en',
  letter: 'ada@example.com',
  search: 'adas-words',
  sessionId: 'adas-session-0001',
  consent: 'full',
  consentChosen: true,
  isAdmin: true,
  signedIn: true,
  cartCount: 77,
  wishes: ['p1'],
  elsewhere: [],
  flash: { tone: 'done', text: 'Welcome, Ada' },
};
const stranger: Frame = {
  ...ada,
  theme: 'auto',
  path: '/',
  letter: null,
  search: '',
  sessionId: null,
  consent: 'none',
  consentChosen: false,
  isAdmin: false,
  signedIn: false,
  cartCount: 0,
  wishes: [],
  flash: null,
};

function page(frame: Frame, why?: string): string {
  const state = { loaderData: { root: frame } } as never;
  return renderToStaticMarkup(
    <RouterState.Provider value={state}>
      <DrawContext.Provider value={renderToStaticMarkup}>
        <Navbar frame={frame} />
        <ProductCard card={card} row="picked" addForm="add" why={why} />
        <Footer frame={frame} />
      </DrawContext.Provider>
    </RouterState.Provider>,
  );
}

describe('WEB-7 pieces that are drawn once for everybody', () => {
  it('show a stranger nothing of who came before, whoever was first', () => {
    const alone = page({ ...stranger, categories: [...categories] });
    const before = page(ada, 'Because you looked at the Lund lamp.');
    expect(before).toContain('Lund lamp');
    expect(before).toMatch(/aria-pressed="true"/);
    const after = page(stranger);
    expect(after).toBe(alone);
    expect(after).not.toMatch(/ada|Lund|href="\/admin"|77/i);
    expect(after).toMatch(/aria-pressed="false" aria-label="Arden kettle on the wishlist"/);
    expect(page(ada, 'Because you looked at the Lund lamp.')).toBe(before);
  });

  it('are drawn for each language, even of the same things', () => {
    page(stranger);
    const german = page({ ...stranger, locale: 'de' });
    expect(german).toContain('href="/de/categories/lamps"');
    expect(german).not.toContain('href="/categories/lamps"');
  });

  it('know of the page they stand in its language alone', () => {
    const state = { loaderData: { root: ada } } as never;
    let seen: unknown;
    renderToStaticMarkup(
      <RouterState.Provider value={state}>
        <DrawContext.Provider
          value={(element) => {
            seen = (element.props as { value: unknown }).value;
            return renderToStaticMarkup(element);
          }}
        >
          <Navbar frame={{ ...ada, categories: [...categories] }} />
        </DrawContext.Provider>
      </RouterState.Provider>,
    );
    expect(seen).toEqual({ loaderData: { root: { locale: 'en' } } });
  });
});

describe('OPS-13 pieces that are drawn once', () => {
  it('are let go of when so many others are asked for that they would fill the memory', () => {
    let draws = 0;
    const draw = (element: ReactElement) => {
      draws += 1;
      return renderToStaticMarkup(element);
    };
    const show = (of: object, text: string) =>
      renderToStaticMarkup(
        <DrawContext.Provider value={draw}>
          <Kept as="div" of={of} how="">
            <p>{text}</p>
          </Kept>
        </DrawContext.Provider>,
      );
    const shown = {};
    expect([show(shown, 'a lamp'), show(shown, 'a lamp')]).toEqual(Array(2).fill('<div><p>a lamp</p></div>'));
    expect(draws).toBe(1);
    const others = Array.from({ length: 10 }, () => ({}));
    for (const other of others) show(other, 'x'.repeat(1_000_000));
    draws = 0;
    show(shown, 'a lamp');
    expect(draws).toBe(1);
  });
});
