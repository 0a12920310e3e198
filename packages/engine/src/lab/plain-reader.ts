import { NumberIndex } from '@vitrine/kernels';
import { InteractionsBuilder } from '../interactions/build-interactions.ts';
import type { Interactions } from '../interactions/interactions.ts';
import { rowsWhere, selectRows } from '../interactions/merge-interactions.ts';
import { decimalOf } from '../lines/decimal.ts';
import { LineFormatError } from '../lines/line-error.ts';
import { LineReader } from '../lines/line-reader.ts';

/** Longest line that is still read as data; more is no interaction file. */
const maxLineLength = 65_536;

/** Past the largest single-precision number a weight would turn into infinity in its column; times end with the year 9999. */
const largest = { value: 3.4e38, time: 253_402_300_799 } as const;

const fieldNames = ['user', 'item', 'value', 'time'] as const;

/** A line that breaks the plain format. */
export class PlainFormatError extends LineFormatError<(typeof fieldNames)[number]> {
  override readonly name = 'PlainFormatError';
  readonly code = 'lab.file_malformed';
}

/** What was read. */
export interface PlainReport {
  /** Lines with content. */
  readonly lines: number;
  /** Rows kept. */
  readonly rows: number;
  /** Rows that repeated a user, item and time and were merged into the one with the largest value. */
  readonly duplicates: number;
  readonly users: number;
  readonly items: number;
  readonly hasValues: boolean;
  readonly hasTimes: boolean;
}

/** Reads a text in pieces of any size. */
export interface PlainReader {
  /** @throws PlainFormatError at the first line that is wrong. */
  push(chunk: string): void;
  /** Lines with content so far. */
  readonly lines: number;
  /** Different users and items so far. */
  readonly ids: number;
  /** @throws PlainFormatError when the last line is wrong or nothing was read. */
  finish(): { readonly interactions: Interactions; readonly report: PlainReport };
}

/**
 * A reader of `user<TAB>item[<TAB>value[<TAB>unix seconds]]`, one interaction a line, the same number of fields in each;
 * line ends may be LF or CR LF. Values are finite and not negative. Memory: the rows, not the text.
 */
export function createPlainReader(): PlainReader {
  const builder = new InteractionsBuilder();
  const values = { least: Infinity, most: 0 };
  let lines = 0;
  let width = 0;
  const take = (line: string, lineNumber: number): void => {
    if (line === '') return;
    const fields = splitLine(line, lineNumber);
    if (width === 0) width = fields.length;
    if (fields.length !== width) {
      throw new PlainFormatError(
        lineNumber,
        'row',
        `has ${fields.length} fields, the lines before have ${width}; give every line the same fields`,
      );
    }
    if (lines === 0) refuseHeader(fields, lineNumber);
    const row = parseRow(fields, lineNumber);
    values.least = Math.min(values.least, row.weight);
    values.most = Math.max(values.most, row.weight);
    builder.add(row);
    lines++;
  };
  const reader = new LineReader({ longest: maxLineLength, take, malformed: PlainFormatError });
  return {
    get lines() {
      return lines;
    },
    get ids() {
      return builder.ids;
    },
    push: (chunk) => reader.push(chunk),
    finish() {
      reader.finish();
      if (lines === 0) {
        throw new PlainFormatError(
          0,
          'row',
          'the file is empty; give it lines of user<TAB>item[<TAB>value[<TAB>unix seconds]]',
        );
      }
      if (width === 3) refuseTimes(values);
      const { interactions, duplicates } = mergeDuplicates(builder.build());
      const { length: users } = interactions.userIds;
      const { length: items } = interactions.itemIds;
      const rows = interactions.users.length;
      return {
        interactions,
        report: { lines, rows, duplicates, users, items, hasValues: width > 2, hasTimes: width > 3 },
      };
    },
  };
}

function splitLine(line: string, lineNumber: number): string[] {
  const fields = line.split('\t');
  if (fields.length < 2 || fields.length > 4) {
    const hint =
      fields.length === 1
        ? separatorHint(line)
        : line.includes('\r')
          ? '; its lines end with CR alone: turn each into LF'
          : '; ids may hold spaces, but no tabs';
    throw new PlainFormatError(
      lineNumber,
      'row',
      `has ${fields.length} tab-separated field${fields.length === 1 ? '' : 's'}; write user<TAB>item[<TAB>value[<TAB>unix seconds]]${hint}`,
    );
  }
  // Text has no such character: what follows is some other format.
  if (line.includes('\0')) {
    throw new PlainFormatError(lineNumber, 'row', 'holds a zero byte; check that this is a tab-separated text file');
  }
  return fields;
}

/** What people call the two columns; with a third one the header is no number and is refused as that. */
const headerNames = [
  /^(user|customer|visitor|session)[ _-]?(id)?$/i,
  /^(item|product|article|sku)[ _-]?(id)?$/i,
] as const;

function refuseHeader(fields: readonly string[], line: number): void {
  if (fields.length === 2 && headerNames.every((name, at) => name.test(fields[at].trim())))
    throw new PlainFormatError(line, 'row', `"${fields.join('", "')}" names the columns; remove this line`);
}

/** Seconds of the years 2001 to 2049. Where every value is one, the file has times and no values: as weights they would say nothing. */
function refuseTimes({ least, most }: { readonly least: number; readonly most: number }): void {
  if (least < 1e9 || most > 2.5e9) return;
  const write = 'write a value before them: user<TAB>item<TAB>1<TAB>unix seconds';
  throw new PlainFormatError(0, 'value', `every value lies from 1 to 2.5 billion, as unix seconds do; ${write}`);
}

function separatorHint(line: string): string {
  if (line.startsWith('{')) return '; this looks like JSON: write it as tab-separated text';
  for (const [mark, name] of [
    [';', 'semicolon'],
    [',', 'comma'],
    ['|', 'pipe'],
  ])
    if (line.includes(mark)) return `; this looks like ${name}-separated text: turn the ${name}s into tabs`;
  return line.includes(' ') ? '; a space is part of an id: separate the fields by tabs' : '';
}

function parseRow(
  fields: readonly string[],
  line: number,
): { userId: string; itemId: string; weight: number; timeSec: number } {
  const [userId, itemId, value, time] = fields;
  if (userId === '') throw new PlainFormatError(line, 'user', 'is empty; give every line a user');
  if (itemId === '') throw new PlainFormatError(line, 'item', 'is empty; give every line an item');
  return {
    userId,
    itemId,
    weight: value === undefined ? 1 : parseNumber(value, 'value', line),
    timeSec: time === undefined ? 0 : parseNumber(time, 'time', line),
  };
}

function parseNumber(text: string, field: 'value' | 'time', line: number): number {
  const number = decimalOf(text);
  if (number >= 0 && number <= largest[field]) return number;
  const shown = text.length > 40 ? `${text.slice(0, 40)}...` : text;
  if (field === 'time' && number > largest.time) {
    const why = 'lies after the year 9999: these may be milliseconds; divide them by 1000';
    throw new PlainFormatError(line, field, `"${shown}" ${why}`);
  }
  if (field === 'time' && /^\s*\d+[-/.]\d+[-/.]\d+/.test(text)) {
    throw new PlainFormatError(line, field, `"${shown}" is a date; write it as unix seconds, such as 1700000000`);
  }
  if (number > largest.value && number < Infinity)
    throw new PlainFormatError(
      line,
      field,
      `"${shown}" is more than 3.4e38, the largest that is held; divide the values`,
    );
  if (/^\s*\d+,\d+\s*$/.test(text))
    throw new PlainFormatError(line, field, `"${shown}" has a comma; write the decimal point as a point and no other`);
  const hint = line === 1 && /^[\s"']*[a-z]/i.test(text) ? ' (a header line must be removed)' : '';
  throw new PlainFormatError(line, field, `"${shown}" is not a finite number of at least 0; correct it${hint}`);
}

/** Rows come sorted by time, so repeats of a user, item and time are found within one moment. */
function mergeDuplicates(from: Interactions): { interactions: Interactions; duplicates: number } {
  const { users, items, timesSec } = from;
  const weights = from.weights.slice();
  const firstOf = new NumberIndex(1024);
  const kept = rowsWhere(users.length, (row) => {
    if (row > 0 && timesSec[row] !== timesSec[row - 1]) firstOf.clear();
    const first = firstOf.add(users[row] * from.itemIds.length + items[row], row);
    weights[first] = Math.max(weights[first], weights[row]);
    return first === row;
  });
  const duplicates = users.length - kept.length;
  return { interactions: duplicates === 0 ? from : selectRows({ ...from, weights }, kept), duplicates };
}
