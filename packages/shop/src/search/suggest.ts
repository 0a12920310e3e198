import type { ShopContext } from '../shop-context.ts';
import { selectTermsFrom } from './corrections.store.ts';
import { foldText, wordsOf } from './fold-text.ts';
import { listProducts } from './list-products.ts';
import type { SuggestedShelf, Suggestions } from './listing.ts';

const nothing: Suggestions = { products: [], categories: [], brands: [], phrases: [] };
const longestText = 200;

/** Whether some word of the name begins with what was typed, or the name holds it whole. */
function fits(name: string, typed: string): boolean {
  const folded = foldText(name);
  return folded.startsWith(typed) || folded.includes(` ${typed}`);
}

/** What a search field offers for what has been typed so far. */
export async function suggest(context: ShopContext, text: string, limit: number): Promise<Suggestions> {
  const words = wordsOf(text.slice(0, longestText));
  const last = words.at(-1);
  if (last === undefined) return nothing;
  const [listing, terms] = await Promise.all([
    listProducts(context, { text: words.join(' '), perPage: limit, facets: true }),
    selectTermsFrom(context, last, limit),
  ]);
  if (!listing.ok) return nothing;
  const { products, facets, correctedFrom } = listing.value;
  const shelves = (values: readonly { value: string; name: string; count: number }[]): SuggestedShelf[] =>
    values
      .filter(({ name, count }) => count > 0 && (fits(name, last) || fits(name, words.join(' '))))
      .slice(0, limit)
      .map(({ value, name, count }) => ({ slug: value, name, count }));
  const before = words.slice(0, -1);
  return {
    products: products.map((card) => ({
      id: card.id,
      slug: card.slug,
      name: card.name,
      imageUrl: card.images[0]?.url ?? null,
      priceMinor: card.priceMinor,
      currency: card.currency,
    })),
    categories: shelves(facets?.categories ?? []),
    brands: shelves(facets?.brands ?? []),
    phrases: correctedFrom === null ? terms.map(({ term }) => [...before, term].join(' ')) : [],
  };
}
