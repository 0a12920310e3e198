import { describe, expect, it } from 'vitest';
import { minorUnits } from './read-money.ts';
import { momentOf } from './read-moment.ts';

describe('INS-1 prices', () => {
  it.each([
    ['$12.99', 'USD', 1299],
    ['from 9.99', 'USD', 999],
    ['$5.00 - $10.00', 'USD', 500],
    ['$1,299.00', 'USD', 129_900],
    ['1.299,50 €', 'EUR', 129_950],
    ['12,5', 'BRL', 1250],
    ['1,299', 'USD', 129_900],
    ['1 200', 'JPY', 1200],
    [19.99, 'USD', 1999],
    ['', 'USD', null],
    ['.a-box-inner{background-color:#fff}', 'USD', null],
    ['free', 'USD', null],
    [null, 'USD', null],
    [Number.NaN, 'USD', null],
  ])('%j in %s is %j', (written, currency, minor) => expect(minorUnits(written, currency)).toBe(minor));
});

describe('INS-1 times', () => {
  it.each([
    ['2017-07-09 21:57:05', 'America/Sao_Paulo', '2017-07-10T00:57:05.000Z'],
    ['2017-12-09 21:57:05', 'America/Sao_Paulo', '2017-12-09T23:57:05.000Z'],
    ['2017-07-09', 'UTC', '2017-07-09T00:00:00.000Z'],
    ['2017-07-09T10:00:00Z', 'America/Sao_Paulo', '2017-07-09T10:00:00.000Z'],
    ['2017-07-09T10:00:00+02:00', 'UTC', '2017-07-09T08:00:00.000Z'],
    ['7/9/2017 9:05', 'UTC', '2017-07-09T09:05:00.000Z'],
    ['2017-02-30 10:00:00', 'UTC', undefined],
    ['2017-02-10 25:00:00', 'UTC', undefined],
    ['yesterday', 'UTC', undefined],
  ])('%s in %s is %s', (written, zone, moment) => expect(momentOf(written, { zone })?.toISOString()).toBe(moment));
});
