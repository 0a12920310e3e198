import type { PageText } from '../../language/index.ts';

interface Fault {
  readonly field: string;
  readonly fault: string;
  readonly example?: string;
}

/** What is wrong with each field, in words, by field. */
export function faultWords(faults: readonly Fault[], { t }: Pick<PageText, 't'>): Record<string, string> {
  const words = t.account.faults;
  const known: Readonly<Record<string, unknown>> = words;
  return Object.fromEntries(
    faults.map(({ field, fault, example }) => {
      if (example !== undefined) return [field, words.example(example)];
      if (fault === 'invalid' && field === 'email') return [field, words.email];
      if (fault === 'invalid' && field === 'birthYear') return [field, words.birthYear];
      const said = known[fault];
      return [field, typeof said === 'string' ? said : words.invalid];
    }),
  );
}

type Refusal =
  | { readonly code: 'accounts.throttled'; readonly retryAfterSec: number }
  | { readonly code: string; readonly faults?: readonly Fault[] };

/** A refusal as a page shows it: a sentence, or words by field; with the status and headers that go with it. */
export interface Refused {
  readonly message: string | null;
  readonly errors: Record<string, string>;
}

/** Turns a refusal into words, a status, and for those who came too often the seconds to wait. */
export function refused(
  error: Refusal,
  text: Pick<PageText, 't'>,
): { said: Refused; init: { status: number; headers?: Record<string, string> } } {
  if ('retryAfterSec' in error) {
    const message = text.t.account.throttled(Math.ceil(error.retryAfterSec / 60));
    const headers = { 'Retry-After': String(error.retryAfterSec) };
    return { said: { message, errors: {} }, init: { status: 429, headers } };
  }
  const errors = faultWords(error.faults ?? [], text);
  const message = Object.keys(errors).length > 0 ? null : text.t.account.faults.invalid;
  return { said: { message, errors }, init: { status: 422 } };
}
