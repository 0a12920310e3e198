import type { ShopContext } from '../shop-context.ts';
import { listProducts } from './list-products.ts';
import type { SearchUseCases } from './listing.ts';
import { refreshPopularity } from './popularity.store.ts';
import { suggest } from './suggest.ts';
import { bindSynonyms } from './synonyms.ts';

const suggestedUsually = 6;
const mostSuggested = 20;

/** The search use cases bound to a visitor's context. */
export function bindSearch(context: ShopContext): SearchUseCases {
  return {
    list: (query) => listProducts(context, query),
    suggest: (text, limit = suggestedUsually, locale = context.locale) =>
      suggest(
        { ...context, locale },
        text,
        Math.min(mostSuggested, Math.max(1, Math.trunc(limit) || suggestedUsually)),
      ),
    refreshPopularity: () => refreshPopularity(context),
    synonyms: bindSynonyms(context),
  };
}
