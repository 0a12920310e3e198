import type { ShopUseCases } from '@vitrine/shop';

interface Entry {
  readonly answer: Promise<unknown>;
  readonly untilMs: number;
}

/** Answers that are the same for everybody, given again for some seconds; two who ask at once share one. Failures are not kept. */
export class KeptAnswers {
  readonly #entries = new Map<string, Entry>();
  readonly #options: { readonly ttlMs: number; readonly maxEntries: number; nowMs(): number };

  constructor(options: { ttlMs: number; maxEntries: number; nowMs(): number }) {
    this.#options = options;
  }

  /** The answer kept under the key, or the one `ask` gives. The same object for everybody: it must not be changed. */
  take<T>(key: string, ask: () => Promise<T>): Promise<T> {
    const { ttlMs, maxEntries, nowMs } = this.#options;
    if (ttlMs <= 0) return ask();
    const now = nowMs();
    const known = this.#entries.get(key);
    // Under one key there is always the same kind of answer.
    if (known !== undefined && known.untilMs > now) return known.answer as Promise<T>;
    const answer = ask();
    this.#entries.delete(key);
    this.#entries.set(key, { answer, untilMs: now + ttlMs });
    for (const oldest of this.#entries.keys()) {
      if (this.#entries.size <= maxEntries) break;
      this.#entries.delete(oldest);
    }
    answer.catch(() => {
      if (this.#entries.get(key)?.answer === answer) this.#entries.delete(key);
    });
    return answer;
  }

  /** Forgets everything, for when the catalog changed. */
  clear(): void {
    this.#entries.clear();
  }
}

type Reads = Pick<ShopUseCases, 'catalog' | 'search'>;

/**
 * The shop's reads as pages ask them, in one language: the tree of categories, lists and cards come from what is kept.
 * A product's own page, where stock and price are bought by, is always read.
 */
export function keptReads(shop: ShopUseCases, kept: KeptAnswers): Reads {
  const { locale, currency } = shop.context;
  const keyOf = (what: string, of = '') => `${locale} ${currency} ${what} ${of}`;
  return {
    catalog: {
      ...shop.catalog,
      listCategories: () => kept.take(keyOf('categories'), () => shop.catalog.listCategories()),
      listBrands: () => kept.take(keyOf('brands'), () => shop.catalog.listBrands()),
      newArrivals: (k) => kept.take(keyOf('arrivals', String(k)), () => shop.catalog.newArrivals(k)),
      getProductCards: (ids) => keptCards(shop, { ids, kept, keyOf }),
    },
    search: {
      ...shop.search,
      list: (query) => kept.take(keyOf('list', JSON.stringify(query)), () => shop.search.list(query)),
    },
  };
}

/** Cards one by one, those that are not kept in one question. */
async function keptCards(
  shop: ShopUseCases,
  { ids, kept, keyOf }: { ids: readonly string[]; kept: KeptAnswers; keyOf: (what: string, of: string) => string },
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
      kept.take(keyOf('card', id), () => {
        missing.push(id);
        return askForAll().then((found) => found.get(id) ?? null);
      }),
    ),
  );
  return cards.filter((card) => card !== null);
}
