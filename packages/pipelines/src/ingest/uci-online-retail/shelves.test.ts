import { describe, expect, it } from 'vitest';
import { titleCase } from './shelves.ts';

describe('INS-1 names of a sales system', () => {
  it.each([
    ['WHITE METAL LANTERN ', 'White Metal Lantern'],
    ['DIAMANTE HEART SHAPED WALL MIRROR, ', 'Diamante Heart Shaped Wall Mirror'],
    ['DECORATION , WOBBLY RABBIT , METAL ', 'Decoration, Wobbly Rabbit, Metal'],
    ['GREETING CARD, TWO  SISTERS.', 'Greeting Card, Two Sisters'],
    ['SET OF 3 TINS', 'Set of 3 Tins'],
    ['...', '...'],
  ])('%j reads %j', (text, title) => expect(titleCase(text)).toBe(title));
});
