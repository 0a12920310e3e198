import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { systemClock } from '@vitrine/database';
import { createRecsys, shopTenant } from '@vitrine/recsys';
import { testDatabase, type TestDatabase } from '@vitrine/testkit/database';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { databaseImportTarget, runImport, type ImportKind, type ImportReport } from './index.ts';

const data = process.env['VITRINE_TEST_DATA'];

describe.skipIf(!data)('INS-1 true catalogs, reviews and orders (needs VITRINE_TEST_DATA)', () => {
  let home: string;
  let database: TestDatabase;
  let close: () => Promise<void>;

  beforeEach(async () => {
    database = await testDatabase();
    home = await mkdtemp(join(tmpdir(), 'vitrine-import-'));
  });
  afterEach(async () => {
    await close();
    await database.drop();
    await rm(home, { recursive: true });
  });

  function targetOf() {
    const recsys = createRecsys({
      db: database.connection.handle(),
      clock: systemClock,
      polling: false,
      modelStore: { save: () => Promise.reject(new Error('no model')), load: () => Promise.resolve(null) } as never,
    });
    close = () => recsys.close();
    return databaseImportTarget({
      shop: database.connection.handle(),
      clock: systemClock,
      ingest: (events) => recsys.events.ingest(shopTenant, events, { partial: true, backfill: true }),
    });
  }

  async function importReal(format: string, path: string): Promise<ImportReport> {
    const paths = [resolve(data ?? '', path)];
    const outcome = await runImport({ format, paths, home, target: targetOf(), clock: systemClock });
    if (!outcome.ok) throw new Error(outcome.error.message);
    return outcome.report;
  }

  /** Imports twice: the second changes nothing. Every reject is a line with file, place, reason and words. */
  async function importTwice(format: string, path: string): Promise<ImportReport> {
    const first = await importReal(format, path);
    const second = await importReal(format, path);
    for (const kind of Object.keys(first.written) as ImportKind[]) {
      const { inserted, updated, unchanged } = first.written[kind];
      expect({ kind, ...second.written[kind] }).toEqual({
        kind,
        inserted: 0,
        updated: 0,
        unchanged: inserted + updated + unchanged,
      });
    }
    expect(second.reasons).toEqual(first.reasons);
    if (first.rejectsFile === null) return first;
    const rejects = (await readFile(first.rejectsFile, 'utf8')).trim().split('\n');
    expect(rejects).toHaveLength(first.rejected);
    for (const line of rejects) {
      expect(JSON.parse(line)).toMatchObject({
        file: expect.stringMatching(/./),
        message: expect.stringMatching(/\w/),
      });
    }
    return first;
  }

  async function count(query: string): Promise<number> {
    const { rows } = await sql<{ n: number }>`select (${sql.raw(query)})::int as n`.execute(
      database.connection.handle(),
    );
    return rows[0]?.n ?? -1;
  }

  it('olist: nine tables in, and nothing the second time', async () => {
    const report = await importTwice('olist', 'orders/olist');
    expect(report.files).toBe(9);
    expect(report.written.orders.inserted + (report.reasons['no-items'] ?? 0)).toBeGreaterThan(5000);
    expect(report.written.reviews.inserted).toBeGreaterThan(4000);
    expect(report.reasons['refused-by-shop']).toBeUndefined();
    // Every payment of an order with items is there, and those of orders with items only.
    expect(await count(`select count(*) from shop.payment where provider like 'olist:%'`)).toBeGreaterThan(4544);
    // An evening in São Paulo is the next morning in UTC.
    expect(
      await count(
        `select count(*) from shop.orders where source = 'olist' and external_id = 'a4591c265e18cb1dcee52889e2d8acc3' and placed_at = '2017-07-10T00:57:05Z'`,
      ),
    ).toBe(1);
  }, 200_000);

  it('shopify-csv: shirts, sofas and bracelets of three shops, and nothing the second time', async () => {
    const report = await importTwice('shopify-csv', 'catalog/shopify-csv');
    expect(report.rows).toBe(84);
    expect(report.written.products.inserted).toBe(60);
    expect(await count(`select count(*) from shop.sku where code like 'chain-bracelet-%'`)).toBe(2);
  }, 100_000);

  it('amazon-2018: gift cards and their reviews, the later of two by one person', async () => {
    const report = await importTwice('amazon-2018', 'reviews/amazon-2018-gift-cards');
    expect(report.written.products.inserted).toBe(1547);
    expect(report.reasons['earlier-review']).toBe(7);
    expect(report.written.reviews.inserted).toBe(2972 - 7);
    expect(report.notes.join(' ')).toMatch(/1189 of 1547 products have no price/);
    expect(
      await count(`select count(*) from shop.customer where first_name is not null or last_name is not null`),
    ).toBe(0);
  }, 200_000);

  it('amazon-2023: histories of people, each review with its product', async () => {
    const report = await importTwice('amazon-2023', 'reviews/amazon-2023-sample');
    expect(report.rows).toBe(598);
    expect(report.written.reviews.inserted + (report.reasons['earlier-review'] ?? 0)).toBe(2990);
  }, 200_000);

  it('best-buy: telephones with their shelves, and nothing the second time', async () => {
    const report = await importTwice('best-buy', 'catalog/bestbuy');
    expect(report.written.products.inserted).toBe(3291);
    expect(report.rows).toBe(3291 + 4584);
    expect(report.notes.join(' ')).toMatch(/stores\.json/);
  }, 200_000);

  it('completejourney: baskets that add up to what was paid', async () => {
    const real = join(data ?? '', 'orders/completejourney');
    const lines = gunzipSync(await readFile(join(real, 'transactions_sample.csv.gz')))
      .toString()
      .split('\n')
      .slice(0, 9000);
    const folder = join(home, 'journey');
    await mkdir(folder);
    await writeFile(join(folder, 'transactions.csv'), lines.join('\n'));
    for (const name of ['products', 'demographics', 'campaigns', 'coupons']) {
      await symlink(join(real, `${name}.csv.gz`), join(folder, `${name}.csv.gz`));
    }
    const report = await importTwice('completejourney', folder);
    expect(report.reasons['refused-by-shop']).toBeUndefined();
    expect(report.written.orders.inserted).toBeGreaterThan(7000);
    // 1.00 for three is 0.33, 0.33 and 0.34: the sums of the file and of the shop are equal.
    const sales = lines.slice(1).map((line) => line.split(','));
    const paid = sales.reduce((sum, sale) => sum + (Number(sale[4]) > 0 ? Math.round(Number(sale[5]) * 100) : 0), 0);
    expect(await count(`select sum(goods_minor) from shop.orders where source = 'completejourney'`)).toBe(paid);
  }, 500_000);
});
