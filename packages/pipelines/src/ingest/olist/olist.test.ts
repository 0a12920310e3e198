import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { importFolder, rejectsOf, reportOf } from '../import-folder.fixture.ts';

describe('INS-1 olist', () => {
  let folder: Awaited<ReturnType<typeof importFolder>>;
  beforeEach(async () => {
    folder = await importFolder();
  });
  afterEach(() => folder.remove());

  const orders = 'order_id,customer_id,order_status,order_purchase_timestamp';
  const files = {
    'o.csv': `${orders}\no1,c1,delivered,2017-07-09 21:57:05\no2,c2,canceled,2017-12-09 10:00:00\no3,c1,shipped,2017-08-01 10:00:00`,
    'i.csv':
      'order_id,order_item_id,product_id,seller_id,price,freight_value\no1,1,p1,s1,21.99,11.85\no1,2,p1,s1,21.99,11.85\no1,3,p2,s1,5,1\no2,1,p1,s1,20.00,1\no3,1,p1,s1,21.99,1',
    'pay.csv':
      'order_id,payment_sequential,payment_type,payment_installments,payment_value\no1,1,credit_card,8,73.68\no2,1,boleto,1,21',
    'c.csv': 'customer_id,customer_unique_id,customer_city,customer_state\nc1,u1,timoteo,MG\nc2,u2,rio,RJ',
    'r.csv':
      'review_id,order_id,review_score,review_comment_title,review_comment_message,review_creation_date,review_answer_timestamp\nr1,o1,5,,"Chegou\n&amp; bom",2017-07-20 00:00:00,2017-07-20 10:00:00\nr2,o3,2,Ruim,não veio,2017-08-20 00:00:00,2017-08-20 10:00:00',
    't.csv': 'product_category_name,product_category_name_english\nbeleza_saude,health_beauty',
    'p.csv':
      'product_id,product_category_name,product_weight_g,product_length_cm,product_height_cm,product_width_cm\np1,beleza_saude,3600,35,25,50\np2,,,,,',
  };
  const writeAll = async () => {
    for (const [name, text] of Object.entries(files)) await folder.write(name, text);
  };

  it('knows tables by their columns, keeps times in UTC and gives ratings to products', async () => {
    await writeAll();
    const report = reportOf(await folder.run('olist'));
    expect(report.files).toBe(7);
    expect(folder.kept.orders.get('o1')).toMatchObject({
      placedAt: new Date('2017-07-10T00:57:05Z'),
      currency: 'BRL',
      customerExternalId: 'u1',
      lines: [
        { sku: 'p1', quantity: 2, unitPriceMinor: 2199 },
        { sku: 'p2', quantity: 1, unitPriceMinor: 500 },
      ],
      deliveryMinor: 2470,
      payments: [{ provider: 'olist:credit_card', reference: 'o1:1', amountMinor: 7368 }],
    });
    expect(folder.kept.orders.get('o2')?.placedAt).toEqual(new Date('2017-12-09T12:00:00Z'));
    expect(folder.kept.products.get('p1')).toMatchObject({ name: 'Health Beauty P1', skus: [{ priceMinor: 2199 }] });
    // The order of two products rates both without words; the later review of u1 on p1 takes the place of the earlier.
    expect([...folder.kept.reviews.values()].map((one) => [one.externalId, one.rating, one.body])).toEqual([
      ['u1:p1', 2, 'não veio'],
      ['u1:p2', 5, ''],
    ]);
    expect(report.reasons).toEqual({ 'earlier-review': 1 });
    expect([...folder.kept.events.values()].map((event) => event.sourceEventId)).toEqual([
      'olist:o1:p1',
      'olist:o1:p2',
      'olist:o3:p1',
    ]);
  });

  it('reads semicolons, BOM, CRLF, gzip, Latin-1 and columns in capitals', async () => {
    await writeAll();
    await folder.write(
      'o.csv',
      `\uFEFF"ORDER_ID";"Customer ID";order_status;order_purchase_timestamp;more\r\no1;c1;delivered;2017-07-09 21:57:05;x\r\n`,
    );
    await folder.write('r.csv', Buffer.from(files['r.csv'], 'latin1'));
    await folder.write('c.csv', gzipSync(files['c.csv']));
    const report = reportOf(await folder.run('olist'));
    expect(folder.kept.orders.get('o1')?.placedAt).toEqual(new Date('2017-07-10T00:57:05Z'));
    expect(report.notes.join(' ')).toMatch(/1 lines of .*r\.csv are not UTF-8/);
    expect(report.reasons).toEqual({ 'unknown-order': 4 });
  });

  it('names line, field and reason of what is bad', async () => {
    await writeAll();
    await folder.write(
      'o.csv',
      `${files['o.csv']}\no3,c1,shipped,2017-08-01 10:00:00\no4,c1,flying,2017-08-01 10:00:00\no5,c1,shipped,soon\n,c1,shipped,2017-08-01 10:00:00\no6,c1`,
    );
    await folder.write('i.csv', `${files['i.csv']}\no1,3,p2,s1,5,1\no1,4,p2,s1,dear,1\no1,5,,s1,5,1\no9,1,p2,s1,5,1`);
    const rejects = await rejectsOf(reportOf(await folder.run('olist')));
    expect(rejects).toEqual([
      [5, 'order_id', 'repeated-row'],
      [6, 'order_status', 'bad-status'],
      [7, 'order_purchase_timestamp', 'bad-date'],
      [8, 'order_id', 'missing'],
      [9, null, 'wrong-field-count'],
      [7, 'order_item_id', 'repeated-row'],
      [8, 'price', 'bad-price'],
      [9, 'product_id', 'missing'],
      [10, 'order_id', 'unknown-order'],
      [3, 'review_id', 'earlier-review'],
    ]);
  });

  it('stops before any write when a table is absent or is not what its name says', async () => {
    await writeAll();
    await rm(join(folder.source, 'i.csv'));
    expect(await folder.run('olist')).toMatchObject({
      ok: false,
      error: { code: 'import.wrong_columns', message: expect.stringMatching(/items.*order_item_id/) },
    });
    await folder.write('olist_order_items_dataset.csv', 'a,b\n1,2');
    expect(await folder.run('olist')).toMatchObject({
      ok: false,
      error: { code: 'import.wrong_columns', message: expect.stringMatching(/order_items_dataset.*a, b/) },
    });
    expect(folder.nothingWritten()).toBe(true);
  });

  it('is resumed after a kill, changes nothing again, and writes nothing in a dry run', async () => {
    await writeAll();
    reportOf(await folder.run('olist', { dryRun: true }));
    expect(folder.nothingWritten()).toBe(true);
    const { reviews } = folder.target;
    folder.target.reviews = () => Promise.reject(new Error('killed'));
    await expect(folder.run('olist')).rejects.toThrow('killed');
    folder.target.reviews = reviews;
    expect(reportOf(await folder.run('olist')).written.orders).toEqual({ inserted: 0, updated: 0, unchanged: 3 });
    expect(reportOf(await folder.run('olist')).written.reviews).toEqual({ inserted: 0, updated: 0, unchanged: 2 });
  });
});
