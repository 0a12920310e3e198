import { failure, success, type Outcome } from '../outcome.ts';
import { listingSorts, type ListingFailure, type ListingQuery, type ListingSort } from './listing.ts';

/** A query whose every part is there and within its bounds. */
export interface CheckedQuery {
  readonly text: string;
  readonly category: string | null;
  readonly collection: string | null;
  readonly brands: readonly string[];
  readonly colors: readonly string[];
  readonly tags: readonly string[];
  readonly priceMinMinor: number | null;
  readonly priceMaxMinor: number | null;
  readonly ratingMin: number | null;
  readonly availableOnly: boolean;
  readonly sort: ListingSort;
  readonly page: number;
  readonly perPage: number;
  readonly cursor: string | null;
  readonly facets: boolean;
}

/** Rows that pages by number reach; beyond them the cursor goes on. */
export const deepestRow = 10_000;
const mostPerPage = 100;
const mostChosen = 50;
const longestText = 200;
const longestValue = 200;

function invalid(field: keyof ListingQuery, message: string): { ok: false; error: ListingFailure } {
  return failure({ code: 'catalog.invalid_query', field, message });
}

// Control characters and halves of surrogate pairs: no name holds them, and the database refuses some.
function unfit(text: string): boolean {
  return /\p{Cc}|\p{Cs}/u.test(text);
}

/** The first fault of the query's texts and lists. */
function checkTexts(query: ListingQuery): { ok: false; error: ListingFailure } | null {
  if ((query.text ?? '').length > longestText) return invalid('text', `must have at most ${longestText} characters`);
  for (const field of ['category', 'collection'] as const) {
    const value = query[field];
    if (value !== undefined && (value === '' || value.length > longestValue || unfit(value)))
      return invalid(field, 'must be the slug of one: see the list of them');
  }
  for (const field of ['brands', 'colors', 'tags'] as const) {
    const chosen = query[field] ?? [];
    if (chosen.length > mostChosen) return invalid(field, `must name at most ${mostChosen}`);
    if (chosen.some((value) => value === '' || value.length > longestValue || unfit(value)))
      return invalid(field, 'must be slugs: see the facets of the listing');
  }
  return null;
}

/** The first fault of the query's numbers. */
function checkNumbers(query: ListingQuery): { ok: false; error: ListingFailure } | null {
  for (const field of ['priceMinMinor', 'priceMaxMinor'] as const) {
    const value = query[field];
    if (value !== undefined && !(Number.isSafeInteger(value) && value >= 0))
      return invalid(field, 'must be a whole number of minor units, 0 or more');
  }
  if ((query.priceMinMinor ?? 0) > (query.priceMaxMinor ?? Number.MAX_SAFE_INTEGER))
    return invalid('priceMinMinor', 'must not be above the highest price');
  if (query.ratingMin !== undefined && !(query.ratingMin >= 1 && query.ratingMin <= 5))
    return invalid('ratingMin', 'must be from 1 to 5');
  const { page = 1, perPage = 24 } = query;
  if (!(Number.isSafeInteger(perPage) && perPage >= 1 && perPage <= mostPerPage))
    return invalid('perPage', `must be a whole number from 1 to ${mostPerPage}`);
  if (!(Number.isSafeInteger(page) && page >= 1)) return invalid('page', 'must be a whole number from 1');
  if ((page - 1) * perPage >= deepestRow)
    return invalid(
      'page',
      `must be within the first ${deepestRow} products: go on with the cursor, or narrow the filters`,
    );
  if (query.sort !== undefined && !listingSorts.includes(query.sort))
    return invalid('sort', `must be one of ${listingSorts.join(', ')}`);
  if (query.cursor !== undefined && page !== 1) return invalid('cursor', 'must not be given together with a page');
  return null;
}

/** The query with its defaults, or what is wrong with it. */
export function checkQuery(query: ListingQuery): Outcome<CheckedQuery, ListingFailure> {
  const fault = checkTexts(query) ?? checkNumbers(query);
  if (fault !== null) return fault;
  const text = (query.text ?? '').replaceAll(/[\p{Cc}\p{Cs}\s]+/gu, ' ').trim();
  const sort = query.sort ?? (text === '' ? 'popularity' : 'relevance');
  return success({
    text,
    category: query.category ?? null,
    collection: query.collection ?? null,
    brands: [...new Set(query.brands)],
    colors: [...new Set(query.colors)],
    tags: [...new Set(query.tags)],
    priceMinMinor: query.priceMinMinor ?? null,
    priceMaxMinor: query.priceMaxMinor ?? null,
    ratingMin: query.ratingMin ?? null,
    availableOnly: query.availableOnly === true,
    sort: sort === 'relevance' && text === '' ? 'popularity' : sort,
    page: query.page ?? 1,
    perPage: query.perPage ?? 24,
    cursor: query.cursor ?? null,
    facets: query.facets === true,
  });
}
