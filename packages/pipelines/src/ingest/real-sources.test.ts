import { mkdir, mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '@vitrine/database';
import { createRecsys, shopTenant } from '@vitrine/recsys';
import { testDatabase, type TestDatabase } from '@vitrine/testkit/database';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databaseImportTarget, runImport, type ImportReport, type ImportTarget } from './index.ts';

const data = process.env['VITRINE_TEST_DATA'];

describe.skipIf(!data)('DB-8 import of real sources (needs VITRINE_TEST_DATA)', () => {
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
    const outcome = await runImport({ format, paths: [path], home, target, clock: systemClock });
    if (!outcome.ok) throw new Error(outcome.error.message);
    return outcome.report;
  }

  it('brings twelve days of invoices in, and nothing at all the second time', async () => {
    const all = join(data ?? '', 'orders/uci-online-retail/by-day');
    const days = join(home, 'days');
    await mkdir(days);
    for (const name of (await readdir(all)).sort().slice(0, 12)) await symlink(join(all, name), join(days, name));
    const first = await importReal('uci-online-retail', days);
    expect(first.rows).toBeGreaterThan(20_000);
    expect(Object.keys(first.reasons)).toEqual(
      expect.arrayContaining(['repeated-row', 'not-a-product', 'no-price', 'stock-correction']),
    );
    expect(first.rejected).toBeLessThan(first.rows * 0.1);
    expect(first.written.orders.inserted).toBeGreaterThan(800);
    expect(first.written.events.inserted).toBeGreaterThan(10_000);
    const rejects = (await readFile(first.rejectsFile ?? '', 'utf8')).trim().split('\n');
    expect(rejects).toHaveLength(first.rejected);
    const second = await importReal('uci-online-retail', days);
    for (const kind of ['products', 'customers', 'orders', 'events'] as const) {
      expect(second.written[kind]).toEqual({ inserted: 0, updated: 0, unchanged: first.written[kind].inserted });
    }
    const { rows } = await sql<{ n: number }>`select count(*) as n from recsys.events`.execute(
      database.connection.handle(),
    );
    expect(rows[0]?.n).toBe(first.written.events.inserted);
  }, 200_000);

  it('brings 2,766 garments in with their photographs, and nothing the second time', async () => {
    const first = await importReal('livostyle', join(data ?? '', 'catalog/livostyle'));
    expect(first.written.products.inserted + first.rejected).toBe(2766);
    expect(first.written.pictures.inserted).toBe(874);
    expect((await readdir(join(home, 'media'))).length).toBeGreaterThan(800);
    const second = await importReal('livostyle', join(data ?? '', 'catalog/livostyle'));
    expect(second.written.products).toEqual({ inserted: 0, updated: 0, unchanged: first.written.products.inserted });
    expect(second.written.pictures.inserted).toBe(0);
  }, 300_000);
});
