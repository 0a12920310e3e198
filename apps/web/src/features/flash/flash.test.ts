// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { flash, readFlash } from './index.ts';

const shown = (setCookie: string) =>
  readFlash(new Request('https://shop.example/', { headers: { cookie: `a=b; ${setCookie.split(';')[0]}` } }));

describe('WEB-3 toasts', () => {
  it('carry a message over a redirect', () => {
    expect(shown(flash('Put in your cart; well done'))).toEqual({ tone: 'done', text: 'Put in your cart; well done' });
    const link = { href: '/cart', label: 'To the cart' };
    expect(shown(flash({ tone: 'error', text: 'No', link }))).toEqual({ tone: 'error', text: 'No', link });
  });

  it('are cut without breaking a character in two', () => {
    expect(shown(flash(`${'x'.repeat(299)}😀`))?.text).toBe('x'.repeat(299));
  });

  it.each(['%', '{}', 'null', '%7B%22text%22%3A5%7D', '"x"'])('take the cookie %s for none', (value) => {
    expect(shown(`vitrine_flash=${value}`)).toBeNull();
  });

  it('lead nowhere else', () => {
    const forged = encodeURIComponent(JSON.stringify({ text: 'Win', link: { href: '//evil.example', label: 'Here' } }));
    expect(shown(`vitrine_flash=${forged}`)).toEqual({ tone: 'done', text: 'Win' });
  });
});
