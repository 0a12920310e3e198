import type { OrderAddress } from '../orders/place-order.ts';

/** Fields of the first step, as their form names them. */
export const addressFields = [
  'email',
  'recipient',
  'line1',
  'line2',
  'postal_code',
  'city',
  'region',
  'country',
] as const;
export type AddressField = (typeof addressFields)[number];

/** What is wrong with a field; `example` shows what would be right. */
export interface FieldFault {
  readonly field: AddressField;
  readonly rule: 'required' | 'email' | 'postal_code' | 'country' | 'too_long';
  readonly example?: string;
}

/** How one country writes its addresses. */
interface CountryRule {
  readonly postalCode: RegExp;
  readonly example: string;
  /** A state or province belongs to the address. */
  readonly region?: true;
  /** Puts a postal code into its usual form. */
  readonly tidy?: (code: string) => string;
}

const upper = (code: string) => code.toUpperCase();
const four = { postalCode: /^\d{4}$/, example: '1010' };
const five = { postalCode: /^\d{5}$/, example: '10115' };
const spaced = (at: number) => (code: string) => {
  const bare = upper(code).replaceAll(/[\s-]/g, '');
  return bare.length > at ? `${bare.slice(0, at)} ${bare.slice(at)}` : bare;
};

/** Where we deliver, and how addresses look there. */
export const countryRules: Readonly<Record<string, CountryRule>> = {
  AT: four,
  AU: { ...four, example: '2000', region: true },
  BE: { ...four, example: '1000' },
  BR: { postalCode: /^\d{5}-?\d{3}$/, example: '01310-100', region: true },
  CA: { postalCode: /^[A-Z]\d[A-Z] \d[A-Z]\d$/, example: 'K1A 0B1', region: true, tidy: spaced(3) },
  CH: { ...four, example: '8001' },
  CZ: { postalCode: /^\d{3} ?\d{2}$/, example: '110 00', tidy: spaced(3) },
  DE: five,
  DK: { ...four, example: '1050' },
  ES: { ...five, example: '28001' },
  FI: { ...five, example: '00100' },
  FR: { ...five, example: '75001' },
  GB: {
    postalCode: /^(GIR ?0AA|[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2})$/,
    example: 'SW1A 1AA',
    tidy: (code) => {
      const bare = upper(code).replaceAll(/\s/g, '');
      return bare.length > 3 ? `${bare.slice(0, -3)} ${bare.slice(-3)}` : bare;
    },
  },
  HU: { ...four, example: '1011' },
  IE: { postalCode: /^[A-Z]\d[\dW] [A-Z\d]{4}$/, example: 'D02 X285', tidy: spaced(3) },
  IT: { ...five, example: '00118' },
  JP: { postalCode: /^\d{3}-?\d{4}$/, example: '100-0001', region: true },
  LU: { ...four, example: '1111' },
  NL: { postalCode: /^[1-9]\d{3} [A-Z]{2}$/, example: '1012 AB', tidy: spaced(4) },
  NO: { ...four, example: '0150' },
  PL: { postalCode: /^\d{2}-\d{3}$/, example: '00-001' },
  PT: { postalCode: /^\d{4}-\d{3}$/, example: '1100-148' },
  SE: { postalCode: /^\d{3} \d{2}$/, example: '111 22', tidy: spaced(3) },
  US: { postalCode: /^\d{5}(-\d{4})?$/, example: '10001', region: true },
};

/** Countries we deliver to, ISO 3166 alpha-2. */
export const deliveryCountries: readonly string[] = Object.keys(countryRules);

const longest: Readonly<Record<AddressField, number>> = {
  email: 320,
  recipient: 120,
  line1: 120,
  line2: 120,
  postal_code: 16,
  city: 80,
  region: 80,
  country: 2,
};

/** What was typed, by field name; a missing field counts as empty. */
export type TypedAddress = Readonly<Partial<Record<AddressField, string>>>;

/** A readable contact and address, or every field that is wrong. */
export type JudgedAddress =
  | { readonly ok: true; readonly email: string; readonly address: OrderAddress }
  | { readonly ok: false; readonly faults: readonly FieldFault[] };

const emailForm = /^[^@\s]+@[^@\s.]+(\.[^@\s.]+)+$/;

function tidy(text: string | undefined): string {
  return (text ?? '').normalize('NFC').replaceAll(/\s+/g, ' ').trim();
}

/** Reads the first step of the checkout. Every field is judged, so that all faults are told at once. */
export function judgeAddress(typed: TypedAddress): JudgedAddress {
  const value = (field: AddressField) => tidy(typed[field]);
  const country = value('country').toUpperCase();
  const rule = countryRules[country];
  const postalCode = rule?.tidy?.(value('postal_code')) ?? value('postal_code');
  const faults: FieldFault[] = [];
  const required: AddressField[] = ['email', 'recipient', 'line1', 'postal_code', 'city', 'country'];
  if (rule?.region) required.push('region');
  for (const field of addressFields) {
    if (value(field) === '') {
      if (required.includes(field))
        faults.push({ field, rule: 'required', ...(field === 'postal_code' && rule ? { example: rule.example } : {}) });
    } else if (value(field).length > longest[field]) faults.push({ field, rule: 'too_long' });
    else if (field === 'email' && !emailForm.test(value(field))) faults.push({ field, rule: 'email' });
    else if (field === 'country' && rule === undefined) faults.push({ field, rule: 'country' });
    else if (field === 'postal_code' && rule !== undefined && !rule.postalCode.test(postalCode))
      faults.push({ field, rule: 'postal_code', example: rule.example });
  }
  if (faults.length > 0) return { ok: false, faults };
  const [line2, region] = [value('line2'), value('region')];
  return {
    ok: true,
    email: value('email'),
    address: {
      recipient: value('recipient'),
      line1: value('line1'),
      ...(line2 === '' ? {} : { line2 }),
      postalCode,
      city: value('city'),
      ...(region === '' ? {} : { region }),
      country,
    },
  };
}
