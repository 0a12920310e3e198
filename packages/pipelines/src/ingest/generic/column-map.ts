import { knownEncoding } from './sniff-text.ts';
import type { ColumnMap } from './mapping-request.ts';
import type { Proposal } from './propose-map.ts';
import { fieldsOf, recordKinds, type RecordKind } from './record-fields.ts';

/** A map that was read, or the sentence on what is wrong with it. */
export type ParsedMap =
  | { readonly ok: true; readonly map: ColumnMap }
  | { readonly ok: false; readonly message: string };

/** A proposal as the JSON that a person edits and `parseColumnMap` reads. */
export function proposalJson(proposal: Proposal): Record<string, unknown> {
  const { kind, columns: _columns, constants, types, ...dialect } = proposal.map;
  const mapped = proposal.columns.filter(({ field }) => field !== null);
  const fields = Object.keys(proposal.map.columns);
  return {
    kind,
    ...dialect,
    columns: Object.fromEntries(
      fields.map((field) => {
        const entry = mapped.find((column) => column.field === field);
        return [
          field,
          { column: entry?.column, confidence: entry?.confidence, reason: entry?.reason, samples: entry?.samples },
        ];
      }),
    ),
    constants,
    types,
    ignored: proposal.columns
      .filter(({ field }) => field === null)
      .map(({ column, reason, samples }) => ({ column, reason, samples })),
    missing: proposal.missing,
    doubts: proposal.doubts,
  };
}

/**
 * Reads a map: JSON as `proposalJson` writes it (a column may also stand there as plain text), or `field=column,…` with
 * `field:=text` for what stands in every row. `base` fills in what is not said: the dialect, and nothing of the columns. The
 * kind is the one that the map names, or `asked`, or that of `base` unless only another has all the fields.
 */
export function parseColumnMap(text: string, base: ColumnMap, asked?: RecordKind): ParsedMap {
  const given = text.trim().startsWith('{') ? fromJson(text) : fromPairs(text);
  if (typeof given === 'string') return { ok: false, message: given };
  const kind = given['kind'] ?? asked ?? kindWith(given, base.kind);
  if (!recordKinds.includes(kind as RecordKind))
    return { ok: false, message: `kind must be one of ${recordKinds.join(', ')}, not ${JSON.stringify(kind)}.` };
  const problem = dialectProblem(given);
  if (problem !== null) return { ok: false, message: problem };
  const read = <Key extends keyof ColumnMap>(key: Key): ColumnMap[Key] => (given[key] ?? base[key]) as ColumnMap[Key];
  const columns = textsOf(given['columns']);
  const constants = textsOf(given['constants']);
  const types = textsOf(given['types']);
  if (columns === null || constants === null || types === null)
    return {
      ok: false,
      message: 'columns, constants and types must be objects of field and text, such as {"user_id": "customer"}.',
    };
  const map: ColumnMap = {
    encoding: read('encoding'),
    delimiter: read('delimiter'),
    header: read('header'),
    formulaGuard: read('formulaGuard'),
    kind: kind as RecordKind,
    columns,
    constants,
    types,
    dateOrder: read('dateOrder'),
    decimal: read('decimal'),
  };
  const fault = mapProblem(map);
  return fault === null ? { ok: true, map } : { ok: false, message: fault };
}

/** The kind that has every field of the map; the likely one where it does, or where none does. */
function kindWith(given: Record<string, unknown>, likely: RecordKind): RecordKind {
  const fields = [given['columns'], given['constants']].flatMap((part) => Object.keys(textsOf(part) ?? {}));
  const has = (kind: RecordKind) => fields.every((field) => isFieldOf(kind, field));
  return [likely, ...recordKinds].find(has) ?? likely;
}

function isFieldOf(kind: RecordKind, field: string): boolean {
  return fieldsOf[kind].some(({ name }) => name === field) || (kind === 'events' && /^meta\.\w+$/.test(field));
}

function fromJson(text: string): Record<string, unknown> | string {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch (error) {
    return `The map is no JSON (${error instanceof Error ? error.message : String(error)}): write it with --propose and edit that.`;
  }
}

function fromPairs(text: string): Record<string, unknown> | string {
  const columns: Record<string, string> = {};
  const constants: Record<string, string> = {};
  for (const pair of text.split(',').filter((word) => word.trim() !== '')) {
    const match = /^\s*([^=:\s]+)\s*(:?=)\s*(.+?)\s*$/.exec(pair);
    const [, field = '', sign, value = ''] = match ?? [];
    if (!match) return `"${pair.trim()}" is no pair: write field=column, or field:=text for what stands in every row.`;
    const into = sign === ':=' ? constants : columns;
    if (Object.hasOwn(columns, field) || Object.hasOwn(constants, field))
      return `${field} is mapped twice: leave one of them out.`;
    into[field] = value;
  }
  return { columns, constants };
}

function textsOf(value: unknown): Record<string, string> | null {
  if (value === undefined || value === null) return {};
  if (typeof value !== 'object' || Array.isArray(value)) return null;
  const texts: Record<string, string> = {};
  for (const [field, entry] of Object.entries(value) as [string, unknown][]) {
    if (entry === null) continue;
    const text: unknown = typeof entry === 'object' ? Reflect.get(entry, 'column') : entry;
    if (typeof text !== 'string' && typeof text !== 'number') return null;
    texts[field] = String(text);
  }
  return texts;
}

function dialectProblem(given: Record<string, unknown>): string | null {
  const { decimal, dateOrder, delimiter, header, formulaGuard, encoding } = given;
  if (decimal !== undefined && decimal !== '.' && decimal !== ',') return 'decimal must be "." or ",".';
  if (dateOrder !== undefined && dateOrder !== 'dmy' && dateOrder !== 'mdy') return 'dateOrder must be "dmy" or "mdy".';
  if (delimiter !== undefined && (typeof delimiter !== 'string' || delimiter.length !== 1))
    return 'delimiter must be one character, such as ";".';
  if (header !== undefined && typeof header !== 'boolean') return 'header must be true or false.';
  if (formulaGuard !== undefined && typeof formulaGuard !== 'boolean') return 'formulaGuard must be true or false.';
  if (encoding !== undefined && (typeof encoding !== 'string' || knownEncoding(encoding) === null))
    return `There is no encoding ${JSON.stringify(encoding)}: use utf-8, latin-1, windows-1252 or utf-16le.`;
  return null;
}

/** Why a proposal cannot be taken unasked, or null when it can. */
export function proposalProblem({ map, guessed }: Proposal): string | null {
  const problem = mapProblem(map);
  if (problem !== null || guessed.length === 0) return problem;
  const pairs = guessed.map((field) => `${field}=${map.columns[field]}`).join(',');
  return `${guessed.join(' and ')} could only be guessed (${pairs}): say what the columns mean with --map.`;
}

/** What is wrong with a map in itself: unknown fields, needed ones that are missing, one column for two meanings. */
export function mapProblem(map: ColumnMap): string | null {
  const fields = fieldsOf[map.kind];
  const names = fields.map(({ name }) => name);
  for (const field of [...Object.keys(map.columns), ...Object.keys(map.constants)]) {
    if (!isFieldOf(map.kind, field))
      return `${map.kind} have no field ${field}: take one of ${names.join(', ')}${map.kind === 'events' ? ' or meta.NAME' : ''}.`;
  }
  const users = new Map<string, string>();
  for (const [field, column] of Object.entries(map.columns)) {
    const other = users.get(column);
    if (other !== undefined)
      return `Column "${column}" is mapped twice, to ${other} and to ${field}: leave one of them out.`;
    users.set(column, field);
  }
  const missing = fields.filter(
    ({ name, needed }) => needed && !Object.hasOwn(map.columns, name) && !Object.hasOwn(map.constants, name),
  );
  if (missing.length === 0) return null;
  const wanted = missing.map(({ name, meaning }) => `${name} (${meaning})`).join(', ');
  return `No column is mapped to ${wanted}, which every row of ${map.kind} needs: add ${missing.map(({ name }) => `${name}=COLUMN`).join(',')} to --map, or take another --kind.`;
}
