import { type ErrorCode, errorEntry } from '@vitrine/contracts';

/** One thing that is wrong with a request. */
export interface Fault {
  readonly path: (string | number)[];
  readonly message: string;
}

/** Why an operation did not succeed: a code of the catalogue, what is public about it, and headers that go with it. */
export interface Failure {
  readonly code: ErrorCode;
  /** Replaces the catalogue's sentence where more can be said. Public. */
  readonly message?: string;
  /** Facts for the `details` of `/v1`. Public. */
  readonly details?: Readonly<Record<string, unknown>>;
  readonly faults?: readonly Fault[];
  readonly headers?: Readonly<Record<string, string>>;
}

/** An operation succeeds with a value or fails with an expected failure. */
export type Outcome<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: Failure };

/** Wraps a result. */
export function success<Value>(value: Value): Outcome<Value> {
  return { ok: true, value };
}

/** Wraps an expected failure. */
export function failure(
  code: ErrorCode,
  more: Omit<Failure, 'code'> = {},
): { readonly ok: false; readonly error: Failure } {
  return { ok: false, error: { code, ...more } };
}

/** The only thrown form of an expected failure, for places where Fastify takes nothing but exceptions (hooks, parsers, limits). */
export class RequestRefused extends Error {
  readonly failure: Failure;
  readonly statusCode: number;

  constructor(refusal: Failure) {
    super(refusal.message ?? errorEntry(refusal.code).sentence);
    this.failure = refusal;
    this.statusCode = errorEntry(refusal.code).status;
  }
}

/** `['items', 3, 'price']` as `items[3].price`. */
export function pathText(path: readonly (string | number)[]): string {
  return path.map((part, i) => (typeof part === 'number' ? `[${part}]` : i === 0 ? part : `.${part}`)).join('');
}
