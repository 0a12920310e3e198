import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRecsys, diskArtifacts, shopTenant, type RecsysTables } from '@vitrine/recsys';
import type { ShopTables } from '@vitrine/shop';
import { loadCatalog, loadCustomers, loadOrders, loadReviews } from '@vitrine/shop/loading';
import { fakeClock } from '@vitrine/testkit/clock';
import { testDatabase, type TestDatabase } from '@vitrine/testkit/database';
import { aCustomer, anOrder, aProduct, aSku } from '@vitrine/testkit/shop';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databaseImportTarget, runImport } from '../ingest/index.ts';
import { exportFormats, exportKinds, type FileFormat, originalLayouts, runExport } from './index.ts';

const clock = fakeClock('2026-06-01T12:00:00Z');
const roundTrip = ['products', 'customers', 'order-lines', 'reviews', 'events', 'stock'];

function openShop(database: TestDatabase, home: string) {
  const shop = database.connection.handle<ShopTables>();
  const recsysDb = database.connection.handle<RecsysTables>();
  const recsys = createRecsys({ db: recsysDb, clock, polling: false, modelStore: diskArtifacts(home) });
  const ingest = (events: Parameters<typeof recsys.events.ingest>[1]) =>
    recsys.events.ingest(shopTenant, events, { partial: true, backfill: true });
  return {
    shop,
    ingest,
    target: databaseImportTarget({ shop, clock, ingest }),
    exportTo: (folder: string, format: FileFormat, kinds: readonly string[]) =>
      runExport(
        { shop, recsys: recsysDb, tenant: shopTenant, currency: 'EUR', now: clock.now(), span: {} },
        { kinds: exportKinds.filter(({ name }) => kinds.includes(name)), format, folder, withPersonal: true },
      ),
  };
}

/** A small shop with what files trip over: quotes, line breaks, other scripts, empty fields, several sources. */
async function fillShop({ shop, ingest }: ReturnType<typeof openShop>): Promise<void> {
  const products = [
    aProduct({
      externalId: 'tea',
      slug: 'tea',
      name: 'Tee "Öl", 煎茶\nzweite Zeile',
      description: '=HYPERLINK("https://evil.example";a,b)',
      categoryPath: [
        { slug: 'kitchen', name: 'Kitchen' },
        { slug: 'drinks', name: 'Drinks, hot' },
      ],
      skus: [
        aSku({ sku: 'T1', priceMinor: 1999, compareAtMinor: 2599, stock: 3, options: { size: 'M', colour: 'red' } }),
        aSku({ sku: 'T2', priceMinor: 5, stock: 0, options: { size: 'L' } }),
      ],
      tags: ['a, b', 'c'],
      specs: [{ name: 'Weight', value: '1,5 kg' }],
      metadata: { nested: { list: [1, 'two'] } },
      color: 'red',
    }),
    aProduct({ source: 'other', externalId: 'tea', slug: 'other-tea', skus: [aSku({ sku: 'O-1' })], archived: true }),
  ];
  expect((await loadCatalog(shop, { products }, { clock })).rejected).toEqual([]);
  const people = [
    aCustomer({
      externalId: 'ada',
      email: 'ada@example.test',
      firstName: '@Ada',
      newsletter: true,
      preferredCategories: ['drinks'],
    }),
    aCustomer({ source: 'other', externalId: 'ada', email: null, country: null }),
  ];
  expect((await loadCustomers(shop, people, { clock })).rejected).toEqual([]);
  const orders = [
    anOrder({
      externalId: '1',
      customerExternalId: 'ada',
      lines: [
        { sku: 'T1', quantity: 2, unitPriceMinor: 1999 },
        { sku: 'O-1', quantity: 1, unitPriceMinor: 100 },
      ],
    }),
    anOrder({
      externalId: '2',
      customerExternalId: null,
      status: 'cancelled',
      lines: [{ sku: 'T2', quantity: 1, unitPriceMinor: 5 }],
    }),
  ];
  expect((await loadOrders(shop, orders, { clock })).rejected).toEqual([]);
  const [product, person] = [products[0], people[0]];
  if (!product || !person) throw new Error('both are above');
  const review = {
    source: product.source,
    externalId: 'r1',
    productExternalId: 'tea',
    customerExternalId: 'ada',
    rating: 4,
    title: "'=1+1",
    body: '-gut\n"sehr"',
    createdAt: new Date('2026-02-01T10:00:00Z'),
    verified: true,
    locale: 'de',
    customerSource: person.source,
  };
  expect((await loadReviews(shop, [review], { clock })).rejected).toEqual([]);
  const catalog = await loadCatalog(shop, { products }, { clock });
  const known = await loadCustomers(shop, people, { clock });
  const at = (minute: number) => new Date(Date.UTC(2026, 2, 1, 12, minute, 0, 123));
  const answer = await ingest([
    {
      userId: known.ids.get('ada') ?? '',
      itemId: catalog.ids.get('tea') ?? '',
      type: 0,
      ts: at(0),
      sourceEventId: 'e1',
      meta: { session_id: 's', n: 1.5, deep: { a: [null, 'ü'] } },
    },
    { userId: 'visitor 7', itemId: 'nowhere', type: 1, value: 2.25, ts: at(1), sourceEventId: 'e2' },
    { userId: 'visitor 7', type: 4, ts: at(2), meta: { kind: 'search', text: 'tea, "hot"' } },
  ]);
  expect(answer).toMatchObject({ ok: true, accepted: 3 });
}

describe('INS-1 what is exported', () => {
  let home: string;
  let from: TestDatabase;
  let full: ReturnType<typeof openShop>;

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'vitrine-export-'));
    from = await testDatabase();
    full = openShop(from, home);
    await fillShop(full);
  });
  afterAll(async () => {
    await rm(home, { recursive: true });
    await from.drop();
  });

  it.each([...exportFormats])(
    'comes back whole into an empty shop as %s, its columns recognised unasked',
    async (format) => {
      const folder = join(home, format);
      await full.exportTo(folder, format, roundTrip);
      const before = await full.exportTo(join(home, `${format}-before`), 'jsonl', roundTrip);
      const to = await testDatabase();
      try {
        const empty = openShop(to, home);
        for (const name of ['products', 'customers', 'order-lines', 'reviews', 'events']) {
          const outcome = await runImport({
            format,
            paths: [join(folder, `${name}.${format}`)],
            home,
            target: empty.target,
            clock,
            mapping: { purchases: false },
          });
          expect(outcome.ok ? { name, rejected: outcome.report.reasons } : outcome.error).toEqual({
            name,
            rejected: {},
          });
        }
        const after = await empty.exportTo(join(home, `${format}-after`), 'jsonl', roundTrip);
        const rowsOf = async (kind: string, name: string) =>
          (await readFile(join(home, `${format}-${kind}`, name), 'utf8')).trim().split('\n').sort();
        for (const { name } of before.files)
          expect(await rowsOf('after', name), name).toEqual(await rowsOf('before', name));
        expect(after.files.map(({ rows }) => rows)).toEqual(before.files.map(({ rows }) => rows));
      } finally {
        await to.drop();
      }
    },
  );

  it('names no person unless asked, and says in the manifest what is there', async () => {
    const folder = join(home, 'plain');
    const manifest = await runExport(
      {
        shop: full.shop,
        recsys: from.connection.handle<RecsysTables>(),
        tenant: shopTenant,
        currency: 'EUR',
        now: clock.now(),
        span: {},
      },
      { kinds: exportKinds, format: 'csv', folder, withPersonal: false },
    );
    expect(await readFile(join(folder, 'customers.csv'), 'utf8')).not.toMatch(/ada@|@Ada|email|first_name|birth/);
    expect(JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'))).toEqual(
      JSON.parse(JSON.stringify(manifest)),
    );
    expect(manifest.files.find(({ name }) => name === 'products.csv')).toMatchObject({
      rows: 3,
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
    });
  });

  it('writes no text to CSV that a spreadsheet would run, unless told to, and leaves numbers alone', async () => {
    const write = async (formulaGuard: boolean | undefined) => {
      const folder = join(home, `guard-${formulaGuard ?? 'default'}`);
      const manifest = await runExport(
        {
          shop: full.shop,
          recsys: from.connection.handle<RecsysTables>(),
          tenant: shopTenant,
          currency: 'EUR',
          now: clock.now(),
          span: {},
        },
        {
          kinds: [...exportKinds, ...originalLayouts],
          format: 'csv',
          folder,
          withPersonal: true,
          ...(formulaGuard === undefined ? {} : { formulaGuard }),
        },
      );
      const texts = await Promise.all(manifest.files.map(({ name }) => readFile(join(folder, name), 'utf8')));
      const cells = texts.flatMap((text) => parse(text, { relax_column_count: true }).flat());
      return {
        guarded: manifest.formulaGuard,
        formulas: cells.filter((cell) => /^[=+@\t\r]|^-(?![\d.]+$)/.test(cell)),
        cells,
      };
    };
    const { guarded, formulas, cells } = await write(undefined);
    expect([guarded, formulas]).toEqual([true, []]);
    // The last are the cancelled pieces of the invoices: a number.
    expect(cells).toEqual(expect.arrayContaining(["''=1+1", "'@Ada", `'-gut\n"sehr"`, '-1']));
    const bare = await write(false);
    expect(bare.guarded).toBe(false);
    expect(bare.cells).toEqual(expect.arrayContaining(["'=1+1", '@Ada', `-gut\n"sehr"`, '-1']));
  });

  it('counts who bought what, the days things sold and what shelves took, like the orders', async () => {
    const folder = join(home, 'sums');
    await full.exportTo(folder, 'csv', ['customer-product-matrix', 'rfm', 'sales-history', 'category-aggregates']);
    const read = async (name: string) =>
      (await readFile(join(folder, `${name}.csv`), 'utf8')).trim().split('\n').slice(1);
    const [people, items] = [
      await read('customer-product-matrix.customers'),
      await read('customer-product-matrix.products'),
    ];
    const triplets = (await read('customer-product-matrix')).map((line) => line.split(','));
    expect(
      triplets.map(([person, item, pieces]) => [people[Number(person)], items[Number(item)], pieces]).sort(),
    ).toEqual([
      ['0,ada,test', '0,tea,test', '2'],
      ['0,ada,test', '1,tea,other', '1'],
    ]);
    expect((await read('rfm')).map((line) => line.split(',').slice(3, 6))).toEqual([['1', '40.98', 'EUR']]);
    expect(
      (await read('sales-history'))
        .map((line) => Number(line.split(',').at(-1)))
        .reduce((sum, value) => sum + value, 0),
    ).toBeCloseTo(40.98);
    expect(
      (await read('category-aggregates'))
        .map((line) => Number(line.split(',').at(-1)))
        .reduce((sum, value) => sum + value, 0),
    ).toBeCloseTo(40.98);
  });

  it('speaks the columns of others, which the importers of those formats take back', async () => {
    const folder = join(home, 'layouts');
    const ground = {
      shop: full.shop,
      recsys: from.connection.handle<RecsysTables>(),
      tenant: shopTenant,
      currency: 'EUR',
      now: clock.now(),
      span: {},
    };
    await runExport(ground, { kinds: originalLayouts, format: 'csv', folder, withPersonal: false });
    const read = async (name: string) => readFile(join(folder, `${name}.csv`), 'utf8');
    expect(await read('rees46')).toMatch(/^event_time,[^]*2026-03-01 12:00:00 UTC,view,tea,/);
    expect(await read('uci-online-retail')).toMatch(/C2,T2,"Tee[^]*,-1,/);
    // Ids of that log hold no spaces, which "visitor 7" does.
    for (const [format, refused] of [
      ['rees46', { 'bad-id': 1 }],
      ['shopify-csv', {}],
    ] as const) {
      const outcome = await runImport({
        format,
        paths: [join(folder, `${format}.csv`)],
        home,
        target: full.target,
        clock,
        dryRun: true,
      });
      expect(outcome.ok ? [outcome.report.reasons, outcome.report.rows > 0] : outcome.error, format).toEqual([
        refused,
        true,
      ]);
    }
  });
});
