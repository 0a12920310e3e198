import { ExpiringCache } from '@vitrine/api';
import type { ShopUseCases } from '@vitrine/shop';

/** Answers about the shop that are the same for everybody. The objects are shared: they must not be changed. */
export type KeptAnswers = ExpiringCache<unknown>;

/** Some thousands of cards and lists. */
const mostBytes = 16 * 1024 * 1024;

/** Keeps answers for a time; what visitors ask for cannot fill the memory. */
export function keepAnswers(options: { ttlMs: number; nowMs(): number }): KeptAnswers {
  return new ExpiringCache<unknown>({ ...options, mostBytes, bytesOf: bytesOfAnswer });
}

/** About what a plain value takes in memory: cheaper than writing it out, and of the right order. */
export function bytesOfAnswer(answer: unknown): number {
  if (typeof answer === 'string') return 24 + 2 * answer.length;
  if (typeof answer !== 'object' || answer === null) return 8;
  return Object.values(answer).reduce<number>((sum, part) => sum + 8 + bytesOfAnswer(part), 32);
}

type Reads = Pick<ShopUseCases, 'catalog' | 'search'>;

/**
 * The shop's reads as pages ask them, in one language: the tree of categories, lists and cards come from what is kept.
 * A product's own page, where stock and price are bought by, is always read.
 */
export function keptReads(shop: ShopUseCases, kept: KeptAnswers): Reads {
  const { locale, currency } = shop.context;
  // Under one key there is always the same kind of answer.
  const take = <T>(what: string, of: string, ask: () => Promise<T>) =>
    kept.take(`${locale} ${currency} ${what} ${of}`, ask).value as Promise<T>;
  return {
    catalog: {
      ...shop.catalog,
      listCategories: () => take('categories', '', () => shop.catalog.listCategories()),
      listBrands: () => take('brands', '', () => shop.catalog.listBrands()),
      newArrivals: (k) => take('arrivals', String(k), () => shop.catalog.newArrivals(k)),
      getProductCards: (ids) => keptCards(shop, ids, take),
    },
    search: {
      ...shop.search,
      list: (query) => take('list', JSON.stringify(query), () => shop.search.list(query)),
    },
  };
}

/** Cards one by one, those that are not kept in one question. */
async function keptCards(
  shop: ShopUseCases,
  ids: readonly string[],
  take: <T>(what: string, of: string, ask: () => Promise<T>) => Promise<T>,
): ReturnType<ShopUseCases['catalog']['getProductCards']> {
  const missing: string[] = [];
  let asked: Promise<Map<string, Awaited<ReturnType<typeof ask>>[number]>> | undefined;
  const ask = () => shop.catalog.getProductCards(missing);
  const askForAll = () =>
    // Only once the list of what is missing is whole.
    (asked ??= Promise.resolve()
      .then(ask)
      .then((cards) => new Map(cards.map((card) => [card.id, card]))));
  const cards = await Promise.all(
    [...new Set(ids)].map((id) =>
      take('card', id, () => {
        missing.push(id);
        return askForAll().then((found) => found.get(id) ?? null);
      }),
    ),
  );
  return cards.filter((card) => card !== null);
}
