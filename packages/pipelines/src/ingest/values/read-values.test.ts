import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { LatestReviews } from '../writing/latest-reviews.ts';
import { looksMisread, mendEncoding } from '../reading/mend-encoding.ts';
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

describe('INS-1 encodings', () => {
  async function mended(...chunks: Buffer[]) {
    const seen = { lines: 0 };
    let text = '';
    for await (const chunk of Readable.from(chunks).pipe(mendEncoding(seen))) text += String(chunk);
    return [text, seen.lines];
  }
  const whole = Buffer.from('é €\nzwei\n', 'utf8');

  it('reads UTF-8 cut anywhere, Windows-1252 line by line, and UTF-16', async () => {
    for (let at = 1; at < whole.length; at += 1) {
      expect(await mended(whole.subarray(0, at), whole.subarray(at))).toEqual(['é €\nzwei\n', 0]);
    }
    expect(await mended(Buffer.from([0xe9, 0x80, 0x0a]), Buffer.from('gut é'))).toEqual(['é€\ngut é', 1]);
    expect(await mended(Buffer.from('\uFEFFé\n', 'utf16le'))).toEqual(['é\n', 0]);
  });

  it('does not hold back a line without end', async () => {
    const long = Buffer.from('ä'.repeat(700_000) + 'x', 'utf8');
    expect(await mended(long, Buffer.from('äy'))).toEqual([`${'ä'.repeat(700_000)}xäy`, 0]);
  });

  it.each([
    ['CafÃ©', true],
    ['donâ€™t', true],
    ['gone \uFFFD', true],
    ['Café, São Paulo, Ærø', false],
  ])('%j looks misread: %s', (text, odd) => expect(looksMisread(text)).toBe(odd));
});

describe('INS-1 one review per customer and product', () => {
  it('keeps the latest of each of many pairs, and of equal times the one that comes later', () => {
    const latest = new LatestReviews();
    const count = 20_000;
    for (let line = 0; line < count; line += 1) latest.enter(`u${line}:p`, { atMs: line, file: 0, line });
    expect(latest.enter('u7:p', { atMs: 3, file: 1, line: 1 })).toEqual({ atMs: 3, file: 1, line: 1 });
    expect(latest.enter('u8:p', { atMs: 8, file: 1, line: 2 })).toEqual({ atMs: 8, file: 0, line: 8 });
    expect(latest.size).toBe(count);
    expect([latest.holds('u7:p', { file: 0, line: 7 }), latest.holds('u8:p', { file: 1, line: 2 })]).toEqual([
      true,
      true,
    ]);
    expect(latest.holds('u9:q', { file: 0, line: 9 })).toBe(false);
  });
});
