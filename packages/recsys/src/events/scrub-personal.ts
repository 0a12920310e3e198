import { storableText } from '../record-rejection.ts';

/** Fields whose whole value is personal, whatever it looks like. */
const personalField =
  /^(e[-_ ]?mail(_?address)?|(tele)?phone(_?(number|no))?|mobile|tel|fax|password|passwd|pwd|secret|card(_?(number|no))?|cvv|cvc|iban|ssn|passport|(first|last|full|sur|given|family)_?name|street|address(_?line)?_?\d?)$/i;

/** Ids made by machines: digits in them are no phone and no card number. */
const machineField = /(^|_)(id|sku|ids|version|hash|ts|time|timestamp|rank|price|total|quantity|count)$/i;

const emailPattern = /[^\s@<>()[\]",;:]{1,64}@[^\s@<>()[\]",;:]{1,190}\.[\p{L}]{2,24}/gu;
const cardPattern = /(?<![\w.-])[2-6](?:[ -]?\d){12,18}(?![\w-])/g;
const phonePattern =
  /(?<![\w.+-])(?:\+\d{1,3}[ ./-]?(?:\(0?\d{1,5}\)|\d)(?:[ ./-]?\d){6,12}|\(?0\d{2,5}\)?[ ./-]\d(?:[ ./-]?\d){4,9}|\(?[2-9]\d{2}\)?[ .-]\d{3}[ .-]\d{4})(?![\w-])/g;

const maximumDepth = 8;

/**
 * A copy of a JSON value without what identifies a person: e-mail addresses, phone numbers, card numbers (Luhn), and the
 * whole value of fields that are personal by name. Texts lose NUL and half surrogates, which a database refuses; what lies
 * deeper than eight levels is cut, so that a hostile nest cannot exhaust the stack.
 */
export function scrubPersonal(value: unknown, field = '', depth = 0): unknown {
  if (depth > maximumDepth) return '[cut]';
  if (field !== '' && personalField.test(field) && value !== null && typeof value !== 'boolean') return '[removed]';
  if (typeof value === 'string') return scrubText(value, field);
  if (typeof value === 'number') return scrubNumber(value, field);
  if (typeof value === 'boolean' || value === null) return value;
  if (value instanceof Date) return Number.isFinite(value.getTime()) ? value.toISOString() : null;
  if (Array.isArray(value)) return value.map((entry) => scrubPersonal(entry, field, depth + 1));
  if (typeof value !== 'object') return null;
  const scrubbed: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  for (const [key, entry] of Object.entries(value)) {
    if (entry === undefined) continue;
    scrubbed[scrubText(key.slice(0, 128), '')] = scrubPersonal(entry, key, depth + 1);
  }
  return scrubbed;
}

/** One text without addresses and numbers of people. */
function scrubText(text: string, field: string): string {
  // Cut before matching: no field of an event needs more, and patterns over megabytes would hold up everybody.
  const storable = storableText(text.slice(0, 8192));
  const withoutMail = storable.includes('@') ? storable.replaceAll(emailPattern, '[email]') : storable;
  if (!/\d{2}/.test(withoutMail) || machineField.test(field)) return withoutMail;
  return withoutMail
    .replaceAll(cardPattern, (digits) => (passesLuhn(digits) ? '[card]' : digits))
    .replaceAll(phonePattern, '[phone]');
}

function scrubNumber(value: number, field: string): number | string | null {
  if (!Number.isFinite(value)) return null;
  const cardLike = Number.isInteger(value) && value >= 2e12 && value < 7e18 && !machineField.test(field);
  return cardLike && passesLuhn(String(value)) ? '[card]' : value;
}

/** The check digit rule of payment cards (ISO/IEC 7812-1), for 13 to 19 digits. */
export function passesLuhn(text: string): boolean {
  const digits = text.replaceAll(/\D/g, '');
  if (digits.length < 13 || digits.length > 19) return false;
  let sum = 0;
  for (let at = 0; at < digits.length; at++) {
    const digit = Number(digits[digits.length - 1 - at]);
    const doubled = at % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}
