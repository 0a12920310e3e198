import { plainLine } from '../values/read-html.ts';
import { textOf } from './facts.ts';

/** "by\n\n    Acme" and "Visit the Acme Store" are Acme. */
export function brandOf(value: unknown): string {
  const written = plainLine(textOf(value), 80);
  return written
    .replace(/^by /i, '')
    .replace(/^visit the (.+) store$/i, '$1')
    .replace(/^(unknown|n\/a)$/i, '');
}

const notShown = /asin|rank|review|date|best sellers/i;

/** Details as they stand on the page, without what is about the page. */
export function specsOf(details: unknown): { name: string; value: string }[] {
  if (typeof details !== 'object' || details === null || Array.isArray(details)) return [];
  const specs = new Map<string, string>();
  for (const [key, value] of Object.entries(details)) {
    const name = plainLine(key, 60).replace(/\s*:$/, '');
    const text = typeof value === 'string' || typeof value === 'number' ? plainLine(String(value), 120) : '';
    if (name !== '' && text !== '' && !notShown.test(name) && specs.size < 10) specs.set(name, textOf(text));
  }
  return [...specs].map(([name, value]) => ({ name, value }));
}

/** "June 5, 2013" in UTC. */
export function dateOf(value: unknown): Date | null {
  const written = textOf(value).trim();
  if (!/^[A-Z][a-z]+\.? \d{1,2}, \d{4}$/.test(written)) return null;
  const at = new Date(`${written} UTC`);
  return Number.isFinite(at.getTime()) ? at : null;
}
