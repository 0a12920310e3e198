/** Minor units as decimal major units of the currency. */
export function majorOf(minor: number | null, currency: string | null): number | null {
  if (minor === null || currency === null) return null;
  const digits =
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
  return Number((minor / 10 ** digits).toFixed(digits));
}
