/** What happened to the rows of one kind. */
export interface KindCounts {
  inserted: number;
  updated: number;
  unchanged: number;
}

/** The kinds of record that an import writes. */
export type ImportKind = 'products' | 'customers' | 'orders' | 'reviews' | 'events' | 'pictures';

/** What an import did, or in a dry run would have read. */
export interface ImportReport {
  readonly format: string;
  readonly dryRun: boolean;
  readonly files: number;
  /** Rows read, good and bad. */
  readonly rows: number;
  /** Rows, or records made of several, that were refused; each is a line of `rejectsFile`. */
  readonly rejected: number;
  /** How often each reason was given. */
  readonly reasons: Readonly<Record<string, number>>;
  /** Null when nothing was refused. */
  readonly rejectsFile: string | null;
  readonly written: Readonly<Record<ImportKind, KindCounts>>;
  /** Sentences a person should know, such as odd values that were kept. */
  readonly notes: readonly string[];
  readonly tookMs: number;
  readonly rowsPerSec: number;
}

/** Why an import stopped before it wrote anything. */
export interface ImportError {
  readonly code:
    | 'import.unknown_format'
    | 'import.not_found'
    | 'import.broken_file'
    | 'import.wrong_columns'
    | 'import.wrong_map'
    | 'import.empty';
  /** Names the file and what to do next. */
  readonly message: string;
  readonly file: string | null;
}

export type ImportOutcome =
  | { readonly ok: true; readonly report: ImportReport }
  | { readonly ok: false; readonly error: ImportError };

/** Carries an ImportError to the top of a format's reader. */
export class ImportStopped extends Error {
  override readonly name = 'ImportStopped';
  readonly error: ImportError;
  constructor(error: ImportError, options?: ErrorOptions) {
    super(error.message, options);
    this.error = error;
  }
}

/** The usual stop: a file that is not what its name says. */
export function brokenFile(file: string, what: string, cause?: unknown): ImportStopped {
  const message = `${file} ${what}. Nothing was written: replace the file and import again.`;
  return new ImportStopped({ code: 'import.broken_file', message, file }, { cause });
}
