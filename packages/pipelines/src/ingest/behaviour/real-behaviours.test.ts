import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '@vitrine/database';
import { createRecsys, shopTenant } from '@vitrine/recsys';
import { testDatabase, type TestDatabase } from '@vitrine/testkit/database';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databaseImportTarget, runImport, type ImportReport, type ImportTarget } from '../index.ts';

const data = process.env['VITRINE_TEST_DATA'];

describe.skipIf(!data)('INS-1 behaviour of real shops (needs VITRINE_TEST_DATA)', () => {
  let database: TestDatabase;
  let home: string;
  let target: ImportTarget;
  let close: () => Promise<void>;

  beforeAll(async () => {
    database = await testDatabase();
    home = await mkdtemp(join(tmpdir(), 'vitrine-import-'));
    const recsys = createRecsys({
      db: database.connection.handle(),
      clock: systemClock,
      polling: false,
      modelStore: { save: () => Promise.reject(new Error('no model')), load: () => Promise.resolve(null) } as never,
    });
    close = () => recsys.close();
    target = databaseImportTarget({
      shop: database.connection.handle(),
      clock: systemClock,
      ingest: (events) => recsys.events.ingest(shopTenant, events, { partial: true, backfill: true }),
    });
  });
  afterAll(async () => {
    await close();
    await database.drop();
    await rm(home, { recursive: true });
  });

  async function importReal(format: string, path: string): Promise<ImportReport> {
    const outcome = await runImport({ format, paths: [join(data ?? '', path)], home, target, clock: systemClock });
    if (!outcome.ok) throw new Error(outcome.error.message);
    return outcome.report;
  }
  const countOf = async (query: string) => {
    const { rows } = await sql<{ n: number }>`${sql.raw(query)}`.execute(database.connection.handle());
    return Number(rows[0]?.n);
  };

  it.each([
    ['rees46', 'events/rees46', { rows: 8678, orders: [80, 103], customers: true }],
    ['yoochoose', 'events/yoochoose', { rows: 70_278, orders: [0, 0], customers: false }],
    ['otto', 'events/otto', { rows: 20, orders: [0, 0], customers: false }],
    ['tianchi', 'events/tianchi-mobile', { rows: 3998, orders: [0, 0], customers: true }],
  ])(
    '%s: everything once, nothing the second time',
    async (format, path, expected) => {
      const first = await importReal(format, path);
      expect([first.rows, first.rejected, first.reasons]).toEqual([expected.rows, 0, {}]);
      expect(first.written.orders.inserted).toBeGreaterThanOrEqual(expected.orders[0] ?? 0);
      expect(first.written.orders.inserted).toBeLessThanOrEqual(expected.orders[1] ?? 0);
      expect(first.written.customers.inserted > 0).toBe(expected.customers);
      expect(first.written.events.inserted).toBeGreaterThan(expected.rows > 100 ? expected.rows * 0.4 : 300);
      const stored = await countOf(`select count(*) as n from recsys.events where source_event_id like '${format}:%'`);
      expect(stored).toBe(first.written.events.inserted);
      const second = await importReal(format, path);
      for (const kind of ['products', 'customers', 'orders', 'events'] as const) {
        const { inserted, unchanged } = first.written[kind];
        expect([kind, second.written[kind]]).toEqual([
          kind,
          { inserted: 0, updated: 0, unchanged: inserted + unchanged },
        ]);
      }
    },
    200_000,
  );

  it('gives the shop real shelves, names and prices from an event log alone', async () => {
    const named = await countOf(
      `select count(*) as n from shop.product join shop.product_translation t on t.product_id = product.id join shop.category c on c.id = category_id
       where external_id = '3900821' and t.name = 'Aqua water heater 3900821' and c.slug = 'appliances-environment-water-heater'`,
    );
    const priced = await countOf('select count(*) as n from shop.price where amount_minor = 3320');
    expect([named, priced > 0]).toEqual([1, true]);
  });
});
