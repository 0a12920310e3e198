import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { importFolder, reportOf } from '../import-folder.fixture.ts';

describe('INS-1 completejourney', () => {
  let folder: Awaited<ReturnType<typeof importFolder>>;
  beforeEach(async () => {
    folder = await importFolder();
  });
  afterEach(() => folder.remove());

  const sales = 'household_id,store_id,basket_id,product_id,quantity,sales_value,week,transaction_timestamp';

  it('adds up to what was paid, measures fuel, and reads the names of the first release', async () => {
    await folder.write(
      't.csv',
      `${sales}\n1,9,77,p1,3,1.00,1,2017-01-28 19:06:53\n1,9,77,gas,8776,23.25,1,2017-01-28 19:06:53\n1,9,78,p1,0,0,1,2017-01-29 19:06:53\n2,9,79,free,1,0,1,2017-01-29 19:06:53\n2,9,79,lost,2,4.67,1,2017-01-29 19:06:53`,
    );
    await folder.write(
      'product.csv',
      'PRODUCT_ID,MANUFACTURER,DEPARTMENT,BRAND,COMMODITY_DESC,SUB_COMMODITY_DESC,CURR_SIZE_OF_PRODUCT\np1,2,GROCERY,Private,FRZN ICE,ICE - CRUSHED/CUBED,22 LB\ngas,1,FUEL,National,COUPON/MISC,GASOLINE,\nx,1,A,B,C,D,',
    );
    await folder.write('hh_demographic.csv', 'AGE_DESC,INCOME_DESC,household_key\n65+,x,1\n45-54,x,2');
    const report = reportOf(await folder.run('completejourney'));
    expect(folder.kept.orders.get('77')?.lines).toEqual([
      { sku: 'cj-p1', quantity: 2, unitPriceMinor: 33 },
      { sku: 'cj-p1', quantity: 1, unitPriceMinor: 34 },
      { sku: 'cj-gas', quantity: 1, unitPriceMinor: 2325 },
    ]);
    expect(folder.kept.products.get('p1')).toMatchObject({ name: 'Ice - Crushed/Cubed, 22 LB', tags: ['own-label'] });
    expect([folder.kept.customers.get('1')?.age, folder.kept.customers.get('2')?.age]).toEqual([70, 50]);
    expect(report.reasons).toEqual({ 'bad-quantity': 1, 'never-sold': 3 });
    expect(report.notes.join(' ')).toContain('3 lines worth 4.67 USD are in no order');
    expect([...folder.kept.events.keys()]).toEqual(['completejourney:77:p1', 'completejourney:77:gas']);
  });
});
