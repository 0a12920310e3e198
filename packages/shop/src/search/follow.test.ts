import { systemClock } from '@vitrine/database';
import { testDatabases, type TestDatabase } from '@vitrine/testkit/database';
import { aProduct, aSku } from '@vitrine/testkit/shop';
import { sql, type Kysely } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadCatalog } from '../loading/index.ts';
import type { ShopTables } from '../tables.ts';
import { bindSearch } from './index.ts';

describe.each(testDatabases())('CAT-3 listing rows on $name', (engine) => {
  let database: TestDatabase;
  let db: Kysely<ShopTables>;

  beforeAll(async () => {
    database = await engine.open({ domains: ['shop'] });
    db = database.connection.handle<ShopTables>();
  });
  afterAll(() => database.drop());

  it('let 1,000 imported products be searched at once', async () => {
    const products = Array.from({ length: 1000 }, (_, n) =>
      aProduct({
        externalId: `p${n}`,
        name: `Lamp number${n}`,
        skus: [aSku({ sku: `P-${n}-1` }), aSku({ sku: `P-${n}-2` })],
      }),
    );
    expect((await loadCatalog(db, { products }, { clock: systemClock })).inserted).toBe(1000);
    const search = bindSearch({ db, clock: systemClock, locale: 'en', currency: 'EUR' });
    expect(await search.list({ text: 'number999' })).toMatchObject({
      value: { total: 1, products: [{ slug: 'p999' }] },
    });
    expect(await search.list({ text: 'lamp' })).toMatchObject({ value: { total: 1000 } });
  });

  it('hold what both of two sales at once left of a product', async () => {
    if (engine.name === 'PGlite') return;
    const sell = (code: string) =>
      db.transaction().execute(async (trx) => {
        await sql`update shop.stock set on_hand = 1 where sku_id = (select id from shop.sku where code = ${code})`.execute(
          trx,
        );
        await sql`select pg_sleep(0.1)`.execute(trx);
      });
    await Promise.all([sell('P-7-1'), sell('P-7-2')]);
    const { rows } = await sql`select stock_left from shop.product_listing where name = 'lamp number7'`.execute(db);
    expect(rows).toEqual([{ stock_left: 2 }]);
  });

  it('are ordered by what was sold and rated, once that is worked out', async () => {
    const search = bindSearch({ db, clock: systemClock, locale: 'en', currency: 'EUR' });
    await sql`insert into shop.product_imported_rating (product_id, average, count) select id, 5, 400 from shop.product where slug = 'p500'`.execute(
      db,
    );
    expect(await search.refreshPopularity()).toEqual({ changed: 1 });
    expect(await search.list({ perPage: 1 })).toMatchObject({
      value: { products: [{ slug: 'p500', ratingCount: 400 }] },
    });
    expect(await search.refreshPopularity()).toEqual({ changed: 0 });
  });

  it('are found by what a colour or a tag is called in the visitor’s language, as soon as it is called that', async () => {
    const product = {
      ...aProduct({ externalId: 'tin', name: 'Tin', color: 'Moss', tags: ['gift-idea'] }),
      translations: { de: { name: 'Dose', description: '', specs: [] } },
    };
    await loadCatalog(db, { products: [product] }, { clock: systemClock });
    const german = bindSearch({ db, clock: systemClock, locale: 'de', currency: 'EUR' });
    const finds = async (text: string) => {
      const found = await german.list({ text });
      return found.ok ? found.value.products.map(({ slug }) => slug) : null;
    };
    expect(await finds('moosgrün')).toEqual([]);
    await sql`insert into shop.word_translation values ('de', 'moss', 'Moosgrün'), ('de', 'gift idea', 'Geschenkidee')`.execute(
      db,
    );
    expect(await finds('moosgrün')).toEqual(['tin']);
    expect(await finds('Geschenkidee')).toEqual(['tin']);
    await sql`update shop.word_translation set text = 'Waldgrün' where word = 'moss'`.execute(db);
    expect([await finds('moosgrün'), await finds('waldgrün')]).toEqual([[], ['tin']]);
    await sql`delete from shop.word_translation`.execute(db);
    expect(await finds('waldgrün')).toEqual([]);
    const sky = aProduct({ externalId: 'jar', name: 'Jar', color: 'sky-blue', skus: [aSku({ sku: 'JAR' })] });
    const { translations } = product;
    await loadCatalog(db, { products: [{ ...sky, translations }] }, { clock: systemClock });
    await sql`insert into shop.word_translation values ('de', 'sky blue', 'Himmelblau')`.execute(db);
    expect(await finds('himmelblau')).toEqual(['jar']);
  });
});
