/** Digits after the point of a currency: 2 for EUR, 0 for JPY. */
function digitsOf(currency: string): number {
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
}

/** A price as it is typed: `1299.95`; empty when there is none. */
export function priceText(minor: number | null | undefined, currency: string): string {
  const digits = digitsOf(currency);
  return minor === null || minor === undefined ? '' : (minor / 10 ** digits).toFixed(digits);
}

/** A price as it is read: `€1,299.95`. */
export function priceLabel(minor: number | null | undefined, currency: string): string {
  if (minor === null || minor === undefined) return '–';
  return new Intl.NumberFormat('en', { style: 'currency', currency }).format(minor / 10 ** digitsOf(currency));
}

/** What was typed, in minor units: `12.5`, `12,50` and `-3` are read, anything else is NaN. */
export function readPrice(text: string, currency: string): number {
  const digits = digitsOf(currency);
  const plain = text.trim().replace(',', '.');
  const found = /^(-?)(\d{1,12})(?:\.(\d+))?$/.exec(plain);
  if (found === null || (found[3] ?? '').length > digits) return Number.NaN;
  const minor = Number(found[2]) * 10 ** digits + Number((found[3] ?? '').padEnd(digits, '0') || 0);
  return found[1] === '-' ? -minor : minor;
}
