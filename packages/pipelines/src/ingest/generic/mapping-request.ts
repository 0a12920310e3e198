import type { RecordKind } from './record-fields.ts';

/** What a caller says about a generic file. What is left out is proposed from the file itself. */
export interface MappingRequest {
  /** What the rows are; guessed from the columns when left out. */
  readonly kind?: RecordKind | undefined;
  /** The map as `parseColumnMap` reads it; proposed when left out. */
  readonly map?: ColumnMap | undefined;
  /** Whose ids these are: records of one source refer to each other. Rows that name their own source keep it. */
  readonly source?: string | undefined;
  /** ISO 4217 of prices that name none. */
  readonly currency?: string | undefined;
  /** Whether orders also become purchase events; yes when left out. */
  readonly purchases?: boolean | undefined;
}

/** How a file is written down. What is absent is detected. */
export interface FileDialect {
  readonly encoding?: string | undefined;
  readonly delimiter?: string | undefined;
  readonly header?: boolean | undefined;
  /** CSV: whether an apostrophe before `=`, `+`, `-`, `@` only guards against formulas and is taken away; yes when left out. */
  readonly formulaGuard?: boolean | undefined;
}

/** What the columns of a file mean. */
export interface ColumnMap extends FileDialect {
  readonly kind: RecordKind;
  /** Field to column. Columns of a file without a header are `column1`, `column2` and so on. */
  readonly columns: Readonly<Record<string, string>>;
  /** Field to a text that stands in every row. */
  readonly constants: Readonly<Record<string, string>>;
  /** The order of day and month in dates like 03/04/2026; ISO dates need none. */
  readonly dateOrder: 'dmy' | 'mdy';
  /** What separates the decimals. */
  readonly decimal: '.' | ',';
  /** Words of the file to event types of ours. */
  readonly types: Readonly<Record<string, string>>;
}
