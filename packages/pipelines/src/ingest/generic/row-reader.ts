import { cellText } from './column-values.ts';
import type { ColumnMap } from './mapping-request.ts';
import { digitsOf, readDecimal, readFlag, readJson, readList, readTime, toMinor } from './read-value.ts';

/** The first thing that is wrong with a row. */
export interface RowFault {
  readonly field: string;
  readonly reason: string;
  readonly message: string;
}

/**
 * Reads the fields of a row. The first value that is not what its field holds is kept as `fault`; reading goes on with
 * null, so that a judge asks once, at the end.
 */
export class RowReader {
  readonly #map: ColumnMap;
  readonly #places = new Map<string, number>();
  #cells: readonly unknown[] = [];
  fault: RowFault | null = null;

  constructor(map: ColumnMap, wanted: readonly string[]) {
    this.#map = map;
    for (const [field, column] of Object.entries(map.columns)) this.#places.set(field, wanted.indexOf(column));
  }

  /** Turns to the next row. */
  turnTo(cells: readonly unknown[]): this {
    this.#cells = cells;
    this.fault = null;
    return this;
  }

  has(field: string): boolean {
    return this.#places.has(field) || Object.hasOwn(this.#map.constants, field);
  }

  /** Fields that begin with a prefix, such as `meta.`. */
  fieldsUnder(prefix: string): string[] {
    return [...this.#places.keys(), ...Object.keys(this.#map.constants)].filter((field) => field.startsWith(prefix));
  }

  refuse(field: string, reason: string, message: string): null {
    const column = this.#map.columns[field];
    this.fault ??= {
      field: column === undefined || column === field ? field : `${column} (${field})`,
      reason,
      message,
    };
    return null;
  }

  raw(field: string): unknown {
    const place = this.#places.get(field);
    return place === undefined ? this.#map.constants[field] : this.#cells[place];
  }

  text(field: string): string | null {
    const text = cellText(this.raw(field)).trim();
    if (text === '') return null;
    if (text.includes('\0')) return this.refuse(field, 'bad-character', 'holds the null character');
    if (/\p{Surrogate}/u.test(text)) return this.refuse(field, 'bad-character', 'holds half of a surrogate pair');
    return text;
  }

  needed(field: string): string {
    const text = this.text(field);
    if (text === null) this.refuse(field, 'missing', 'is empty');
    return text ?? '';
  }

  id(field: string): string | null {
    const text = this.text(field)?.replace(/^(\d+)\.0$/, '$1') ?? null;
    if (text !== null && text.length > 256)
      return this.refuse(field, 'bad-id', `has ${text.length} characters; at most 256 are allowed`);
    if (text?.includes('\uFFFD'))
      return this.refuse(field, 'bad-character', `${shown(text)} holds bytes that the encoding does not have`);
    return text;
  }

  neededId(field: string): string {
    const id = this.id(field);
    if (id === null) this.refuse(field, 'missing', 'is empty');
    return id ?? '';
  }

  time(field: string): Date | null {
    const raw = this.raw(field);
    if (cellText(raw).trim() === '') return null;
    const at = readTime(raw, this.#map.dateOrder);
    if (at === null) {
      const how = this.#map.dateOrder === 'dmy' ? 'day first' : 'month first';
      return this.refuse(
        field,
        'bad-time',
        `${shown(raw)} is no time of the calendar (ISO 8601, unix seconds, 31.12.2026, or with slashes ${how})`,
      );
    }
    return at;
  }

  neededTime(field: string): Date {
    const at = this.time(field);
    if (at === null) this.refuse(field, 'missing', 'is empty');
    return at ?? new Date(0);
  }

  #decimal(field: string): string | null {
    const raw = this.raw(field);
    if (cellText(raw).trim() === '') return null;
    const plain = readDecimal(raw, this.#map.decimal);
    return (
      plain ??
      this.refuse(field, 'bad-number', `${shown(raw)} is no number with "${this.#map.decimal}" before its decimals`)
    );
  }

  number(field: string): number | null {
    const plain = this.#decimal(field);
    return plain === null ? null : Number(plain);
  }

  count(field: string, least: number): number | null {
    const number = this.number(field);
    if (number === null) return null;
    if (!Number.isInteger(number) || number < least || number > 2_147_483_647)
      return this.refuse(field, 'bad-count', `${shown(this.raw(field))} is no whole number from ${least}`);
    return number;
  }

  /** Minor units of a currency. */
  money(field: string, currency: string): number | null {
    const plain = this.#decimal(field);
    const digits = digitsOf(currency);
    if (plain === null || digits === null) return null;
    const minor = toMinor(plain, digits);
    if (minor === null || minor < 0) return this.refuse(field, 'bad-price', `${shown(this.raw(field))} is no price`);
    return minor;
  }

  flag(field: string): boolean | null {
    const raw = this.raw(field);
    if (cellText(raw).trim() === '') return null;
    return readFlag(raw) ?? this.refuse(field, 'bad-flag', `${shown(raw)} is neither yes nor no`);
  }

  list(field: string): string[] {
    const raw = this.raw(field);
    if (typeof raw === 'string' && this.text(field) === null) return [];
    return raw === undefined || raw === null ? [] : readList(raw);
  }

  json(field: string): unknown {
    const raw = this.raw(field);
    if (typeof raw === 'object') return raw ?? undefined;
    const text = this.text(field);
    if (text === null) return undefined;
    const value = readJson(text);
    return value === undefined ? (this.refuse(field, 'bad-json', `${shown(text)} is no JSON`) ?? undefined) : value;
  }

  object(field: string): Record<string, unknown> {
    const value = this.json(field);
    if (value === undefined || value === null) return {};
    if (typeof value !== 'object' || Array.isArray(value)) {
      this.refuse(field, 'bad-json', `${shown(cellText(value))} is no JSON object`);
      return {};
    }
    return value as Record<string, unknown>;
  }
}

function shown(value: unknown): string {
  const text = cellText(value);
  return `"${text.length > 40 ? `${text.slice(0, 40)}…` : text}"`;
}
