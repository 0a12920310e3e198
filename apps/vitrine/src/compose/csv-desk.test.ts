import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '@vitrine/database';
import { createShop, type ShopTables } from '@vitrine/shop';
import { bindCatalogCsv } from '@vitrine/shop/catalog-csv';
import { loadCatalog } from '@vitrine/shop/loading';
import { testDatabase, type TestDatabase } from '@vitrine/testkit/database';
import { aProduct } from '@vitrine/testkit/shop';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CsvDesk, csvDesk } from './csv-desk.ts';
import { pictureOrigins } from './picture-store.ts';
import type { Platform } from './platform.ts';

describe('ADM-4 a table of products, looked at and then taken', () => {
  const folder = mkdtempSync(join(tmpdir(), 'vitrine-csv-'));
  let database: TestDatabase;
  let desk: CsvDesk;
  beforeAll(async () => {
    database = await testDatabase({ domains: ['shop'] });
    const db = database.connection.handle<ShopTables>();
    await loadCatalog(db, { products: [aProduct()] }, { clock: systemClock });
    desk = csvDesk(bindCatalogCsv(createShop({ db, clock: systemClock }).context), folder);
  });
  afterAll(async () => {
    await database.drop();
    rmSync(folder, { recursive: true, force: true });
  });
  const file = async function* (text: string | Uint8Array) {
    const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
    for (let at = 0; at < bytes.length; at += 5) yield bytes.subarray(at, at + 5);
  };

  it('takes what was looked at, and gives the refused lines back to be corrected', async () => {
    const checked = await desk.check(
      file('slug,name_en,category,sku,price\nkännchen,x,kitchen,K,1\njug,Krüg,kitchen,JUG,2\n'),
      'ada',
    );
    if (!checked.ok) throw new Error(checked.message);
    expect(checked.report).toMatchObject({ created: 1, refused: 1 });
    const taken = await desk.take(checked.token, 'ada');
    expect(taken).toMatchObject({ ok: true, report: { created: 1, refused: 1 } });
    const refused = (await desk.refused(checked.token)) ?? '';
    expect(refused).toContain('line,reason,slug,name_en,category,sku,price');
    expect(refused).toMatch(/2,"slug: Use lower-case letters/);
    const corrected = refused.replaceAll('kännchen', 'kaennchen');
    expect(await desk.check(file(corrected), 'ada')).toMatchObject({ ok: true, report: { created: 1, refused: 0 } });
  });

  it('goes on when somebody else clears an old file away in the same moment', async () => {
    // Listed, and not there any more when it is looked at.
    symlinkSync(join(folder, 'gone'), join(folder, 'catalog-00000000-0000-4000-8000-000000000000.csv'));
    const text = 'slug,name_en,category,sku,price\nbowl,Bowl,kitchen,BOWL,2\n';
    expect(await desk.check(file(text), 'ada')).toMatchObject({ ok: true });
  });

  it('refuses what is no such table, other encodings and tokens it never gave', async () => {
    expect(await desk.check(file('hello'), 'ada')).toMatchObject({
      ok: false,
      message: expect.stringContaining('The column “hello” is not known'),
    });
    expect(await desk.check(file(Uint8Array.from([115, 108, 117, 103, 0x2c, 0xfc, 10])), 'ada')).toEqual({
      ok: false,
      message: 'Line 1: The file is not UTF-8. Save it as “CSV UTF-8” and send it again.',
    });
    expect(await desk.take('../../etc/passwd', 'ada')).toMatchObject({ ok: false });
    expect(await desk.refused('../../etc/passwd')).toBeNull();
  });
});

it('CAT-6 pages may load pictures from where they are kept, and from nowhere else', () => {
  const of = (config: Partial<Platform['config']>) => pictureOrigins({ config: config as Platform['config'] });
  expect(of({})).toEqual([]);
  expect(of({ VITRINE_MEDIA_URL: 'https://cdn.example/shop/' })).toEqual(['https://cdn.example']);
  const azure = 'DefaultEndpointsProtocol=https;AccountName=goods;AccountKey=x==;EndpointSuffix=core.windows.net';
  expect(of({ AZURE_STORAGE_CONNECTION_STRING: azure })).toEqual(['https://goods.blob.core.windows.net']);
  expect(of({ AZURE_STORAGE_CONNECTION_STRING: 'BlobEndpoint=http://127.0.0.1:10000/dev;AccountName=dev' })).toEqual([
    'http://127.0.0.1:10000',
  ]);
});
