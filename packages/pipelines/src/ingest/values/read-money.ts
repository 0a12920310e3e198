const digitsOf = new Map<string, number>();

/** Digits after the point of a currency: 2 for EUR, 0 for JPY. */
export function minorDigits(currency: string): number {
  const known = digitsOf.get(currency);
  if (known !== undefined) return known;
  const digits =
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
  digitsOf.set(currency, digits);
  return digits;
}

/**
 * A written amount in minor units of the currency, or null when it is none. Takes "12.99", "$1,299.00", "1.299,00 €",
 * "from 9.99", "12,5"; of a range ("$5.00 - $10.00") the lower end. Page code and words are no amounts.
 */
export function minorUnits(written: unknown, currency: string): number | null {
  const scale = 10 ** minorDigits(currency);
  if (typeof written === 'number') return Number.isFinite(written) ? safe(written * scale) : null;
  if (typeof written !== 'string' || written.length > 60 || /[{}<>]/.test(written)) return null;
  const first = /-?\d[\d.,' \u00a0]*/.exec(written)?.[0];
  if (first === undefined) return null;
  return safe(Number(pointed(first.replaceAll(/[' \u00a0]/g, '').replace(/[.,]+$/, ''))) * scale);
}

/** With one point before the fraction: the last mark is the decimal one unless it parts thousands. */
function pointed(digits: string): string {
  const comma = digits.lastIndexOf(',');
  const point = digits.lastIndexOf('.');
  if (comma < 0) return digits.split('.').length > 2 ? digits.replaceAll('.', '') : digits;
  if (point < 0) {
    const thousands = digits.split(',').length > 2 || digits.length - comma === 4;
    return thousands ? digits.replaceAll(',', '') : digits.replace(',', '.');
  }
  return comma > point ? digits.replaceAll('.', '').replace(',', '.') : digits.replaceAll(',', '');
}

function safe(minor: number): number | null {
  const rounded = Math.round(minor);
  return Number.isSafeInteger(rounded) ? rounded : null;
}
