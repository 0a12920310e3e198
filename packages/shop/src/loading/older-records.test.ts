import { systemClock } from '@vitrine/database';
import { testDatabase, type TestDatabase } from '@vitrine/testkit/database';
import { aProduct, aSku } from '@vitrine/testkit/shop';
import { sql, type Kysely } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ShopTables } from '../index.ts';
import { loadCatalog } from './index.ts';

let database: TestDatabase;
let db: Kysely<ShopTables>;

beforeAll(async () => {
  database = await testDatabase({ domains: ['shop'] });
  db = database.connection.handle<ShopTables>();
});
afterAll(() => database.drop());

/** What a log of one month says of a lamp. */
const lampOf = (month: string, priceMinor: number) =>
  aProduct({
    externalId: 'lamp',
    name: `Lamp of ${month}`,
    skus: [aSku({ sku: 'LAMP', priceMinor })],
    firstAvailable: new Date(`${month}-03T00:00:00Z`),
    asOf: new Date(`${month}-28T00:00:00Z`),
  });

const load = (...products: ReturnType<typeof lampOf>[]) => loadCatalog(db, { products }, { clock: systemClock });

async function lampInShop(): Promise<unknown> {
  const { rows } = await sql`
    select name, first_available_at::date::text as since, as_of::date::text as "asOf"
    from shop.product join shop.product_translation on product_id = product.id
    join shop.product_import on product_import.product_id = product.id where external_id = 'lamp'`.execute(db);
  return rows[0];
}

describe('DB-8 months in any order', () => {
  it('keeps name and price of the newest month, and the earliest day of all', async () => {
    expect(await load(lampOf('2019-10', 1000))).toMatchObject({ inserted: 1 });
    expect(await load(lampOf('2019-12', 3000))).toMatchObject({ updated: 1 });
    expect(await load(lampOf('2019-11', 2000))).toMatchObject({ updated: 0, unchanged: 1 });
    expect(await load(lampOf('2019-09', 900))).toMatchObject({ updated: 0, unchanged: 1 });
    expect(await lampInShop()).toEqual({ name: 'Lamp of 2019-12', since: '2019-09-03', asOf: '2019-12-28' });
    const { rows } = await sql<{ price: string }>`
      select amount_minor as price from shop.price join shop.sku on sku.id = sku_id where code = 'LAMP'`.execute(db);
    expect(Number(rows[0]?.price)).toBe(3000);
  });

  it('tells the recommender of an earlier first day, and of nothing where nothing moved', async () => {
    await sql`delete from platform.outbox`.execute(db);
    const told = async () =>
      (await sql<{ kind: string }>`select payload ->> 'kind' as kind from platform.outbox`.execute(db)).rows;
    await load(lampOf('2019-11', 2000));
    expect(await told()).toEqual([]);
    await load(lampOf('2019-08', 800));
    expect(await told()).toEqual([{ kind: 'product.changed' }]);
  });

  it('knows a month again, and counts a product that goes on as it was as unchanged but newer', async () => {
    expect(await load(lampOf('2019-12', 3000))).toMatchObject({ updated: 0, unchanged: 1 });
    const same = { ...lampOf('2019-12', 3000), asOf: new Date('2020-01-15T00:00:00Z') };
    expect(await load(same)).toMatchObject({ updated: 0, unchanged: 1 });
    expect(await lampInShop()).toMatchObject({ name: 'Lamp of 2019-12', asOf: '2020-01-15' });
  });
});
