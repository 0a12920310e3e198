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
    builder.add(parseRow(fields, lineNumber));
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
    const hint = fields.length === 1 ? separatorHint(line) : '; ids may hold spaces, but no tabs';
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

function separatorHint(line: string): string {
  if (line.includes(',')) return '; this looks like comma-separated text: turn the commas into tabs';
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
  const hint = line === 1 ? ' (a header line must be removed)' : '';
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
