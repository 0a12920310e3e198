import type { ShopContext } from '../shop-context.ts';
import type { CheckedQuery } from './check-query.ts';
import { listsEverything } from './listing-filters.store.ts';
import { selectListing, type ListingRow, type PageStart, type SecondTry } from './listing.store.ts';

/** Products. From here on counting the whole shop takes longer than a visitor should wait, and what a few seconds change is not seen in such counts. */
const bigShopLeast = 10_000;
const talliesStayMs = 10_000;

type Tallies = Pick<ListingRow, 'tallies' | 'price_min' | 'price_max'>;

const kept = new WeakMap<ShopContext['db'], Map<string, { readonly untilMs: number; readonly tallies: Tallies }>>();

/**
 * A page of a listing with its counts. The counts of a whole big shop, which nothing narrows, are those of a few seconds ago at most; all others, and all of a
 * small shop, are counted now.
 */
export async function selectCounted(
  context: ShopContext,
  query: CheckedQuery,
  from: { start: PageStart; second?: SecondTry | undefined; bigShop?: number },
): Promise<ListingRow> {
  if (!query.facets || !listsEverything(query)) return selectListing(context, query, from);
  const ofShop = kept.get(context.db) ?? new Map<string, { untilMs: number; tallies: Tallies }>();
  kept.set(context.db, ofShop);
  const key = `${context.locale} ${context.currency}`;
  const known = ofShop.get(key);
  const nowMs = context.clock.now().getTime();
  // A clock that was set back must not keep counts for as long as it was wrong.
  if (known !== undefined && known.untilMs > nowMs && known.untilMs <= nowMs + talliesStayMs)
    return { ...(await selectListing(context, { ...query, facets: false }, from)), ...known.tallies };
  const row = await selectListing(context, query, from);
  const { tallies = null, price_min = null, price_max = null } = row;
  if (row.total < (from.bigShop ?? bigShopLeast)) ofShop.delete(key);
  else ofShop.set(key, { untilMs: nowMs + talliesStayMs, tallies: { tallies, price_min, price_max } });
  return row;
}
