import { copyFile, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { fakeClock } from '@vitrine/testkit/clock';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runImport, type ImportOutcome, type ImportProgress } from './index.ts';
import { memoryTarget } from './writing/memory-target.fixture.ts';

const header = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country';
const good = '536365,85123A,WHITE HANGING HEART,6,2010-12-01 08:26:00,2.55,17850.0,United Kingdom';

describe('DB-8 import', () => {
  let home: string;
  let memory: ReturnType<typeof memoryTarget>;
  const clock = fakeClock('2026-03-01T12:00:00Z');
  const write = async (name: string, content: string | Buffer) => {
    await writeFile(join(home, name), content);
    return join(home, name);
  };
  const importFile = (
    path: string,
    more: { format?: string; dryRun?: boolean; onProgress?: (progress: ImportProgress) => void } = {},
  ) => runImport({ format: 'uci-online-retail', paths: [path], home, target: memory.target, clock, ...more });
  const reportOf = (outcome: ImportOutcome) => {
    if (!outcome.ok) throw new Error(outcome.error.message);
    return outcome.report;
  };
  const nothingWritten = () => Object.values(memory.kept).every((rows) => rows.size === 0);

  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'vitrine-import-'));
    memory = memoryTarget();
  });
  afterEach(() => rm(home, { recursive: true }));

  it('names file, line, field and reason of each bad row and takes the good ones', async () => {
    const rows: [string, string | null, string][] = [
      ['536366,POST,POSTAGE,1,2010-12-01 08:28:00,18.0,17850.0,France', 'StockCode', 'not-a-product'],
      ['536367,84879,BIRD ORNAMENT,x,2010-12-01 08:34:00,1.69,13047.0,United Kingdom', 'Quantity', 'bad-quantity'],
      ['536367,84879,BIRD ORNAMENT,6,2010-02-30 08:34:00,1.69,13047.0,United Kingdom', 'InvoiceDate', 'bad-date'],
      ['536367,84879,BIRD ORNAMENT,6,2010-12-01 08:34:00,free,13047.0,United Kingdom', 'UnitPrice', 'bad-price'],
      ['536367,84879,BIRD ORNAMENT,6,2010-12-01 08:34:00,0.0,13047.0,United Kingdom', 'UnitPrice', 'no-price'],
      ['536367,84879,BIRD ORNAMENT,-6,2010-12-01 08:34:00,1.69,,United Kingdom', 'Quantity', 'stock-correction'],
      [
        "536367,84879,BIRD ORNAMENT,6,2010-12-01 08:34:00,1.69,1'; drop table,United Kingdom",
        'CustomerID',
        'bad-customer',
      ],
      ['<script>,84879,BIRD ORNAMENT,6,2010-12-01 08:34:00,1.69,13047.0,United Kingdom', 'InvoiceNo', 'bad-invoice'],
      ['536367,84879,BIRD ORNAMENT,6', null, 'wrong-field-count'],
      ['536367,84879,BIRD\0ORNAMENT,6,2010-12-01 08:34:00,1.69,13047.0,United Kingdom', null, 'bad-character'],
      [good, null, 'repeated-row'],
    ];
    const path = await write('bad.csv', [header, good, ...rows.map(([line]) => line)].join('\n'));
    const report = reportOf(await importFile(path));
    const rejects = (await readFile(report.rejectsFile ?? '', 'utf8'))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(rejects.map(({ file, line, field, reason }) => [file, line, field, reason])).toEqual(
      rows.map(([, field, reason], index) => [path, index + 3, field, reason]),
    );
    expect([report.rows, report.rejected, memory.kept.orders.size]).toEqual([12, 11, 1]);
  });

  it('keeps a cancellation as a cancelled order and an order without customer as a guest, without events', async () => {
    const path = await write(
      'mixed.csv',
      [
        header,
        good,
        good.replace('536365', 'C536379').replace(',6,', ',-6,'),
        good.replace('536365', '536380').replace('17850.0', ''),
        good.replace('536365', '536381').replace('17850.0', '12583').replace('United Kingdom', 'EIRE'),
      ].join('\n'),
    );
    reportOf(await importFile(path));
    const orders = [...memory.kept.orders.values()].map(({ externalId, status, customerExternalId }) => [
      externalId,
      status,
      customerExternalId,
    ]);
    expect(orders).toEqual([
      ['536365', 'delivered', '17850'],
      ['C536379', 'cancelled', '17850'],
      ['536380', 'delivered', null],
      ['536381', 'delivered', '12583'],
    ]);
    expect([...memory.kept.events.values()].map(({ userId, itemId, type, ts }) => [userId, itemId, type, ts])).toEqual([
      ['id-17850', 'id-85123A', 3, new Date('2010-12-01T08:26:00Z')],
      ['id-12583', 'id-85123A', 3, new Date('2010-12-01T08:26:00Z')],
    ]);
    expect(memory.kept.customers.get('12583')?.country).toBe('IE');
    expect(memory.kept.products.get('85123A')).toMatchObject({
      name: 'White Hanging Heart',
      color: 'White',
      slug: 'white-hanging-heart-85123a',
      skus: [{ priceMinor: 255, currency: 'GBP' }],
    });
  });

  it('changes nothing the second time, reads any column order and the other date form', async () => {
    const path = await write('first.csv', `${header}\n${good}\n`);
    reportOf(await importFile(path));
    const american =
      'country,customerid,unitprice,invoicedate,quantity,description,stockcode,invoiceno\nUnited Kingdom,17850,2.55,12/1/2010 8:26,6,WHITE HANGING HEART,85123a,536365\n';
    const report = reportOf(await importFile(await write('again.csv.gz', gzipSync(american))));
    for (const kind of ['products', 'customers', 'orders', 'events'] as const) {
      expect(report.written[kind]).toEqual({ inserted: 0, updated: 0, unchanged: 1 });
    }
  });

  it('reads the names of the second set and lines that are no UTF-8', async () => {
    const second = 'Invoice,StockCode,Description,Quantity,InvoiceDate,Price,Customer ID,Country';
    const text = `${second}\n${good.replace('HEART', 'CAF\u00C9')}\n`;
    const report = reportOf(await importFile(await write('second.csv', Buffer.from(text, 'latin1'))));
    expect(report.notes.join(' ')).toContain('1 lines of');
    expect(memory.kept.products.get('85123A')).toMatchObject({
      name: 'White Hanging Caf\u00E9',
      skus: [{ priceMinor: 255 }],
    });
  });

  it('is resumed after a kill by importing again: everything once', async () => {
    const lines = Array.from({ length: 2500 }, (_, index) => good.replace('536365', String(540_000 + index)));
    const path = await write('long.csv', [header, ...lines].join('\n'));
    const { orders } = memory.target;
    let calls = 0;
    memory.target.orders = async (rows) => {
      calls += 1;
      if (calls === 2) throw new Error('killed');
      return orders(rows);
    };
    await expect(importFile(path)).rejects.toThrow('killed');
    expect([memory.kept.orders.size, memory.kept.events.size]).toEqual([1000, 1000]);
    const report = reportOf(await importFile(path));
    expect(report.written.orders).toEqual({ inserted: 1500, updated: 0, unchanged: 1000 });
    expect([memory.kept.orders.size, memory.kept.events.size]).toEqual([2500, 2500]);
  });

  it('rejects a cancellation of something that no row sells', async () => {
    const path = await write(
      'stranger.csv',
      [header, good, 'C536379,99999,UNKNOWN LAMP,-1,2010-12-01 09:41:00,27.5,14527.0,United Kingdom'].join('\n'),
    );
    const report = reportOf(await importFile(path));
    expect([report.reasons, memory.kept.orders.size]).toEqual([{ 'never-sold': 1 }, 1]);
  });

  it('writes nothing in a dry run, and tells its progress', async () => {
    const told: ImportProgress[] = [];
    const report = reportOf(
      await importFile(await write('dry.csv', `${header}\n${good}\n`), {
        dryRun: true,
        onProgress: (progress) => told.push(progress),
      }),
    );
    expect([report.dryRun, report.rows, nothingWritten()]).toEqual([true, 1, true]);
    expect(told.at(-1)).toMatchObject({ phase: 'Reading and checking', unit: 'bytes' });
    expect(told.at(-1)?.done).toBe(told.at(-1)?.total);
  });

  it.each([
    [
      'a truncated gzip',
      'cut.csv.gz',
      () => gzipSync(`${header}\n${`${good}\n`.repeat(500)}`).subarray(0, 120),
      'import.broken_file',
      /cut off/,
    ],
    [
      'a gzip of rubbish',
      'odd.csv.gz',
      () => Buffer.from([0x1f, 0x8b, 8, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9]),
      'import.broken_file',
      /gzip/,
    ],
    ['wrong columns', 'cols.csv', () => Buffer.from('a,b\n1,2\n'), 'import.wrong_columns', /no column InvoiceNo/],
    ['an empty file', 'empty.csv', () => Buffer.alloc(0), 'import.broken_file', /is empty/],
    [
      'an unclosed quote',
      'quote.csv',
      () => Buffer.from(`${header}\n${good}\n"${good}\n${good}`),
      'import.broken_file',
      /quoted field/,
    ],
    ['no sale at all', 'none.csv', () => Buffer.from(`${header}\nrubbish\n`), 'import.empty', /rejects file/],
  ])('stops at %s before anything is written', async (_, ...[name, make, code, words]) => {
    const outcome = await importFile(await write(name, make()));
    expect(outcome).toMatchObject({ ok: false, error: { code, message: expect.stringMatching(words) } });
    expect(nothingWritten()).toBe(true);
  });

  it('writes nothing when a later file of a folder is broken', async () => {
    await write('1.csv', `${header}\n${good}\n`);
    await write('2.csv', 'a,b\n1,2\n');
    expect(await importFile(home)).toMatchObject({
      ok: false,
      error: { code: 'import.wrong_columns', file: join(home, '2.csv') },
    });
    expect(nothingWritten()).toBe(true);
  });

  it('lists the formats when it is given another, and says that a path is not there', async () => {
    expect(await importFile(home, { format: 'excel' })).toMatchObject({
      ok: false,
      error: { code: 'import.unknown_format', message: expect.stringContaining('livostyle') },
    });
    expect(await importFile(join(home, 'absent'))).toMatchObject({ ok: false, error: { code: 'import.not_found' } });
    expect(await importFile(join(home, 'absent'), { format: 'livostyle' })).toMatchObject({
      ok: false,
      error: { code: 'import.not_found' },
    });
  });

  it('refuses what is no Parquet file, and a Parquet file that is cut off', async () => {
    const rubbish = await write('products.parquet', Buffer.alloc(500, 'x'));
    expect(await importFile(rubbish, { format: 'livostyle' })).toMatchObject({
      ok: false,
      error: { code: 'import.broken_file', file: rubbish },
    });
    expect(await importFile(home, { format: 'livostyle' })).toMatchObject({
      ok: false,
      error: { code: 'import.broken_file' },
    });
  });

  it.skipIf(!process.env['VITRINE_TEST_DATA'])(
    'keeps odd tags, seeded ratings and whole pictures of a garment',
    async () => {
      const real = join(process.env['VITRINE_TEST_DATA'] ?? '', 'catalog/livostyle');
      await copyFile(join(real, 'products.parquet'), join(home, 'products.parquet'));
      const thumbnails = join(home, 'thumbnails');
      await import('node:fs/promises').then(({ mkdir }) => mkdir(thumbnails));
      const pixel = await sharp({ create: { width: 100, height: 50, channels: 3, background: '#ff0000' } })
        .jpeg()
        .toBuffer();
      await writeFile(join(thumbnails, 'openwork-v-neck-slit-cover-up.jpg'), pixel);
      await writeFile(join(thumbnails, 'flower-pu-leather-stiletto-heel-sandals.jpg'), 'no picture');
      const report = reportOf(await importFile(home, { format: 'livostyle' }));
      expect(report.reasons).toEqual({ 'bad-picture': 1 });
      expect(report.notes.join(' ')).toContain('921 products carry the tag "issues"');
      const product = memory.kept.products.get('7817153052811');
      expect(product?.tags).toContain('issues');
      expect(product?.externalRating).toEqual({ average: 4.9, count: 7 });
      const files = (await readdir(join(home, 'media'))).sort();
      // Small originals are not blown up to 640.
      expect(files).toHaveLength(1);
      // A wide picture in a square: nothing is cut off, the rest is white.
      const { data, info } = await sharp(join(home, 'media', files[0] ?? ''))
        .raw()
        .toBuffer({ resolveWithObject: true });
      const at = (x: number, y: number) => [
        ...data.subarray((y * info.width + x) * info.channels, (y * info.width + x) * info.channels + 3),
      ];
      expect([info.width, info.height]).toEqual([320, 320]);
      expect(at(160, 5).every((value) => value > 240)).toBe(true);
      expect(at(5, 160)[0]).toBeGreaterThan(200);
      expect(at(5, 160)[1]).toBeLessThan(60);
      await truncate(join(home, 'products.parquet'), 400_000);
      expect(await importFile(home, { format: 'livostyle' })).toMatchObject({
        ok: false,
        error: { code: 'import.broken_file' },
      });
    },
  );
});
