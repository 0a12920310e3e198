import { fc } from '@vitrine/testkit/property';
import { describe, expect, it } from 'vitest';
import { createPlainReader, PlainFormatError } from './plain-reader.ts';

function read(text: string, chunkSize = 1000): ReturnType<ReturnType<typeof createPlainReader>['finish']> {
  const reader = createPlainReader();
  for (let at = 0; at < text.length; at += chunkSize) reader.push(text.slice(at, at + chunkSize));
  return reader.finish();
}

function failure(text: string): PlainFormatError {
  try {
    read(text);
  } catch (error) {
    if (error instanceof PlainFormatError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('REC-20 plain interaction files', () => {
  it('reads two to four fields, CR LF, a byte order mark and a last line without an end', () => {
    const { interactions, report } = read('\uFEFFu1\ti1\t2\t20\r\nu2\ti1\t1\t10\r\n\r\nu1\ti2\t0\t30');
    expect(report).toEqual({ lines: 3, rows: 3, duplicates: 0, users: 2, items: 2, hasValues: true, hasTimes: true });
    expect([...interactions.timesSec]).toEqual([10, 20, 30]);
    expect([...interactions.weights]).toEqual([1, 2, 0]);
    expect(interactions.userIds).toEqual(['u1', 'u2']);
  });

  it('merges repeats of user, item and time, keeps the largest value and counts them', () => {
    const { interactions, report } = read('a\tx\t1\na\tx\t3\na\ty\t1\n');
    expect(report.duplicates).toBe(1);
    expect([...interactions.weights]).toEqual([3, 1]);
    expect(read('a\tx\t1\t5\na\tx\t1\t6\n').report.duplicates).toBe(0);
  });

  it.each([
    ['', 0, 'row', /empty.*give it lines/],
    ['\n\n', 0, 'row', /empty/],
    ['a\tb\nc\n', 2, 'row', /1 tab-separated field;/],
    ['a\tb\nc\td\t1\n', 2, 'row', /has 3 fields, the lines before have 2/],
    ['a\tb\tc\td\te\n', 1, 'row', /5 tab-separated fields/],
    ['\tb\n', 1, 'user', /empty/],
    ['a\t\n', 1, 'item', /empty/],
    ['a\tb\t-1\n', 1, 'value', /"-1" is not a finite number/],
    ['user\titem\tvalue\n', 1, 'value', /header line must be removed/],
    ['a\tb\t1\nc\td\tInfinity\n', 2, 'value', /finite/],
    ['a\tb\t1\nc\td\tNaN\n', 2, 'value', /finite/],
    ['a\tb\t1\nc\td\t1e39\n', 2, 'value', /more than 3.4e38.*divide/],
    ['a\tb\t1e999\n', 1, 'value', /finite number of at least 0; correct it$/],
    ['a\tb\t-1\n', 1, 'value', /correct it$/],
    ['a\tb\t1,5\n', 1, 'value', /comma; write the decimal point as a point/],
    ['user_id\titem_id\na\tb\n', 1, 'row', /"user_id", "item_id" names the columns; remove/],
    ['a\tb\t1600000000\nc\td\t1700000000\n', 0, 'value', /unix seconds do; write a value before them/],
    ['a\tb\rc\td\re\tf\rg\th\r', 1, 'row', /CR alone/],
    ['a;b;1\n', 1, 'row', /semicolons into tabs/],
    ['a|b|1\n', 1, 'row', /pipes into tabs/],
    ['{"user":1,"item":2}\n', 1, 'row', /JSON/],
    ['a\tb\t1\nc\td\t0x10\n', 2, 'value', /^line 2, field value: "0x10" is not a finite number/],
    ['a\tb\t1\t0b1\n', 1, 'time', /^line 1, field time: "0b1" is not a finite number/],
    ['a\tb\t1\t \n', 1, 'time', /finite/],
    ['a\tb\t1\t-1\n', 1, 'time', /finite/],
    ['a\tb\t1\t5\na\tb\t1\t1700000000000\n', 2, 'time', /milliseconds; divide them/],
    ['a\tb\t1\t2024-01-31 12:00\n', 1, 'time', /is a date; write it as unix seconds/],
    [`a\t${'b'.repeat(70_000)}\n`, 1, 'row', /longer than/],
  ])('refuses %j at line %i, field %s', (...[text, line, field, message]) => {
    const error = failure(text);
    expect([error.line, error.field]).toEqual([line, field]);
    expect(error.message).toMatch(message);
  });

  it('takes a user called item, and large values among others, for what they are', () => {
    expect(read('item\tuser\nuser\tb\n').report.rows).toBe(2);
    expect(read('a\tb\t1700000000\nc\td\t3\n').interactions.weights[0]).toBe(1_700_000_000);
  });

  it('gives the same rows however the text is cut', () => {
    const text = Array.from({ length: 40 }, (_, row) => `u${row % 7}\ti${row % 5}\t${row}\t${row % 11}`).join('\n');
    const whole = read(text);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 }), (size) => {
        expect(read(text, size)).toEqual(whole);
      }),
    );
  });
});
