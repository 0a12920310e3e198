import { describe, expect, it } from 'vitest';
import { noBuying } from '../../fixtures/no-buying.ts';
import type { AddRequest, BuyServices } from '../../services/buy-services.ts';
import { changeCart } from './change-cart.ts';
import { keepOrderToken, readOrderTokens } from './order-tokens.ts';
import { readCause } from './read-cause.ts';

const form = (fields: Record<string, string>) => {
  const made = new FormData();
  for (const [name, value] of Object.entries(fields)) made.append(name, value);
  return made;
};

describe('EVT-3 what led to a purchase', () => {
  it('is read from the fields of a form, and what cannot be one is left out', () => {
    expect(readCause(form({ surface: 'home', widget: 'home-picks', request_id: 'r-1', rank: '3' }))).toEqual({
      surface: 'home',
      widget: 'home-picks',
      requestId: 'r-1',
      rank: 3,
      recommended: true,
    });
    expect(readCause(form({ surface: 'pdp', widget: '', request_id: '<x>', rank: '-1' }))).toEqual({
      surface: 'pdp',
      widget: null,
      requestId: null,
      rank: null,
      recommended: false,
    });
    expect(readCause(form({ rank: '1' }))).toBeNull();
  });
});

describe('ORD-1 a form of the basket', () => {
  it('asks for the kind that its options mean, and leads back with a word', async () => {
    const asked: AddRequest[] = [];
    const cart: BuyServices['cart'] = {
      ...noBuying().cart,
      add: async (request) => {
        asked.push(request);
        return { ok: false, error: { code: 'cart.choose_sku', slug: 'jug' } };
      },
    };
    const fields = {
      intent: 'add',
      product: 'p-1',
      'option:Size': 'L',
      quantity: '2',
      back: '//evil.example',
      key: 'a-form-key',
    };
    const changed = await changeCart({ buy: noBuying({ cart }), locale: 'en' }, form(fields));
    expect(asked).toMatchObject([{ productId: 'p-1', options: { Size: 'L' }, quantity: 2, formKey: 'a-form-key' }]);
    expect(changed.to).toBe('/products/jug#buy');
    expect(decodeURIComponent(changed.cookie ?? '')).toContain('There are several kinds');
  });
});

describe('ORD-3 orders of a browser', () => {
  // A browser's own Request lets nobody set its cookies.
  const request = (cookie: string) =>
    ({ url: 'https://shop.example/orders', headers: { get: () => cookie } }) as unknown as Request;
  const [one, two] = ['a'.repeat(32), 'b'.repeat(32)];

  it('are known by their tokens, the newest first, each once and no more than a dozen', () => {
    expect(readOrderTokens(request(`vitrine_orders=${one}.x.${two}`))).toEqual([one, two]);
    expect(keepOrderToken(request(`vitrine_orders=${one}.${two}`), two)).toMatch(
      new RegExp(`^vitrine_orders=${two}\\.${one}; .*HttpOnly; Secure$`),
    );
    const many = Array.from({ length: 20 }, (_, n) => String(n).padStart(32, 'c')).join('.');
    expect(readOrderTokens(request(`vitrine_orders=${many}`))).toHaveLength(12);
  });
});
