import { readId } from '../values/log-values.ts';

/** Ten digits; tables that took them for numbers lost the leading 0. */
export function articleId(text: string): string {
  const id = readId(text);
  return /^\d{8,9}$/.test(id) ? id.padStart(10, '0') : id;
}
