import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { importFolder, reportOf } from '../import-folder.fixture.ts';

describe('INS-1 amazon', () => {
  let folder: Awaited<ReturnType<typeof importFolder>>;
  beforeEach(async () => {
    folder = await importFolder();
  });
  afterEach(() => folder.remove());

  const review = (more: object) =>
    JSON.stringify({
      overall: 5,
      verified: true,
      reviewerID: 'A1',
      asin: 'B000000001',
      reviewerName: 'John Doe',
      reviewText: 'Good &amp; <b>cheap</b>',
      summary: 'Five',
      unixReviewTime: 1_500_000_000,
      ...more,
    });
  const product = (more: object) =>
    JSON.stringify({
      asin: 'B000000001',
      title: 'Thing',
      brand: 'by\n\n Acme',
      category: ['Toys', 'Games', 'Has 40 pieces and <b>more</b>.'],
      price: '$12.99',
      description: ['<p>Fun</p>'],
      feature: ['For two'],
      ...more,
    });

  it('2018: cleans, keeps the latest review, leaves a missing price open, and stores nobody\u2019s name', async () => {
    await folder.write(
      'meta_Toys.json',
      [
        product({}),
        product({ asin: 'B000000002', price: '', title: '' }),
        product({ asin: 'B000000003', price: 'from 9.99' }),
        product({}),
      ].join('\n'),
    );
    await folder.write(
      'Toys_5.json.gz',
      gzipSync(
        [
          review({}),
          review({ overall: 1, unixReviewTime: 1_600_000_000 }),
          review({ asin: 'B000000002', reviewText: undefined, verified: false }),
          review({ overall: 4.5 }),
          review({ asin: 'B999999999' }),
          'rubbish',
          review({ reviewerID: '' }),
          review({ unixReviewTime: 5, reviewerID: 'A2' }),
        ].join('\n'),
      ),
    );
    const report = reportOf(await folder.run('amazon-2018'));
    expect(report.reasons).toEqual({
      'repeated-row': 1,
      'earlier-review': 1,
      'bad-rating': 1,
      'unknown-product': 1,
      'bad-json': 1,
      missing: 1,
      'bad-date': 1,
    });
    expect(folder.kept.products.get('B000000001')).toMatchObject({
      brand: { name: 'Acme' },
      description: 'Fun\n• For two',
      categoryPath: [{ name: 'Toys' }, { name: 'Games' }],
      skus: [{ priceMinor: 1299 }],
    });
    expect(folder.kept.products.get('B000000002')).toMatchObject({
      name: 'Article B000000002',
      skus: [{ priceMinor: 0 }],
    });
    expect([...folder.kept.reviews.values()].map((one) => [one.rating, one.body, one.verified])).toEqual([
      [1, 'Good & cheap', true],
      [5, '', false],
    ]);
    expect([...folder.kept.events.values()].map(({ type }) => type)).toEqual([3, 1]);
    expect(JSON.stringify([...folder.kept.reviews.values(), ...folder.kept.customers.values()])).not.toContain('John');
    expect(reportOf(await folder.run('amazon-2018')).written.reviews).toEqual({
      inserted: 0,
      updated: 0,
      unchanged: 2,
    });
  });

  it('2014: reads what Python printed, and ratings without words or products', async () => {
    const ratings = 'A1B2C3D4E5F6,0000031852,4.0,1300000000\nA1B2C3D4E5F7,0000031852,2.0,1300000001\n';
    await folder.write(
      'meta.json',
      `{'asin': '0000031852', 'title': "Girls' \\u00e9 Tutu", 'price': 3.17, 'imUrl': 'http://x.test/i.jpg', 'related': {'also_bought': ['B00JHONN1S']}, 'salesRank': {'Toys': 211836}, 'brand': 'Coxlures', 'categories': [['Sports', 'Other Sports', 'Dance']], 'old': None, 'ok': True}\n`,
    );
    await folder.write('ratings.csv', ratings);
    reportOf(await folder.run('amazon-2018'));
    expect(folder.kept.products.get('0000031852')).toMatchObject({
      name: "Girls' é Tutu",
      skus: [{ priceMinor: 317 }],
      categoryPath: [{}, {}, { name: 'Dance' }],
    });
    expect([...folder.kept.reviews.values()].map((one) => [one.rating, one.createdAt.toISOString()])).toEqual([
      [4, '2011-03-13T07:06:40.000Z'],
      [2, '2011-03-13T07:06:41.000Z'],
    ]);
    await folder.remove();
    folder = await importFolder();
    await folder.write('ratings.csv', ratings);
    const alone = reportOf(await folder.run('amazon-2018', { paths: [join(folder.source, 'ratings.csv')] }));
    expect([alone.written.products.inserted, alone.written.reviews.inserted]).toEqual([1, 2]);
  });

  it('2023: reads reviews and meta by parent_asin, a list of prices and pictures, ratings from elsewhere', async () => {
    await folder.write(
      'All_Beauty.jsonl',
      JSON.stringify({
        rating: 5,
        title: 'Nice',
        text: 'Smells<br />good',
        asin: 'B0A',
        parent_asin: 'B0P',
        user_id: 'AG',
        timestamp: 1_588_687_728_923,
        helpful_vote: 0,
        verified_purchase: true,
      }),
    );
    const meta = {
      main_category: 'All Beauty',
      title: 'Spray',
      average_rating: 4.8,
      rating_number: 10,
      features: [],
      description: [],
      price: 'from 14.99',
      images: [{ thumb: 't', large: 'https://x.test/l.jpg', hi_res: null }],
      store: 'Howard',
      categories: [],
      details: { 'Package Dimensions': '7 x 5 inches', UPC: '617', 'Date First Available': 'June 5, 2013' },
    };
    await folder.write(
      'meta_All_Beauty.jsonl',
      [
        { ...meta, parent_asin: 'B0P' },
        { ...meta, parent_asin: 'B0Q', price: null },
      ]
        .map((one) => JSON.stringify(one))
        .join('\n'),
    );
    reportOf(await folder.run('amazon-2023'));
    expect(folder.kept.products.get('B0P')).toMatchObject({
      brand: { name: 'Howard' },
      skus: [{ priceMinor: 1499 }],
      firstAvailable: new Date('2013-06-05T00:00:00Z'),
      metadata: { pictureUrls: ['https://x.test/l.jpg'] },
    });
    expect(folder.kept.products.get('B0P')?.externalRating).toBeUndefined();
    expect(folder.kept.products.get('B0Q')).toMatchObject({
      externalRating: { average: 4.8, count: 10 },
      skus: [{ priceMinor: 0 }],
    });
    expect(folder.kept.reviews.get('AG:B0P')).toMatchObject({
      body: 'Smells\ngood',
      createdAt: new Date(1_588_687_728_923),
    });
  });

  it('stops at files of another kind, naming file and fields', async () => {
    const path = await folder.write('x.jsonl', '{"a":1,"b":2}\n');
    for (const format of ['amazon-2018', 'amazon-2023']) {
      expect(await folder.run(format)).toMatchObject({
        ok: false,
        error: { code: 'import.wrong_columns', file: path, message: expect.stringMatching(/has a, b/) },
      });
    }
    await folder.write('x.jsonl', gzipSync(`${review({})}\n`.repeat(900)).subarray(0, 60));
    expect(await folder.run('amazon-2018')).toMatchObject({ ok: false, error: { code: 'import.broken_file' } });
    await folder.write('x.jsonl', '');
    expect(await folder.run('amazon-2018')).toMatchObject({
      ok: false,
      error: { message: expect.stringMatching(/empty/) },
    });
    expect(folder.nothingWritten()).toBe(true);
  });
});
