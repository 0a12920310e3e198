import type { ShopContext } from '../shop-context.ts';
import type { CheckedQuery } from './check-query.ts';
import { countedWithout } from './facet-counts.store.ts';
import { filtersOf } from './listing-filters.store.ts';
import { selectListing, type ListingRow, type PageStart, type SecondTry } from './listing.store.ts';

/** Products. From here on counting the whole shop takes longer than a visitor should wait, and what a few seconds change is not seen in such counts. */
const bigShopLeast = 10_000;
const talliesStayMs = 10_000;

type Tallies = Pick<ListingRow, 'total' | 'tallies' | 'price_min' | 'price_max'>;

interface Kept {
  readonly untilMs: number;
  readonly counted: Promise<Tallies>;
}

const kept = new WeakMap<ShopContext['db'], Map<string, Kept>>();

/** The counts of everything for sale, of some seconds ago at most; those who ask at once share one counting. */
function wholeShop(context: ShopContext): Promise<Tallies> {
  const ofShop = kept.get(context.db) ?? new Map<string, Kept>();
  kept.set(context.db, ofShop);
  const key = `${context.locale} ${context.currency}`;
  const known = ofShop.get(key);
  const nowMs = context.clock.now().getTime();
  // A clock that was set back must not keep counts for as long as it was wrong.
  if (known !== undefined && known.untilMs > nowMs && known.untilMs <= nowMs + talliesStayMs) return known.counted;
  const everything: CheckedQuery = {
    text: '',
    category: null,
    collection: null,
    brands: [],
    colors: [],
    tags: [],
    priceMinMinor: null,
    priceMaxMinor: null,
    ratingMin: null,
    availableOnly: false,
    sort: 'popularity',
    page: 1,
    perPage: 1,
    cursor: null,
    facets: true,
  };
  const counted = selectListing(context, everything, { start: { offset: 0 } });
  ofShop.set(key, { untilMs: nowMs + talliesStayMs, counted });
  counted.catch(() => ofShop.delete(key));
  return counted;
}

/**
 * A page of a listing with its counts. What is counted over a whole big shop, which nothing narrows (the counts beside everything, and beside one filter those
 * of its own facet), is of a few seconds ago at most; all others, and all of a small shop, are counted now.
 */
export async function selectCounted(
  context: ShopContext,
  query: CheckedQuery,
  from: { start: PageStart; second?: SecondTry | undefined; bigShop?: number },
): Promise<ListingRow> {
  const filters = filtersOf(query);
  const [only] = filters;
  if (!query.facets || query.text !== '' || filters.length > 1 || only === 'collection')
    return selectListing(context, query, from);
  const whole = await wholeShop(context);
  if (whole.total < (from.bigShop ?? bigShopLeast)) return selectListing(context, query, from);
  const { tallies = null, price_min = null, price_max = null } = whole;
  if (only === undefined)
    return { ...(await selectListing(context, { ...query, facets: false }, from)), tallies, price_min, price_max };
  const row = await selectListing(context, query, { ...from, known: only });
  const own = countedWithout(only);
  return {
    ...row,
    ...(only === 'price' ? { price_min, price_max } : {}),
    tallies: [...(row.tallies ?? []), ...(tallies ?? []).filter(([what]) => what === own)],
  };
}
