import { describe, expect, it } from 'vitest';
import { readDecimal, readTime, toMinor } from './read-value.ts';

describe('INS-1 values as files write them', () => {
  it.each<[unknown, 'dmy' | 'mdy', string | null]>([
    ['2019-10-01 00:00:00 UTC', 'dmy', '2019-10-01T00:00:00.000Z'],
    ['2026-01-01T12:00:00+02:00', 'dmy', '2026-01-01T10:00:00.000Z'],
    ['1767225600', 'dmy', '2026-01-01T00:00:00.000Z'],
    ['1767225600123', 'dmy', '2026-01-01T00:00:00.123Z'],
    [1767225600000000n, 'dmy', '2026-01-01T00:00:00.000Z'],
    ['31.12.2026 23:59', 'mdy', '2026-12-31T23:59:00.000Z'],
    ['03/04/2026', 'dmy', '2026-04-03T00:00:00.000Z'],
    ['03/04/2026 1:05 pm', 'mdy', '2026-03-04T13:05:00.000Z'],
    ['20261231', 'dmy', '2026-12-31T00:00:00.000Z'],
    ['Mar 5, 2026', 'dmy', '2026-03-05T00:00:00.000Z'],
    ['2014-12-06 02', 'dmy', '2014-12-06T02:00:00.000Z'],
    ['31.02.2026', 'dmy', null],
    ['2026-13-01', 'dmy', null],
    ['2026-01-01 25:00', 'dmy', null],
    ['12', 'dmy', null],
    ['soon', 'dmy', null],
  ])('reads %s (%s) as %s', (value, order, expected) => {
    expect(readTime(value, order)?.toISOString() ?? null).toBe(expected);
  });

  it.each<[unknown, '.' | ',', number | null]>([
    ['1.234,50 €', ',', 123450],
    ['CHF 1’234.50', '.', 123450],
    ['$1,299.00', '.', 129900],
    ['1 299,5', ',', 129950],
    [19.99, '.', 1999],
    [1.005, '.', 101],
    ['0.005', '.', 1],
    ['-3', '.', -300],
    ['1,50', '.', null],
    ['1.50', ',', null],
    ['12abc', '.', null],
    ['', '.', null],
    ['99999999999999999', '.', null],
  ])('reads %s with "%s" as %s cents', (value, decimal, expected) => {
    const plain = readDecimal(value, decimal);
    expect(plain === null ? null : toMinor(plain, 2)).toBe(expected);
  });
});
