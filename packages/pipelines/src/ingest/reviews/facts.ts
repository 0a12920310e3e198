import type { JsonItem } from '../reading/read-json-items.ts';

/** What a source says about one product. */
export interface ProductFacts {
  readonly id: string;
  /** Empty when the source has none. */
  readonly name: string;
  readonly description: string;
  readonly brand: string;
  /** Root first. */
  readonly categories: readonly string[];
  /** Null when the source has none. */
  readonly priceMinor: number | null;
  readonly pictures: readonly string[];
  readonly specs: readonly { readonly name: string; readonly value: string }[];
  readonly since: Date | null;
  readonly rating: { readonly average: number; readonly count: number } | null;
}

/** What a source says about one review. Nobody's name is in it. */
export interface ReviewFacts {
  readonly product: string;
  readonly customer: string;
  readonly rating: number;
  readonly title: string;
  readonly body: string;
  readonly at: Date;
  /** Null when the source does not say. */
  readonly verified: boolean | null;
}

/** A record that was understood, or the field at fault and why. */
export type Judged<Facts> =
  | { readonly ok: true; readonly facts: Facts }
  | { readonly ok: false; readonly field: string | null; readonly reason: string; readonly message: string };

/** How one layout of reviews and products is read. One item may hold several of them. */
export interface ReviewLayout {
  readonly source: string;
  readonly currency: string;
  readonly parse: (text: string) => unknown;
  /** What a file holds, by its first item; null when it is nothing of this layout. */
  readonly roleOf: (item: JsonItem['value']) => FileRole | null;
  readonly reviewsOf: (item: JsonItem['value']) => Judged<ReviewFacts>[];
  readonly productsOf: (item: JsonItem['value']) => Judged<ProductFacts>[];
  /** Columns that must be named in a message about a wrong file. */
  readonly expects: string;
}

export type FileRole = 'reviews' | 'products' | 'both';

export function fault(field: string, reason: string, message: string): Judged<never> {
  return { ok: false, field, reason, message };
}

/** The rating, the time and the ids of a review, checked; the texts are cleaned by whoever writes them. */
export function judgeReview(written: {
  readonly product: unknown;
  readonly customer: unknown;
  readonly rating: unknown;
  readonly atMs: number;
  readonly title: unknown;
  readonly body: unknown;
  readonly verified: unknown;
  readonly fields: {
    readonly product: string;
    readonly customer: string;
    readonly rating: string;
    readonly at: string;
  };
}): Judged<ReviewFacts> {
  const { fields } = written;
  const product = idOf(written.product);
  const customer = idOf(written.customer);
  const rating = Number(written.rating ?? Number.NaN);
  const at = new Date(written.atMs);
  if (product === '') return fault(fields.product, 'missing', 'is missing or no id');
  if (customer === '') return fault(fields.customer, 'missing', 'is missing or no id');
  if (!Number.isInteger(rating) || rating < 1 || rating > 5) {
    return fault(fields.rating, 'bad-rating', `${JSON.stringify(written.rating) ?? 'nothing'} is none of 1 to 5`);
  }
  const year = at.getUTCFullYear();
  if (!(year >= 1990 && year <= 2100)) return fault(fields.at, 'bad-date', 'is no time between 1990 and 2100');
  const verified = typeof written.verified === 'boolean' ? written.verified : null;
  const facts = { product, customer, rating, title: textOf(written.title), body: textOf(written.body), at, verified };
  return { ok: true, facts };
}

/** A text as it is, a list of texts as paragraphs, nothing of anything else. NUL and halves of pairs are taken out. */
export function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(textOf).filter(Boolean).join('\n\n');
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' ? value.replaceAll('\0', '').replaceAll(lonelyHalf, '\uFFFD') : '';
}

const lonelyHalf = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/** An id of letters and digits; empty for anything else. */
export function idOf(value: unknown): string {
  const text = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
  return /^[\w.:-]{1,100}$/.test(text) ? text : '';
}

/** The texts of a list; a text alone is a list of one. */
export function listOf(value: unknown): string[] {
  const list = Array.isArray(value) ? value.flat(2) : [value];
  return list
    .map(textOf)
    .map((text) => text.trim())
    .filter(Boolean);
}
