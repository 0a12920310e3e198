import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { importFolder, reportOf } from '../import-folder.fixture.ts';

describe('INS-1 best-buy', () => {
  let folder: Awaited<ReturnType<typeof importFolder>>;
  beforeEach(async () => {
    folder = await importFolder();
  });
  afterEach(() => folder.remove());

  it('reads both layouts and says what it leaves alone', async () => {
    await folder.write(
      'products.json',
      JSON.stringify([
        {
          sku: 43900,
          name: 'Duracell [AAA] {4}',
          type: 'HardGood',
          price: 5.49,
          upc: '041',
          category: [
            { id: 'p', name: 'Batteries' },
            { id: 'q', name: 'AAA' },
          ],
          description: 'Says "hi" \\ &trade;',
          manufacturer: 'Duracell',
          model: 'MN',
          image: 'http://x.test/43900_rc.jpg',
        },
        { sku: 43900, name: 'Again', price: 1 },
        {
          name: 'Phone',
          brand: 'LG',
          categories: ['Phones'],
          regularPrice: 10,
          salePrice: 8.5,
          image: 'https://x.test/4984700_sb.jpg',
        },
        { name: '', price: 2 },
        { name: 'Odd', price: 'dear' },
      ]),
    );
    await folder.write('stores.json', '[{"id":1,"hours":"9-5"}]');
    const report = reportOf(await folder.run('best-buy'));
    expect(folder.kept.products.get('43900')).toMatchObject({
      name: 'Duracell [AAA] {4}',
      description: 'Says "hi" \\ ™',
      categoryPath: [{ slug: 'batteries' }, { slug: 'batteries-aaa' }],
      skus: [{ priceMinor: 549 }],
    });
    expect(folder.kept.products.get('4984700')).toMatchObject({ skus: [{ priceMinor: 850, compareAtMinor: 1000 }] });
    expect(report.reasons).toEqual({ 'repeated-row': 1, missing: 1, 'bad-price': 1 });
    expect(report.notes.join(' ')).toMatch(/stores\.json/);
  });

  it('stops at a list that breaks off', async () => {
    await folder.write('e.json', '[{"name":"A","price":1},{"name":"B","pri');
    expect(await folder.run('best-buy')).toMatchObject({
      ok: false,
      error: { code: 'import.broken_file', message: expect.stringMatching(/breaks off/) },
    });
    expect(folder.nothingWritten()).toBe(true);
  });
});
