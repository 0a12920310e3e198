import type { ListingQuery, ListingSort } from '../../services.ts';

/** What an address asks of a listing, as people wrote it: everything that is chosen lives in the URL. */
export interface Asked {
  q: string;
  category: string | null;
  brands: readonly string[];
  colors: readonly string[];
  tags: readonly string[];
  /** Major units as typed, or null. */
  min: number | null;
  max: number | null;
  rating: number | null;
  available: boolean;
  sort: ListingSort | null;
  page: number;
}

/** The shelf a listing stands on; its own filter is no choice of the visitor. */
export interface Shelf {
  kind: 'category' | 'search' | 'brand' | 'collection';
  slug: string | null;
  /** Path without the prefix of a language. */
  path: string;
}

export const sorts: readonly ListingSort[] = ['popularity', 'newest', 'price-low', 'price-high', 'rating', 'name'];

const LONGEST = 200;
const MOST = 30;

/** Reads an address; what makes no sense is left out, so that a broken link still shows things. */
export function readAsked(params: URLSearchParams): Asked {
  const list = (name: string) => [...new Set(params.getAll(name))].filter((value) => isPlain(value)).slice(0, MOST);
  const [low, high] = [amount(params.get('min')), amount(params.get('max'))];
  const turned = low !== null && high !== null && low > high;
  const sort = params.get('sort') as ListingSort | null;
  const rating = Number(params.get('rating'));
  const page = Number(params.get('page'));
  const category = params.get('category');
  return {
    q: (params.get('q') ?? '')
      .replaceAll(/\p{Cc}|\p{Cs}/gu, ' ')
      .trim()
      .slice(0, LONGEST),
    category: category !== null && isPlain(category) ? category : null,
    brands: list('brand'),
    colors: list('color'),
    tags: list('tag'),
    min: turned ? high : low,
    max: turned ? low : high,
    rating: [1, 2, 3, 4].includes(rating) ? rating : null,
    available: params.get('available') === '1',
    sort: sort !== null && (sorts.includes(sort) || sort === 'relevance') ? sort : null,
    page: Number.isSafeInteger(page) && page > 0 && page <= 400 ? page : 1,
  };
}

const isPlain = (value: string) => value !== '' && value.length <= LONGEST && !/\p{Cc}|\p{Cs}/u.test(value);

/** An amount in major units with a point or a comma; null when it is none. */
function amount(typed: string | null): number | null {
  const text = (typed ?? '').trim().replace(',', '.');
  if (!/^\d{1,9}(?:\.\d{1,2})?$/.test(text)) return null;
  return Number(text);
}

/** The address as the shop's question. `minorPerMajor` is 100 for most currencies. */
export function toQuery(asked: Asked, shelf: Shelf, minorPerMajor: number): ListingQuery {
  const own = (kind: Shelf['kind']) => (shelf.kind === kind ? shelf.slug : null);
  const category = own('category') ?? asked.category;
  const collection = own('collection');
  const brand = own('brand');
  return {
    ...(asked.q === '' ? {} : { text: asked.q }),
    ...(category === null ? {} : { category }),
    ...(collection === null ? {} : { collection }),
    brands: brand === null ? asked.brands : [brand],
    colors: asked.colors,
    tags: asked.tags,
    ...(asked.min === null ? {} : { priceMinMinor: Math.round(asked.min * minorPerMajor) }),
    ...(asked.max === null ? {} : { priceMaxMinor: Math.round(asked.max * minorPerMajor) }),
    ...(asked.rating === null ? {} : { ratingMin: asked.rating }),
    availableOnly: asked.available,
    ...(asked.sort === null ? {} : { sort: asked.sort }),
  };
}

/** The address of a listing, its parameters in one order, without those that say nothing. */
export function listingHref(shelf: Pick<Shelf, 'path'>, asked: Asked): string {
  const params = new URLSearchParams();
  const put = (name: string, value: string | number | null) => {
    if (value !== null && value !== '') params.append(name, String(value));
  };
  put('q', asked.q);
  put('category', asked.category);
  for (const brand of asked.brands) put('brand', brand);
  for (const color of asked.colors) put('color', color);
  for (const tag of asked.tags) put('tag', tag);
  put('min', asked.min);
  put('max', asked.max);
  put('rating', asked.rating);
  put('available', asked.available ? 1 : null);
  put('sort', asked.sort);
  put('page', asked.page > 1 ? asked.page : null);
  const search = params.toString();
  return search === '' ? shelf.path : `${shelf.path}?${search}`;
}

/** Whether anything narrows or re-orders the shelf: such a page is not for search engines. */
export function isNarrowed(asked: Asked): boolean {
  return asked.sort !== null || asked.category !== null || chosenOf(asked).length > 0;
}

/** One thing the visitor chose, and the same choice without it. */
export interface Chosen {
  kind: 'brand' | 'color' | 'tag' | 'price' | 'rating' | 'available';
  value: string;
  without: Asked;
}

/** Everything chosen beside the text and the shelf, in the order of the filters. */
export function chosenOf(asked: Asked): Chosen[] {
  const first = { ...asked, page: 1 };
  const each = (kind: 'brand' | 'color' | 'tag', key: 'brands' | 'colors' | 'tags') =>
    asked[key].map((value) => ({
      kind,
      value,
      without: { ...first, [key]: asked[key].filter((one) => one !== value) },
    }));
  return [
    ...each('brand', 'brands'),
    ...(asked.min !== null || asked.max !== null
      ? [{ kind: 'price' as const, value: '', without: { ...first, min: null, max: null } }]
      : []),
    ...each('color', 'colors'),
    ...(asked.rating === null
      ? []
      : [{ kind: 'rating' as const, value: String(asked.rating), without: { ...first, rating: null } }]),
    ...(asked.available ? [{ kind: 'available' as const, value: '', without: { ...first, available: false } }] : []),
    ...each('tag', 'tags'),
  ];
}

/** The same shelf with nothing chosen. */
export function cleared(asked: Asked): Asked {
  return {
    ...asked,
    brands: [],
    colors: [],
    tags: [],
    min: null,
    max: null,
    rating: null,
    available: false,
    page: 1,
  };
}
