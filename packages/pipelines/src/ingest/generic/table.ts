import type { FileDialect } from './mapping-request.ts';

/** One row of a table, its cells in the order that was asked for; or what kept it from being read. */
export type TableRow =
  | { readonly line: number; readonly cells: readonly unknown[]; readonly fault?: undefined }
  | {
      readonly line: number;
      readonly fault: { readonly reason: string; readonly message: string };
      readonly row?: unknown;
    };

/** A file of rows, whatever it is written in. */
export interface Table {
  readonly path: string;
  /** Names of the columns that the first rows have. */
  readonly columns: readonly string[];
  /** The first rows, in the order of `columns`. */
  readonly sample: readonly (readonly unknown[])[];
  /** How it is written, as given or detected. */
  readonly dialect: FileDialect;
  /** What `onProgress` adds up to, in bytes or rows. */
  readonly total: number;
  readonly unit: 'bytes' | 'rows';
  /** Sentences on what was odd about the file. */
  readonly oddities: readonly string[];
  /** Streams all rows with the wanted columns. Throws ImportStopped where the file breaks off. */
  read(wanted: readonly string[], onProgress: (done: number) => void): AsyncGenerator<TableRow>;
}

/** Rows looked at before anything is decided. */
export const sampleRows = 1000;

/** The longest row that is taken, in characters. */
export const longestRow = 1_000_000;

/** A value inside an object by its dotted path; a key that itself holds dots goes first. */
export function valueAt(row: unknown, path: string): unknown {
  if (typeof row !== 'object' || row === null) return undefined;
  if (Object.hasOwn(row, path)) return Reflect.get(row, path);
  let at: unknown = row;
  for (const step of path.split('.')) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, step)) return undefined;
    at = Reflect.get(at, step);
  }
  return at;
}

const deepest = 6;

/** The dotted paths of everything in an object that is no object itself. */
export function pathsOf(row: object, prefix = '', depth = 0): string[] {
  return Object.entries(row).flatMap(([key, value]: [string, unknown]) =>
    isBranch(value) && depth < deepest ? pathsOf(value, `${prefix}${key}.`, depth + 1) : [`${prefix}${key}`],
  );
}

function isBranch(value: unknown): value is object {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.getPrototypeOf(value) === Object.prototype &&
    Object.keys(value).length > 0
  );
}
