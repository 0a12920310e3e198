import { describe, expect, it } from 'vitest';
import { cutLocale, withLocale } from './locale.ts';
import { messagesOf } from './messages/index.ts';
import { pageText } from './page-text.ts';

/** Every message of a language by its path; functions are called with what is a word and a number. */
function said(value: unknown, path = ''): [string, string][] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value === 'function') return [[path, String((value as (...args: unknown[]) => unknown)('2', '2', '2'))]];
  return Object.entries(value as object).flatMap(([key, inner]) => said(inner, `${path}.${key}`));
}

describe('WEB-2 languages', () => {
  it.each([
    ['/de', 'de', '/'],
    ['/de/cart?x=1', 'de', '/cart?x=1'],
    ['/de?under=50', 'de', '/?under=50'],
    ['/design', 'en', '/design'],
    ['/', 'en', '/'],
  ])('takes the language off %s', (address, locale, path) => {
    expect(cutLocale(address)).toEqual({ locale, path });
  });

  it.each([
    ['/', '/de'],
    ['/?under=50', '/de?under=50'],
    ['/cart', '/de/cart'],
    ['/de/cart', '/de/cart'],
    ['/admin/events', '/admin/events'],
    ['/api/products', '/api/products'],
    ['/account', '/de/account'],
    ['//evil.example', '//evil.example'],
    ['https://elsewhere.example/', 'https://elsewhere.example/'],
  ])('leads %s to %s in German, however often', (path, expected) => {
    expect(withLocale(path, 'de')).toBe(expected);
    expect(withLocale(withLocale(path, 'de'), 'de')).toBe(expected);
    expect(withLocale(path, 'en')).toBe(path);
  });

  it('says the same things in both languages', () => {
    const [english, german] = [said(messagesOf('en')), said(messagesOf('de'))];
    expect(german.map(([path]) => path)).toEqual(english.map(([path]) => path));
    // What is empty in one language on purpose is empty in the other.
    const empty = (all: [string, string][]) => all.filter(([, words]) => words.trim() === '').map(([path]) => path);
    expect(empty(german)).toEqual(empty(english));
  });

  it('formats money by language and by the digits of the currency', () => {
    expect(pageText('en').money(4900, 'EUR')).toBe('€49.00');
    expect(pageText('de').money(4900, 'EUR').replace(/\s/, ' ')).toBe('49,00 €');
    expect(pageText('en').money(4900, 'JPY')).toContain('4,900');
    expect(pageText('de').number(4.25, 1)).toBe('4,3');
  });
});
