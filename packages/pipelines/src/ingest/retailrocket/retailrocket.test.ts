import { describe, expect, it } from 'vitest';
import { importTexts } from '../behaviour/import-texts.fixture.ts';

const events =
  'timestamp,visitorid,event,itemid,transactionid\n1433221332117,257597,view,355908,\n1433221999827,257597,addtocart,355908,\n1433222276276,257597,transaction,355908,4000\n1433222276277,111016,view,318965,\n';
const properties =
  'timestamp,itemid,property,value\n1435460400000,355908,categoryid,1338\n1433041200000,355908,790,n15360.000\n1435460400000,355908,790,n12000.000\n1431226800000,355908,available,1\n1431226800000,318965,available,0\n1431226800000,355908,888,1116713 960601\n';
const tree = 'categoryid,parentid\n1338,1278\n1278,213\n213,\n5,6\n6,5\n';

describe('INS-1 retailrocket (documented layout)', () => {
  it('joins events with the newest properties and the tree', async () => {
    const { kept, report, again } = await importTexts('retailrocket', {
      'events.csv': events,
      'item_properties_part1.csv': properties,
      'category_tree.csv': tree,
    });
    expect([report.rows, report.rejected, again.written.events]).toEqual([
      15,
      0,
      { inserted: 0, updated: 0, unchanged: 4 },
    ]);
    expect(kept.products.get('355908')).toMatchObject({
      name: 'Category 1338 item 355908',
      categoryPath: [{ name: 'Category 213' }, { name: 'Category 1278' }, { name: 'Category 1338' }],
      skus: [{ priceMinor: 1_200_000, stock: 100 }],
    });
    expect(kept.products.get('318965')?.skus[0]).toMatchObject({ priceMinor: 0, stock: 0 });
    expect([...kept.events.values()].map(({ type, userId }) => [type, userId])).toEqual([
      [0, 'retailrocket-257597'],
      [2, 'retailrocket-257597'],
      [3, 'retailrocket-257597'],
      [0, 'retailrocket-111016'],
    ]);
    expect(kept.orders.size).toBe(0);
  });

  it('does with the events alone, and survives a tree that bites its tail', async () => {
    const alone = await importTexts('retailrocket', { 'events.csv': events });
    expect(alone.kept.products.get('355908')?.name).toBe('Item 355908');
    const circular = await importTexts('retailrocket', {
      'events.csv': events,
      'p.csv': properties.replace('1338', '5'),
      'category_tree.csv': tree,
    });
    expect(circular.kept.products.get('355908')?.categoryPath.map(({ name }) => name)).toEqual([
      'Category 6',
      'Category 5',
    ]);
  });

  it('stops when the events are missing, and says what they look like', async () => {
    await expect(importTexts('retailrocket', { 'category_tree.csv': tree })).rejects.toThrow(
      /no events of Retailrocket.*timestamp, visitorid, event, itemid/,
    );
  });
});
