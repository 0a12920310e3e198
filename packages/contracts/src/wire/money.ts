/** Decimal digits of the minor unit, by ISO 4217 code; every other currency of ours has 2. */
const minorDigits: Readonly<Record<string, number>> = {
  JPY: 0,
  KRW: 0,
  VND: 0,
  CLP: 0,
  ISK: 0,
  BHD: 3,
  KWD: 3,
  OMR: 3,
  TND: 3,
};

/** Minor units (cents) to the decimal major units that `/v1` carries: `toMajorUnits(1999, 'EUR')` is `19.99`. */
export function toMajorUnits(priceMinor: number, currency: string): number {
  const digits = minorDigits[currency] ?? 2;
  return Number((priceMinor / 10 ** digits).toFixed(digits));
}

/** Decimal major units to integer minor units, rounded half away from zero. */
export function toMinorUnits(price: number, currency: string): number {
  const digits = minorDigits[currency] ?? 2;
  return Math.round(Number(`${price}e${digits}`));
}
