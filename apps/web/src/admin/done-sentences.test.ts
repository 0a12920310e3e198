import { describe, expect, it } from 'vitest';
import { readDone, withDone } from './done-sentences.ts';

describe('OPS-7 what an address of the console may say was done', () => {
  const read = (path: string) => readDone(new URL(path, 'https://shop.example').searchParams);

  it.each([
    'Saved.',
    'There are -3 now.',
    '4 changes at 2 products.',
    '1 picture added.',
    '12 values are back.',
  ] as const)('shows "%s"', (sentence) => {
    expect(read(withDone('/admin/stock?level=low', sentence))).toBe(sentence);
  });

  it.each([
    'Your session is over. Sign in at https://evil.example',
    'Saved. <b>Call 0800 12345</b>',
    'There are # now.#',
    'There are many now.',
    '',
  ])('shows nothing for "%s"', (text) => {
    expect(read(`/admin/stock?done=${encodeURIComponent(text)}`)).toBeNull();
  });
});
