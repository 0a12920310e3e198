import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { importTexts } from '../behaviour/import-texts.fixture.ts';

const [ada, bob] = ['0'.repeat(63) + 'a', '0'.repeat(63) + 'b'];
const transactions = `t_dat,customer_id,article_id,price,sales_channel_id\n2018-09-20,${ada},0108775015,0.050830508,2\n2018-09-20,${ada},0108775015,0.050830508,2\n2018-09-20,${ada},0108775044,0.016932203,2\n2018-09-21,${bob},0999999999,0.025406780,1\n`;
const articles =
  'article_id,product_code,prod_name,product_type_no,product_type_name,product_group_name,graphical_appearance_name,colour_group_name,index_group_name,section_name,garment_group_name,detail_desc\n0108775015,0108775,Strap top,253,Vest top,Garment Upper body,Solid,Black,Ladieswear,Womens Everyday Basics,Jersey Basic,"Jersey top with narrow shoulder straps, 2 colours."\n108775044,108775,Strap top,253,Vest top,Garment Upper body,Solid,White,Ladieswear,Womens Everyday Basics,Jersey Basic,\n';
const customers = `customer_id,FN,Active,club_member_status,fashion_news_frequency,age,postal_code\n${ada},1.0,1.0,ACTIVE,Regularly,49.0,52043e\n${bob},,,ACTIVE,NONE,,ab12\n`;

describe('INS-1 h-and-m (documented layout)', () => {
  it('joins transactions, articles and customers; a day of a customer is an order', async () => {
    const { kept, report, again } = await importTexts('h-and-m', {
      'transactions_train.csv': transactions,
      'articles.csv': articles,
      'customers.csv': customers,
      'sample_submission.csv': 'a,b\n1,2\n',
    });
    expect([report.files, report.rejected, again.written.orders]).toEqual([
      3,
      0,
      { inserted: 0, updated: 0, unchanged: 2 },
    ]);
    expect(kept.orders.get(`2018-09-20:${ada}:2`)).toMatchObject({
      customerExternalId: ada,
      currency: 'EUR',
      lines: [
        { sku: 'H-AND-M-0108775015', quantity: 2, unitPriceMinor: 2999 },
        { quantity: 1, unitPriceMinor: 999 },
      ],
    });
    expect(kept.products.get('0108775015')).toMatchObject({
      name: 'Strap top',
      slug: 'strap-top-0108775015',
      color: 'Black',
      description: 'Jersey top with narrow shoulder straps, 2 colours.',
      categoryPath: [
        { slug: 'ladieswear' },
        { slug: 'ladieswear-garment-upper-body' },
        { slug: 'ladieswear-garment-upper-body-vest-top' },
      ],
      skus: [{ priceMinor: 2999 }],
    });
    expect([kept.products.get('0108775044')?.color, kept.products.get('0999999999')?.name]).toEqual([
      'White',
      'Article 0999999999',
    ]);
    expect([kept.customers.get(ada), kept.customers.get(bob)]).toMatchObject([
      { age: 49, newsletter: true, joinedAt: new Date('2018-09-20T00:00:00Z') },
      { age: null, newsletter: false },
    ]);
    expect([...kept.events.values()].map(({ value }) => value)).toEqual([2, 1, 1]);
  });

  it('shows the photographs that lie in images/ beside the tables, in folders by the first three digits', async () => {
    const jpeg = sharp({ create: { width: 40, height: 60, channels: 3, background: '#00f' } }).jpeg();
    const { kept, report, rejects } = await importTexts('h-and-m', {
      'transactions_train.csv': transactions,
      'articles.csv': articles,
      'images/010/0108775015.jpg': await jpeg.toBuffer(),
      'images/010/0108775044.jpg': 'no picture',
    });
    expect(kept.products.get('0108775015')?.images).toMatchObject([{ kind: 'photo', alt: 'Strap top' }]);
    expect(kept.products.get('0108775044')?.images).toEqual([]);
    expect([report.written.pictures.inserted, rejects.map(({ reason }) => reason)]).toEqual([1, ['bad-picture']]);
  });

  it('takes plain prices as euros, without the other tables', async () => {
    const { kept } = await importTexts('h-and-m', { 'transactions.csv': transactions.replaceAll(/0\.0\d+/g, '19.99') });
    expect(kept.products.get('0108775015')).toMatchObject({ name: 'Article 0108775015', skus: [{ priceMinor: 1999 }] });
  });

  it('keeps every line of an order that a shuffled file tears apart', async () => {
    const filler = Array.from({ length: 25_000 }, (_, at) => `2018-09-20,${at},0108775015,0.0169,2`);
    const torn = transactions.trim().split('\n');
    const { kept } = await importTexts('h-and-m', {
      'transactions.csv': [...torn, ...filler, `2018-09-20,${ada},0555555555,0.0169,2`].join('\n'),
    });
    const lines = [...kept.orders.values()]
      .filter(({ customerExternalId }) => customerExternalId === ada)
      .flatMap((order) => order.lines);
    expect(lines.map(({ sku }) => sku).toSorted()).toEqual([
      'H-AND-M-0108775015',
      'H-AND-M-0108775044',
      'H-AND-M-0555555555',
    ]);
  });
});
