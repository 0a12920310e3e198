import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRecsys, shopTenant, type RecsysTables } from '@vitrine/recsys';
import { diskArtifacts } from '@vitrine/recsys/models';
import { testDatabase, type TestDatabase } from '@vitrine/testkit/database';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databaseTarget } from './database-target.ts';
import { demoMakers } from './demo-shop.ts';
import { generatedSource, runGenerate, type GenerateOptions } from './run.ts';

const asOf = new Date('2026-11-21T15:30:00Z');

describe('INS-2 vitrine generate into a database', () => {
  let folder = '';
  let database: TestDatabase;
  let options: GenerateOptions;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vitrine-generate-'));
    database = await testDatabase({ domains: ['platform', 'shop', 'recsys'] });
    const clock = { now: () => asOf };
    const recsys = createRecsys({
      db: database.connection.handle<RecsysTables>(),
      clock,
      modelStore: diskArtifacts(folder),
      polling: false,
    });
    const target = databaseTarget({
      shop: database.connection.handle(),
      clock,
      source: generatedSource,
      ingest: (events) => recsys.events.ingest(shopTenant, events, { backfill: true, partial: true }),
    });
    const size = { products: 45, customers: 60, events: 4000, days: 120, seed: 9 };
    options = { target, makers: demoMakers, ...size, asOf, drawingsFolder: join(folder, 'drawings') };
  });

  afterAll(async () => {
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  });

  const countRows = async (query: string): Promise<number> => {
    const found = await sql<{ count: number }>`${sql.raw(query)}`.execute(database.connection.handle<unknown>());
    return Number(found.rows[0]?.count);
  };

  it('loads a shop without refusing a row', async () => {
    const outcome = await runGenerate(options);
    expect(outcome).toMatchObject({ ok: true, rejected: [] });
    if (!outcome.ok) return;
    expect(outcome.inserted).toEqual(outcome.total);
    expect(await countRows('select count(*) from shop.product')).toBe(45);
    expect(await countRows('select count(*) from shop.orders')).toBe(outcome.total.orders);
    expect(await countRows('select count(*) from recsys.events')).toBe(outcome.total.events);
    expect(outcome.total.drawings).toBe(3 * 45);
    expect(await readdir(join(folder, 'drawings'))).toHaveLength(outcome.total.drawings);
    expect(await countRows(`select count(*) from shop.media where url like '/media/drawings/%.svg%'`)).toBe(3 * 45);
  });

  it('says products, shelves and pictures in German too', async () => {
    expect(await countRows(`select count(*) from shop.product_translation where locale = 'de'`)).toBe(45);
    expect(await countRows(`select count(*) from shop.media_translation where locale = 'de'`)).toBe(3 * 45);
    expect(
      await countRows(
        `select count(*) from shop.category as shelf where not exists (
           select from shop.category_translation as text where text.category_id = shelf.id and text.locale = 'de')`,
      ),
    ).toBe(0);
  });

  it('names products and people in events by the ids of the shop', async () => {
    expect(
      await countRows(
        'select count(*) from recsys.events e left join shop.product p on p.id::text = e.item_id where p.id is null',
      ),
    ).toBe(0);
    expect(
      await countRows(
        `select count(*) from recsys.events e left join shop.customer c on c.id::text = e.user_id where c.id is null and e.user_id not like 'guest-%'`,
      ),
    ).toBe(0);
  });

  it('keeps purchase events and order lines equal', async () => {
    const differences = `
      with bought as (
        select meta ->> 'order_id' as number, meta ->> 'sku' as sku, value::integer as quantity, (meta ->> 'unit_price')::numeric * 100 as price
        from recsys.events where type = 3
      ), sold as (
        select o.external_id as number, sku.code as sku, line.quantity, line.unit_price_minor::numeric as price
        from shop.orders o join shop.order_line line on line.order_id = o.id join shop.sku on sku.id = line.sku_id
      ), gone as (select * from bought except all select * from sold), odd as (select * from sold except all select * from bought)
      select (select count(*) from gone) + (select count(*) from odd) as count`;
    expect(await countRows(differences)).toBe(0);
  });

  it('changes nothing in a second run, even later', async () => {
    const again = await runGenerate({ ...options, asOf: new Date(asOf.getTime() + 86_400_000) });
    const nothing = { products: 0, drawings: 0, customers: 0, orders: 0, reviews: 0, events: 0 };
    expect(again).toMatchObject({ ok: true, inserted: nothing, rejected: [] });
  });

  it('refuses other numbers with the ones that are there', async () => {
    const other = await runGenerate({ ...options, customers: 61 });
    expect(other).toMatchObject({ ok: false, error: { code: 'generate.other_settings', existing: { customers: 60 } } });
  });
});
