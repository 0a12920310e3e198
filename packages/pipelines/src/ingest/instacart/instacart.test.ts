import { describe, expect, it } from 'vitest';
import { importTexts } from '../behaviour/import-texts.fixture.ts';
import { dateOrders } from './read-orders.ts';

const orders =
  'order_id,user_id,eval_set,order_number,order_dow,order_hour_of_day,days_since_prior_order\n2539329,1,prior,1,2,08,\n2398795,1,prior,2,3,07,15.0\n1187899,1,train,3,4,08,14.0\n';
const prior = 'order_id,product_id,add_to_cart_order,reordered\n2539329,196,1,0\n2539329,14084,2,0\n2398795,196,1,1\n';
const train = 'order_id,product_id,add_to_cart_order,reordered\n1187899,196,1,1\n';
const products =
  'product_id,product_name,aisle_id,department_id\n196,Soda,77,7\n14084,"Organic ""Unsweetened"" Almond Milk, 1 l",91,16\n';
const aisles = 'aisle_id,aisle\n77,soft drinks\n91,soy lactosefree\n';
const departments = 'department_id,department\n7,beverages\n16,dairy eggs\n';
const all = {
  'orders.csv': orders,
  'order_products__prior.csv': prior,
  'order_products__train.csv': train,
  'products.csv': products,
  'aisles.csv': aisles,
  'departments.csv': departments,
};

describe('INS-1 instacart (documented layout)', () => {
  it('joins orders, lines, products, aisles and departments', async () => {
    const { kept, report, again } = await importTexts('instacart', all);
    expect([report.files, report.rejected, again.written.orders]).toEqual([
      6,
      0,
      { inserted: 0, updated: 0, unchanged: 3 },
    ]);
    expect(kept.products.get('14084')).toMatchObject({
      name: 'Organic "Unsweetened" Almond Milk, 1 l',
      categoryPath: [
        { slug: 'dairy-eggs', name: 'Dairy eggs' },
        { slug: 'dairy-eggs-soy-lactosefree', name: 'Soy lactosefree' },
      ],
    });
    expect(kept.orders.get('2539329')).toMatchObject({
      customerExternalId: '1',
      lines: [{ sku: 'INSTACART-196', unitPriceMinor: 0 }, { sku: 'INSTACART-14084' }],
    });
    expect([...kept.events.keys()].toSorted()).toEqual([
      'instacart:1187899:196',
      'instacart:2398795:196',
      'instacart:2539329:14084',
      'instacart:2539329:196',
    ]);
  });

  it('sets the last order into the last week of May 2017 and the others as many days before as told', () => {
    const row = { person: '1', weekday: 4, hour: 8, daysBefore: null };
    expect(
      dateOrders([
        { ...row, order: 'c', number: 3, daysBefore: 14 },
        { ...row, order: 'a', number: 1, hour: 23 },
        { ...row, order: 'b', number: 2, daysBefore: 15, hour: 7 },
      ]).map(([order, at]) => [order, new Date(at).toISOString()]),
    ).toEqual([
      ['c', '2017-06-01T08:00:00.000Z'],
      ['b', '2017-05-18T07:00:00.000Z'],
      ['a', '2017-05-03T23:00:00.000Z'],
    ]);
  });

  it('does without catalog, refuses lines of unknown orders and hours that are none', async () => {
    const { kept, rejects } = await importTexts('instacart', {
      'orders.csv': `${orders}7,2,prior,1,9,08,\n8,2,prior,1,1,24,\n`,
      'lines.csv': `${prior}999,196,1,0\n`,
    });
    expect(kept.products.get('196')?.name).toBe('Article 196');
    expect(rejects.map(({ field, reason }) => [field, reason])).toEqual([
      ['order_dow', 'bad-number'],
      ['order_hour_of_day', 'bad-number'],
      ['order_id', 'unknown-order'],
    ]);
  });
});
