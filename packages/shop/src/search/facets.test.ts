import { newId, systemClock } from '@vitrine/database';
import { testDatabases, type TestDatabase } from '@vitrine/testkit/database';
import { aProduct, aSku } from '@vitrine/testkit/shop';
import { sql, type Kysely } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadCatalog } from '../loading/index.ts';
import type { ShopContext } from '../shop-context.ts';
import type { ShopTables } from '../tables.ts';
import { checkQuery } from './check-query.ts';
import { selectFacetNames } from './facet-names.store.ts';
import { faceFacets } from './facets.ts';
import { bindSearch, type ListingQuery, type SearchUseCases } from './index.ts';
import { selectPlainProducts } from './plain-products.fixture.ts';
import { referenceListing, standsInOrder } from './reference-listing.fixture.ts';

/** A stream of numbers in [0, 1) (mulberry32). */
function stream(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const random = stream(20_260_321);
const pick = <Value>(values: readonly [Value, ...Value[]]): Value =>
  values[Math.floor(random() * values.length)] ?? values[0];
const some = <Value>(values: readonly [Value, ...Value[]], most: number): Value[] =>
  Array.from({ length: Math.floor(random() * (most + 1)) }, () => pick(values));

const nouns = ['Lampe', 'Kettle', 'Crème brûlée', 'Straßenschuh', 'Chair'] as const;
const colors = ['Navy Blue', 'red', 'Weiß', 'Grün'] as const;
const tags = ['sale', 'oak', 'new', 'eco'] as const;
const brands = ['lumo', 'nordlys', 'ça'] as const;

function randomProduct(n: number) {
  const brand = pick(brands);
  return aProduct({
    externalId: `p${n}`,
    name: `${pick(nouns)} ${n}`,
    ...(random() < 0.8 ? { brand: { slug: brand === 'ça' ? 'ca' : brand, name: brand } } : {}),
    categoryPath: [
      { slug: 'home', name: 'Home' },
      ...(random() < 0.8 ? [{ slug: pick(['kitchen', 'garden']), name: 'Room' }] : []),
    ].flatMap((step, at, path) =>
      at === 1 && random() < 0.5 ? [step, { slug: `${path[1]?.slug}-deep`, name: 'Deep' }] : [step],
    ),
    ...(random() < 0.7 ? { color: pick(colors) } : {}),
    tags: some(tags, 3),
    skus: [
      aSku({
        sku: `P${n}-1`,
        priceMinor: Math.floor(random() * 3000),
        stock: random() < 0.6 ? 4 : 0,
        options: { color: pick(colors) },
      }),
      aSku({ sku: `P${n}-2`, priceMinor: Math.floor(random() * 3000), stock: random() < 0.3 ? 9 : 0 }),
    ],
    ...(random() < 0.7 ? { externalRating: { average: Math.round(10 + random() * 40) / 10, count: 3 } } : {}),
    firstAvailable: new Date(Date.UTC(2026, 0, 1 + Math.floor(random() * 60))),
    archived: random() < 0.05,
  });
}

function randomQuery(): ListingQuery {
  const low = Math.floor(random() * 2000);
  const sort = pick(['popularity', 'newest', 'price-low', 'price-high', 'rating', 'name']);
  return {
    facets: true,
    perPage: 100,
    sort: sort as NonNullable<ListingQuery['sort']>,
    ...(random() < 0.3 ? { text: pick(['lampe', 'creme', 'strassenschuh', 'chair', 'kettle']) } : {}),
    ...(random() < 0.4 ? { category: pick(['home', 'kitchen', 'garden', 'kitchen-deep']) } : {}),
    ...(random() < 0.15 ? { collection: 'spring' } : {}),
    brands: random() < 0.3 ? some(['lumo', 'nordlys', 'ca', 'nobody'], 2) : [],
    colors: random() < 0.3 ? some(['navy-blue', 'red', 'weiss', 'grun'], 2) : [],
    tags: random() < 0.3 ? some(tags, 2) : [],
    ...(random() < 0.3 ? { priceMinMinor: low } : {}),
    ...(random() < 0.3 ? { priceMaxMinor: low + Math.floor(random() * 1500) } : {}),
    ...(random() < 0.25 ? { ratingMin: pick([1, 2, 3, 4, 4.5]) } : {}),
    availableOnly: random() < 0.25,
  };
}

describe.each(testDatabases())('CAT-1 facets on $name', (engine) => {
  let database: TestDatabase;
  let db: Kysely<ShopTables>;
  let context: ShopContext;
  let search: SearchUseCases;

  beforeAll(async () => {
    database = await engine.open({ domains: ['shop'] });
    db = database.connection.handle<ShopTables>();
    context = { db, clock: systemClock, locale: 'en', currency: 'EUR' };
    search = bindSearch(context);
    const { ids, rejected } = await loadCatalog(
      db,
      { products: Array.from({ length: 90 }, (_, n) => randomProduct(n)) },
      { clock: systemClock },
    );
    expect(rejected).toEqual([]);
    await db.transaction().execute(async (trx) => {
      const id = newId(systemClock);
      await sql`insert into shop.collection (id, slug, base_locale) values (${id}::uuid, 'spring', 'en')`.execute(trx);
      await sql`insert into shop.collection_translation (collection_id, locale, name) values (${id}::uuid, 'en', 'Spring')`.execute(
        trx,
      );
      await sql`insert into shop.collection_product (collection_id, product_id, position)
        select ${id}::uuid, given.id, given.at from unnest(${[...ids.values()].slice(0, 40)}::uuid[]) with ordinality as given (id, at)`.execute(
        trx,
      );
    });
  });
  afterAll(() => database.drop());

  it('count as counting every product by hand does, whatever is chosen', async () => {
    const [products, names] = [await selectPlainProducts(context), await selectFacetNames(context)];
    const byId = new Map(products.map((product) => [product.id, product]));
    for (let round = 0; round < 60; round += 1) {
      const asked = randomQuery();
      const checked = checkQuery(asked);
      if (!checked.ok) {
        expect(asked.priceMinMinor).toBeGreaterThan(asked.priceMaxMinor ?? 0);
        continue;
      }
      const hitsOf = async (text: string) => {
        const hits = await search.list({ text, perPage: 100 });
        return new Set(hits.ok ? hits.value.products.map(({ id }) => id) : []);
      };
      const expected = referenceListing(
        products,
        checked.value,
        asked.text === undefined ? null : await hitsOf(asked.text),
      );
      const listing = await search.list(asked);
      if (!listing.ok) throw new Error(JSON.stringify(listing.error));
      const shown = listing.value.products.flatMap(({ id }) => byId.get(id) ?? []);
      expect(shown.map(({ id }) => id).sort(), JSON.stringify(asked)).toEqual(
        expected.found.map(({ id }) => id).sort(),
      );
      expect(standsInOrder(shown, checked.value.sort), JSON.stringify(asked)).toBe(true);
      expect(listing.value.facets, JSON.stringify(asked)).toEqual(faceFacets(expected.counts, checked.value, names));
    }
  });

  it('show the same tiles as the product pages do', async () => {
    const { cardsByIds } = await import('../catalog/product-cards.store.ts');
    const listing = await search.list({ perPage: 30 });
    const shown = listing.ok ? listing.value.products : [];
    expect(shown).toHaveLength(30);
    expect(shown).toEqual(
      await cardsByIds(
        context,
        shown.map(({ id }) => id),
      ),
    );
  });

  it('go through every product once by the cursor, though products come and go meanwhile', async () => {
    for (const sort of ['popularity', 'name', 'price-low', 'newest', 'rating'] as const) {
      const seen: string[] = [];
      let cursor: string | null | undefined;
      const whole = await search.list({ sort, perPage: 100 });
      const ids = whole.ok ? whole.value.products.map(({ id }) => id) : [];
      while (cursor !== null) {
        const page = await search.list({ sort, perPage: 17, ...(cursor === undefined ? {} : { cursor }) });
        if (!page.ok) throw new Error(JSON.stringify(page.error));
        seen.push(...page.value.products.map(({ id }) => id));
        // The first one goes: pages by number would skip one now.
        if (cursor === undefined)
          await sql`update shop.product set archived_at = now() where id = ${seen[0]}::uuid`.execute(db);
        cursor = page.value.nextCursor;
      }
      expect(seen, sort).toEqual(ids);
      await sql`update shop.product set archived_at = null where id = ${seen[0]}::uuid`.execute(db);
    }
    expect(await search.list({ cursor: 'nonsense' })).toMatchObject({ error: { field: 'cursor' } });
  });
});
