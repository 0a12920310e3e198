import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { start } from './suggest.ts';

/** Answers what was asked for when the test says so. */
let answers: (() => void)[] = [];

beforeEach(() => {
  answers = [];
  vi.stubGlobal('fetch', (address: URL) => {
    const phrases = ['p', 'q'].map((end) => `${address.searchParams.get('q') ?? ''}${end}`);
    return new Promise<Response>((resolve) => {
      answers.push(() => resolve(Response.json({ products: [], categories: [], brands: [], phrases })));
    });
  });
  document.body.innerHTML = `<form action="/search" data-suggest="http://shop.example/api/products/suggestions">
    <input name="q"><ul role="listbox" id="lines" hidden></ul><p data-suggest-status></p></form>`;
  start(document);
});
afterEach(() => vi.unstubAllGlobals());

const field = (): HTMLInputElement => document.querySelector('input') ?? document.createElement('input');
const lines = () => [...document.querySelectorAll('[role=option]')].map(({ textContent }) => textContent);
const isOpen = () => field().getAttribute('aria-expanded') === 'true';
const press = (key: string) => field().dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));

/** Types and waits until it was asked for. */
async function type(text: string): Promise<void> {
  const { length } = answers;
  field().focus();
  field().value = text;
  field().dispatchEvent(new Event('input', { bubbles: true }));
  await expect.poll(() => answers.length).toBe(length + 1);
}

describe('WEB-2 suggestions', () => {
  it('name no chosen line once other lines took its place', async () => {
    await type('la');
    answers[0]?.();
    await expect.poll(isOpen).toBe(true);
    press('ArrowDown');
    expect(field().getAttribute('aria-activedescendant')).toBe('suggestion-0');
    await type('lam');
    answers[1]?.();
    await expect.poll(lines).toEqual(['lamp', 'lamq']);
    expect(field().hasAttribute('aria-activedescendant')).toBe(false);
  });

  it('stay away after Escape, also when an answer comes later', async () => {
    await type('la');
    answers[0]?.();
    await expect.poll(isOpen).toBe(true);
    await type('lam');
    press('Escape');
    answers[1]?.();
    await expect.poll(lines).toEqual(['lamp', 'lamq']);
    expect(isOpen()).toBe(false);
  });
});
