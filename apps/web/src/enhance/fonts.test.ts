import { afterEach, describe, expect, it } from 'vitest';
import { startFonts } from './fonts.ts';

const frames = () =>
  new Promise<void>((resolve) =>
    requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(() => resolve()))),
  );

afterEach(() => {
  document.head.innerHTML = '';
});

describe('WEB-7 the letters of a first page', () => {
  it('are asked for only after everything else has come', async () => {
    document.head.innerHTML = '<link rel="alternate stylesheet" href="/letters.css" data-letters disabled>';
    const link = document.querySelector('link') as HTMLLinkElement;
    Object.defineProperty(document, 'readyState', { value: 'interactive', configurable: true });
    startFonts();
    await frames();
    expect(link.hasAttribute('disabled')).toBe(true);
    window.dispatchEvent(new Event('load'));
    expect(link.hasAttribute('disabled')).toBe(true);
    await frames();
    expect(link.hasAttribute('disabled')).toBe(false);
  });

  it('stay as they are on a later page, which has them from the start', async () => {
    document.head.innerHTML = '<link rel="alternate stylesheet" href="/letters.css">';
    const before = document.head.innerHTML;
    startFonts();
    window.dispatchEvent(new Event('load'));
    await frames();
    expect(document.head.innerHTML).toBe(before);
  });
});
