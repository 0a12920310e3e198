/** The decimal number that a field says; NaN for anything else: an empty field is not 0, and 0x10 is not 16. */
export function decimalOf(text: string): number {
  return text.trim() === '' || /^\s*0[xob]/i.test(text) ? NaN : Number(text);
}
