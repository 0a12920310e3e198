/** What went wrong in the database, in the terms a use case decides by. */
export type DatabaseErrorKind =
  | 'unique'
  | 'foreign-key'
  | 'check'
  | 'not-null'
  | 'exclusion'
  | 'value'
  | 'raised'
  | 'serialization'
  | 'deadlock'
  | 'cancelled'
  | 'unavailable'
  | 'other';

/** The facts of a database error: SQLSTATE, constraint and table where the server names them. */
export interface DatabaseError {
  readonly kind: DatabaseErrorKind;
  readonly sqlState: string | null;
  readonly constraint: string | null;
  readonly table: string | null;
  readonly column: string | null;
  readonly message: string;
  readonly detail: string | null;
  /** Whether doing the same again may succeed. */
  readonly retryable: boolean;
}

const kinds: Record<string, DatabaseErrorKind> = {
  '23505': 'unique',
  '23503': 'foreign-key',
  '23514': 'check',
  '23502': 'not-null',
  '23P01': 'exclusion',
  P0001: 'raised',
  '40001': 'serialization',
  '40P01': 'deadlock',
  '57014': 'cancelled',
};
const unavailableStates = /^(08|53|57P0[1-5])/;
const unavailableSystem = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOTFOUND',
  'ETIMEDOUT',
  'ECONNABORTED',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);
const lostConnection =
  /^Connection (?:terminated|ended)|^timeout (?:expired$|exceeded when trying to connect)|^Client (?:has encountered a connection error|was closed)/;

function kindOf(code: string | null, message: string): DatabaseErrorKind | null {
  if (code !== null && code in kinds) return kinds[code] ?? null;
  if (code !== null && (unavailableStates.test(code) || unavailableSystem.has(code))) return 'unavailable';
  if (lostConnection.test(message)) return 'unavailable';
  if (code?.startsWith('22')) return 'value';
  // Any other SQLSTATE has five characters and its first is a digit or one of the letters the standard uses.
  if (code !== null && /^[0-9FHPX][0-9A-Z]{4}$/.test(code)) return 'other';
  return null;
}

function textOf(error: object, key: string): string | null {
  const value: unknown = Reflect.get(error, key);
  return typeof value === 'string' && value !== '' ? value : null;
}

const deepestCause = 5;

/** Whether the database is away: refuses, hangs, was stopped, or has no connection left. Looks at what caused the error too. */
export function isDatabaseAway(error: unknown): boolean {
  let inner: unknown = error;
  for (let depth = 0; depth < deepestCause && inner instanceof Error; depth += 1) {
    if (databaseErrorOf(inner)?.kind === 'unavailable') return true;
    inner = inner.cause;
  }
  return false;
}

/** Reads the facts of an error thrown by a query on any engine; null when the error is not the database's. */
export function databaseErrorOf(error: unknown): DatabaseError | null {
  if (typeof error !== 'object' || error === null) return null;
  const sqlState = textOf(error, 'code');
  const message = textOf(error, 'message') ?? '';
  const kind = kindOf(sqlState, message);
  if (kind === null) return null;
  return {
    kind,
    sqlState,
    constraint: textOf(error, 'constraint'),
    table: textOf(error, 'table'),
    column: textOf(error, 'column'),
    message,
    detail: textOf(error, 'detail'),
    retryable: kind === 'serialization' || kind === 'deadlock' || kind === 'unavailable',
  };
}
