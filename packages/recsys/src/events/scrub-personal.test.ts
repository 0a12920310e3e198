import { describe, expect, it } from 'vitest';
import { passesLuhn, scrubPersonal } from './scrub-personal.ts';

describe('EVT-1 scrubbing of personal texts', () => {
  it.each([
    ['write to ann.lee+shop@mail.example.co.uk today', 'write to [email] today'],
    ['é@münchen.de', '[email]'],
    ['card 4111 1111 1111 1111 exp', 'card [card] exp'],
    ['4111-1111-1111-1111', '[card]'],
    ['call +44 20 7946 0958 now', 'call [phone] now'],
    ['call (555) 123-4567', 'call [phone]'],
    ['0171/1234567', '[phone]'],
  ])('%s -> %s', (text, expected) => {
    expect(scrubPersonal({ note: text })).toEqual({ note: expected });
  });

  it.each([
    '4111 1111 1111 1112',
    '2026-06-15T12:00:00Z',
    '0190a1b2-c3d4-7e5f-8a9b-0123456789ab',
    'Lamp 100 x 200 x 300',
    '19.99',
    '1718452800000',
    'SKU-12345678',
  ])('leaves %s alone', (text) => {
    expect(scrubPersonal({ note: text })).toEqual({ note: text });
  });

  it('removes the whole value of fields that are personal by name, and keeps machine ids', () => {
    expect(
      scrubPersonal({ email: 'x', Phone: 5, first_name: 'Ann', order_id: '4111111111111111', total: 4111111111111111 }),
    ).toEqual({
      email: '[removed]',
      Phone: '[removed]',
      first_name: '[removed]',
      order_id: '4111111111111111',
      total: 4111111111111111,
    });
  });

  it('reaches into lists and nested objects, numbers and keys too', () => {
    expect(scrubPersonal({ items: [{ note: 'a@b.cz' }], 'a@b.cz': 4111111111111111 })).toEqual({
      items: [{ note: '[email]' }],
      '[email]': '[card]',
    });
  });

  it('makes hostile texts storable and cuts deep nests', () => {
    let nest: unknown = 'bottom';
    for (let depth = 0; depth < 5000; depth++) nest = [nest];
    expect(JSON.stringify(scrubPersonal({ nest })).length).toBeLessThan(100);
    expect(
      scrubPersonal({ a: 'x\u0000y\ud800z', b: Number.NaN, c: Infinity, d: () => 1, e: 1n, __proto__x: 1 }),
    ).toEqual({
      a: 'xy\ufffdz',
      b: null,
      c: null,
      d: null,
      e: null,
      __proto__x: 1,
    });
  });

  it('knows the check digit', () => {
    expect(passesLuhn('79927398713')).toBe(false);
    expect(passesLuhn('4111111111111111')).toBe(true);
    expect(passesLuhn('4111111111111112')).toBe(false);
  });
});
