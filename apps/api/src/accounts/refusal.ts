import { type ErrorCode, errorCatalogue } from '@vitrine/contracts';
import { failure } from '../dispatch/failure.ts';
import type { CallContext } from '../dispatch/operation.ts';

interface Fault {
  readonly field: string;
  readonly fault: string;
  readonly example?: string;
}

type Refusal =
  | { readonly code: string; readonly retryAfterSec: number }
  | { readonly code: string; readonly faults: readonly Fault[] }
  | { readonly code: string };

const sentences: Readonly<Record<string, string>> = {
  required: 'is required',
  invalid: 'is not valid',
  too_short: 'must have at least 8 characters',
  too_long: 'is too long',
  too_common: 'is one of the first that anybody would try; take something longer and less usual',
  is_email: 'must not be the e-mail address',
  wrong: 'is not the password in use',
  taken: 'is taken',
};

/** What the use cases call a code that the catalogue has under another name. */
const otherNames: Readonly<Record<string, ErrorCode>> = {
  'customers.address_not_found': 'accounts.address_not_found',
  'customers.too_many_addresses': 'accounts.too_many_addresses',
  'customers.not_found': 'accounts.customer_required',
};

function wireName(field: string): string {
  return field.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function codeOf(code: string): ErrorCode {
  if (code in errorCatalogue) return code as ErrorCode;
  const known = otherNames[code];
  if (known === undefined) throw new Error(`The catalogue of errors lacks ${code}: add it there.`);
  return known;
}

/** A refusal of the use cases as the wire has it: fields by name, and seconds to wait in Retry-After. */
export function refusalOf(error: Refusal): ReturnType<typeof failure> {
  if ('retryAfterSec' in error) {
    return failure(codeOf(error.code), {
      message: `Too many tries. Wait ${error.retryAfterSec} s and try again.`,
      headers: { 'retry-after': String(error.retryAfterSec) },
    });
  }
  if (!('faults' in error)) return failure(codeOf(error.code));
  const faults = error.faults.map(({ field, fault, example }) => ({
    path: [wireName(field)],
    message: example === undefined ? (sentences[fault] ?? 'is not valid') : `must be written like ${example}`,
  }));
  const [first] = faults;
  return failure('request.invalid_value', {
    ...(first === undefined ? {} : { message: `${first.path.join('.')} ${first.message}.` }),
    faults,
  });
}

/** Where a call comes from, as the throttle counts it: the connection's own address, never what a header claims. */
export function originOf(context: CallContext): { address: string; userAgent: string } {
  return { address: context.address ?? '', userAgent: context.userAgent ?? '' };
}
