import { systemClock } from '@vitrine/database';
import { testDatabase, type TestDatabase } from '@vitrine/testkit/database';
import { aProduct, aSku } from '@vitrine/testkit/shop';
import { sql, type Kysely } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createShop, type ShopTables, type ShopUseCases } from '../index.ts';
import { loadCatalog } from '../loading/index.ts';
import { bindCatalogCsv, CsvFault, writeLine, type CatalogCsv, type CsvReport } from './index.ts';
import { joinList, parsePrice, splitList, splitPairs } from './catalog-columns.ts';
import { readCell, readCsv, writeCell } from './csv-text.ts';

async function* pieces(text: string, size = 7): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
}
const collect = async <Value>(values: AsyncIterable<Value>) => {
  const all: Value[] = [];
  for await (const value of values) all.push(value);
  return all;
};

describe('ADM-4 CSV text', () => {
  it('reads quotes, line ends in quotes, any chunking, CRLF, a byte order mark and other separators', async () => {
    const text = '\uFEFFa;b\r\n"x;""y""";"two\r\nlines"\r\n\r\nlast;';
    for (const size of [1, 2, 3, 100])
      expect(
        (await collect(readCsv(pieces(text, size)))).map(({ line, cells }) => [line, ...cells]),
        `chunks of ${size}`,
      ).toEqual([
        [1, 'a', 'b'],
        [2, 'x;"y"', 'two\r\nlines'],
        [5, 'last', ''],
      ]);
    await expect(collect(readCsv(pieces('a,b\n"open,1\n')))).rejects.toThrow(CsvFault);
  });

  it('gives back what it wrote, and writes nothing that a spreadsheet would run', async () => {
    const cells = ['=1+1', '+cmd', '-2', '-x', "'quoted", '@a', ' padded ', 'a,b', 'new\nline', '', 'ü"'];
    const [record] = await collect(readCsv(pieces(writeLine(cells))));
    expect(record?.cells.map(readCell)).toEqual(cells);
    expect(writeCell('=1+1')).toBe("'=1+1");
    expect(splitList(joinList(['a; b', 'c=d', String.raw`e\f`]))).toEqual(['a; b', 'c=d', String.raw`e\f`]);
    expect(splitPairs('Size=M; Fit=a\\=b')).toEqual([
      ['Size', 'M'],
      ['Fit', 'a=b'],
    ]);
    expect([
      parsePrice('12.5', 'EUR'),
      parsePrice('1299,95', 'EUR'),
      parsePrice('1,299.95', 'EUR'),
      parsePrice('1.005', 'EUR'),
      parsePrice('100', 'JPY'),
      parsePrice('-1', 'EUR'),
    ]).toEqual([1250, 129_995, null, null, 100, null]);
  });
});

describe('ADM-4 the catalog as CSV', () => {
  let database: TestDatabase;
  let db: Kysely<ShopTables>;
  let shop: ShopUseCases;
  let csv: CatalogCsv;
  const refusals: { line: number; reason: string }[] = [];
  const read = (text: string, apply: boolean): Promise<CsvReport> => {
    refusals.length = 0;
    return csv.read(pieces(text, 900), {
      apply,
      editing: { actor: 'ada' },
      onRefused: ({ line, reason }) => void refusals.push({ line, reason }),
    });
  };

  beforeAll(async () => {
    database = await testDatabase({ domains: ['shop'] });
    db = database.connection.handle<ShopTables>();
    shop = createShop({ db, clock: systemClock });
    csv = bindCatalogCsv(shop.context);
    const products = [
      aProduct({
        externalId: 'kettle',
        name: 'Kettle, "big"',
        tags: ['tea'],
        specs: [{ name: 'Volume', value: '1; 2 = 3' }],
        images: [{ url: '/media/k.svg', alt: 'Kettle', width: 8, height: 8, kind: 'drawing' }],
      }),
      aProduct({
        externalId: 'cup',
        skus: ['S', 'L'].map((size) => aSku({ sku: `CUP-${size}`, options: { Size: size } })),
      }),
      aProduct({ externalId: 'old', archived: true }),
    ];
    await loadCatalog(db, { products }, { clock: systemClock });
  });
  afterAll(() => database.drop());

  it('goes out and in again without changing anything', async () => {
    const text = (await collect(csv.write())).join('');
    expect(text.split('\r\n')).toHaveLength(6);
    expect(await read(text, false)).toMatchObject({ lines: 4, created: 0, updated: 0, unchanged: 3, refused: 0 });
    expect(await read(text, true)).toMatchObject({ unchanged: 3 });
    const { rows } = await sql<{ n: number }>`select count(*)::integer as n from shop.catalog_change`.execute(db);
    expect(rows[0]?.n).toBe(0);
  });

  it('takes good products in, whole, and says of each bad line why', async () => {
    const text = [
      'slug,name_en,category,brand,sku,options,price,stock,status',
      'cup,Product cup,kitchen,Nordlys,CUP-S,Size=S,12.00,4,active',
      'cup,Product cup,kitchen,Nordlys,CUP-XL,Size=XL,19.00,2,active',
      'jug,Jug,kitchen,New Maker,JUG-1,,25.50,7,',
      'bad-price,Bad,kitchen,,BAD-1,,"1,000.00",1,',
      'bad-shelf,Bad,nowhere,,BAD-2,,1.00,1,',
      'kettle,,kitchen,,KETTLE-1,,1.00,1,',
      'thief,Thief,kitchen,,KETTLE-1,,1.00,1,',
      'jug,Jug,kitchen,,JUG-2,,1,1,',
      'old,Product old,kitchen,Nordlys,OLD-1,,49.90,10,active',
    ].join('\n');
    const preview = await read(text, false);
    expect(preview).toMatchObject({ lines: 9, created: 2, updated: 2, refused: 4 });
    expect(await shop.catalog.getProductBySlug('jug')).toBeNull();
    const done = await read(text, true);
    expect(done).toMatchObject({ lines: 9, created: 1, updated: 2, unchanged: 0, refused: 5 });
    expect(refusals.map(({ line, reason }) => `${line} ${reason.slice(0, 24)}`)).toEqual([
      '5 price: write an amount i',
      '6 category: there is no ca',
      '7 name_en: a product needs',
      '8 skus[0].code: The code K',
      '9 slug: the lines of one p',
    ]);
    const cup = await shop.catalog.getProductBySlug('cup');
    expect(cup?.skus.map(({ sku, priceMinor, stock }) => [sku, priceMinor, stock])).toEqual([
      ['CUP-S', 1200, 4],
      ['CUP-L', 4990, 10],
      ['CUP-XL', 1900, 2],
    ]);
    expect(await shop.catalog.getProductBySlug('jug')).toMatchObject({ brand: { slug: 'new-maker' }, available: true });
    expect(await shop.catalog.getProductBySlug('old')).not.toBeNull();
    expect(await read(text, true)).toMatchObject({ created: 0, updated: 0, unchanged: 3, refused: 5 });
  });

  it('carries what pictures show and every language a product speaks, and shows each cell before it is changed', async () => {
    const kettle = await shop.catalog.getProductBySlug('kettle');
    const first = (await collect(csv.write())).join('').split('\r\n');
    expect(first[0]).toContain('alts_en,alts_de');
    expect(first.find((one) => one.includes('KETTLE'))).toContain('/media/k.svg=Kettle');
    const text = [
      'slug,name_fr,description_fr,specs_fr,alts_fr,alts_en,alts_de,sku,price',
      'kettle,Bouilloire,,Volume=1 l,/media/k.svg=Une bouilloire,/media/k.svg=A kettle,,KETTLE-1,50',
    ].join('\n');
    const preview = await read(text, false);
    expect(preview.verdicts[0]?.cells).toEqual(
      [
        ['name_fr', '', 'Bouilloire'],
        ['specs_fr', '', 'Volume=1 l'],
        ['alts_fr', '', '/media/k.svg=Une bouilloire'],
        ['alts_en', '/media/k.svg=Kettle', '/media/k.svg=A kettle'],
        ['KETTLE-1 price', '49.90', '50'],
      ].map(([column, before, after]) => ({ line: 2, column, before, after })),
    );
    expect(await read(text, true)).toMatchObject({ updated: 1, refused: 0 });
    const after = kettle === null ? null : await shop.catalogDesk.getProduct(kettle.id);
    expect(after?.texts['fr']).toEqual({ name: 'Bouilloire', description: '' });
    expect(after?.pictures[0]?.alts).toEqual({ en: 'A kettle', fr: 'Une bouilloire' });
    const out = (await collect(csv.write())).join('');
    expect(out).toContain('alts_fr');
    expect(await read(out, true)).toMatchObject({ updated: 0, created: 0, refused: 0 });
    expect(await read('slug,alts_en,sku\nkettle,/media/other.svg=Other,KETTLE-1', false)).toMatchObject({ refused: 1 });
  });

  it('is taken back whole, but for what somebody changed since', async () => {
    const before = (await collect(csv.write())).join('');
    const text = [
      'slug,name_en,category,tags,sku,options,price,stock,status',
      'cup,Mug,kitchen,mug,CUP-S,Size=S,99.00,40,active',
      'cup,Mug,kitchen,mug,CUP-XXL,Size=XXL,19.00,2,active',
      'kettle,"Kettle, ""big""",kitchen,tea,KETTLE-1,,60.00,3,archived',
      'vase,Vase,kitchen,,VASE-1,,25.50,7,',
    ].join('\n');
    expect(await read(text, true)).toMatchObject({ created: 1, updated: 2, refused: 0 });
    const [batch] = await shop.catalogDesk.listBatches(1);
    expect(batch).toMatchObject({ kind: 'csv' });
    const editor = shop.catalogDesk.by('ada');
    const [cup] = (await shop.catalogDesk.listProducts({ search: 'CUP-S' }, { sort: 'name', page: 1, perPage: 1 }))
      .rows;
    const there = await shop.catalogDesk.getProduct(cup?.id ?? '');
    if (there === null) throw new Error('no cup');
    const color = { version: there.version, patch: { tags: ['mug', 'blue'] } };
    expect(await editor.updateProduct(there.id, color)).toMatchObject({ ok: true });
    expect(await editor.undoBulk(batch?.id ?? '')).toMatchObject({ ok: true, value: { skipped: 1 } });
    const after = (await collect(csv.write())).join('');
    const kept = (all: string) => all.split('\r\n').filter((line) => !/VASE-1|CUP-XXL/.test(line));
    expect(kept(after)).toEqual(kept(before).map((line) => line.replace(/^(cup,.*kitchen,,)/, '$1"blue; mug"')));
    expect(after).toMatch(/vase,archived/);
    expect(after).toMatch(/CUP-XXL,archived/);
    expect(await editor.undoBulk(batch?.id ?? '')).toMatchObject({ error: { code: 'catalog.in_use' } });
  });

  it('refuses what is no such file with a sentence that names the columns', async () => {
    await expect(read('sku,colour\nA,b\n', false)).rejects.toThrow('The column “colour” is not known');
    await expect(read('sku,price\nA,1\n', false)).rejects.toThrow('The column “slug” is missing');
    await expect(read('', false)).rejects.toThrow('The file is empty');
  });

  it('asks the database no oftener for a product of a long file than for one of a short file', async () => {
    let asked = 0;
    const counting = db.withPlugin({
      transformQuery: ({ node }) => {
        asked += 1;
        return node;
      },
      transformResult: ({ result }) => Promise.resolve(result),
    });
    const perProduct = async (count: number) => {
      const lines = Array.from({ length: count }, (_, n) => `b-${count}-${n},Bulk ${n},kitchen,B-${count}-${n},9.99,4`);
      const text = ['slug,name_en,category,sku,price,stock', ...lines].join('\n');
      asked = 0;
      const into = bindCatalogCsv({ ...shop.context, db: counting });
      const report = await into.read(pieces(text, 900), { apply: true, editing: { actor: 'ada' } });
      expect(report).toMatchObject({ created: count, refused: 0 });
      return asked / count;
    };
    const ofFew = await perProduct(5);
    expect(await perProduct(40)).toBeLessThanOrEqual(ofFew);
    expect(ofFew).toBeGreaterThan(1);
  });
});
