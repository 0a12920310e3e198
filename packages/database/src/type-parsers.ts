import { types } from 'pg';
import type { CustomTypesConfig } from 'pg';

const { builtins } = types;

function parseSafeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) {
    throw new RangeError(
      `The database returned ${text}, which a JavaScript number cannot hold exactly: cast the column to text in the query.`,
    );
  }
  return value;
}

function parseSafeIntegers(text: string): (number | null)[] {
  if (text === '{}') return [];
  return text
    .slice(1, -1)
    .split(',')
    .map((entry) => (entry === 'NULL' ? null : parseSafeInteger(entry)));
}

const int8ArrayOid = 1016;

/**
 * How values come back, the same on every engine: int8 (and count(*)) as a safe integer or an error, numeric as text,
 * timestamptz as Date, date as `YYYY-MM-DD` text (a day has no time zone), json parsed.
 */
export const typeParsers: CustomTypesConfig = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (format !== 'binary') {
      if (oid === builtins.INT8) return parseSafeInteger;
      if (oid === int8ArrayOid) return parseSafeIntegers;
      if (oid === builtins.DATE) return (text: string) => text;
    }
    return types.getTypeParser(oid, format ?? 'text');
  },
};
