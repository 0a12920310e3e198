import { describe, expect, it } from 'vitest';
import { importTexts } from '../behaviour/import-texts.fixture.ts';

const mobile =
  'user_id,item_id,behavior_type,user_geohash,item_category,time\n9,5,1,,4245,2014-12-06 02\n9,5,2,,4245,2014-12-06 03\n9,5,3,,4245,2014-12-06 04\n9,5,4,,4245,2014-12-06 05\n9,5,4,,4245,2014-12-06 05\n';

describe('INS-1 tianchi', () => {
  it('makes the four deeds of the mobile set what they are; repeats of an hour are one', async () => {
    const { kept, report } = await importTexts('tianchi', { 'tianchi_mobile_recommend_train_user.csv': mobile });
    expect([...kept.events.values()].map(({ type, ts, meta }) => [type, ts, meta?.['kind']])).toEqual([
      [0, new Date('2014-12-06T02:00:00Z'), undefined],
      [4, new Date('2014-12-06T03:00:00Z'), 'feedback'],
      [2, new Date('2014-12-06T04:00:00Z'), undefined],
      [3, new Date('2014-12-06T05:00:00Z'), undefined],
    ]);
    expect([report.rejected, kept.events.size, kept.customers.has('9'), kept.orders.size]).toEqual([0, 4, true, 0]);
    expect(kept.products.get('5')).toMatchObject({
      name: 'Category 4245 item 5',
      categoryPath: [{ name: 'Category 4245' }],
      skus: [{ priceMinor: 0 }],
    });
  });

  it('reads UserBehavior.csv, which has no line of names, and takes shelves from the item list', async () => {
    const { kept } = await importTexts('tianchi', {
      'UserBehavior.csv': '1,2268318,2520377,pv,1511544070\n1,2333346,,fav,1511561733\n',
      'train_item.csv': 'item_id,item_geohash,item_category\n2333346,,99\n',
    });
    expect([...kept.events.values()].map(({ type, ts }) => [type, ts])).toEqual([
      [0, new Date(1_511_544_070_000)],
      [4, new Date(1_511_561_733_000)],
    ]);
    expect(kept.products.get('2333346')?.categoryPath).toEqual([{ slug: 'category-99', name: 'Category 99' }]);
  });

  it('names a deed that is none', async () => {
    const { rejects } = await importTexts('tianchi', { 'a.csv': `${mobile}9,5,5,,1,2014-12-06 02\n` });
    expect(rejects).toMatchObject([{ line: 7, field: 'behavior_type', reason: 'bad-event-type' }]);
  });
});
