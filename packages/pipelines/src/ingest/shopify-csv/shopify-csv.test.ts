import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { importFolder, rejectsOf, reportOf } from '../import-folder.fixture.ts';

describe('INS-1 shopify-csv', () => {
  let folder: Awaited<ReturnType<typeof importFolder>>;
  beforeEach(async () => {
    folder = await importFolder();
  });
  afterEach(() => folder.remove());

  const header =
    'Handle,Title,Body (HTML),Vendor,Type,Tags,Published,Option1 Name,Option1 Value,Option2 Name,Option2 Value,Variant SKU,Variant Grams,Variant Inventory Qty,Variant Inventory Policy,Variant Price,Variant Compare At Price,Image Src,Gift Card,Status,Google Shopping / Google Product Category';

  it('puts rows together: variants, pictures, blank and shared SKUs, HTML, gift cards, drafts', async () => {
    await folder.write(
      'products_export.csv',
      [
        header,
        'shirt,Shirt &amp; Tie,"<p>Soft.</p><ul><li>Cotton</li></ul>",Acme,Tops,"Summer, summer, New",TRUE,Size,S,Color,Red,SH-1,120,5,deny,20.00,25.00,https://x.test/a.jpg,false,active,Apparel & Accessories > Clothing',
        'shirt,,,,,,,,M,,Red,,120,-2,deny,22.00,21.00,https://x.test/b.jpg,,,',
        'shirt,,,,,,,,,,,,,,,,,https://x.test/c.jpg,,,',
        'card,Gift Card,,,,,true,Denominations,10.00,,,SH-1,0,0,continue,10.00,,,true,active,',
        'card,,,,,,,,25.00,,,,0,,,25.00,,,,,',
        'old,Old thing,,,,,false,Title,Default Title,,,,,3,deny,5,,,,draft,',
      ].join('\n'),
    );
    const report = reportOf(await folder.run('shopify-csv'));
    expect(report.rejected).toBe(0);
    expect(folder.kept.products.get('shirt')).toMatchObject({
      name: 'Shirt & Tie',
      description: 'Soft.\n• Cotton',
      brand: { slug: 'acme' },
      categoryPath: [{ slug: 'apparel-accessories' }, { slug: 'apparel-accessories-clothing' }],
      color: 'Red',
      tags: ['Summer', 'New'],
      skus: [
        { sku: 'SH-1', options: { Size: 'S', Color: 'Red' }, priceMinor: 2000, compareAtMinor: 2500, stock: 5 },
        { sku: 'shirt-m-red', options: { Size: 'M', Color: 'Red' }, priceMinor: 2200, stock: 0 },
      ],
      metadata: { pictureUrls: ['https://x.test/a.jpg', 'https://x.test/b.jpg', 'https://x.test/c.jpg'] },
      archived: false,
    });
    expect(folder.kept.products.get('card')).toMatchObject({
      categoryPath: [{ slug: 'gift-cards' }],
      skus: [{ sku: 'card-10-00', stock: 100 }, { sku: 'card-25-00' }],
    });
    expect(folder.kept.products.get('old')).toMatchObject({ archived: true, skus: [{ options: {} }] });
  });

  it('takes the newer column names, and a picture that lies beside the file', async () => {
    await folder.write(
      'images/a.jpg',
      await sharp({ create: { width: 60, height: 40, channels: 3, background: '#f00' } })
        .jpeg()
        .toBuffer(),
    );
    await folder.write(
      'new.csv',
      'Title,URL handle,Description,Vendor,SKU,Price,Inventory quantity,Product image URL\nLamp,lamp,Bright,Acme,L-1,"$1,299.00",4,https://x.test/a.jpg?v=1\n',
    );
    reportOf(await folder.run('shopify-csv'));
    const lamp = folder.kept.products.get('lamp');
    expect(lamp).toMatchObject({ skus: [{ sku: 'L-1', priceMinor: 129_900, stock: 4 }] });
    expect(lamp?.images[0]?.url).toMatch(/^\/media\/\w+-320\.webp$/);
  });

  it('rejects a row without title, price or place, and stops at another file', async () => {
    await folder.write(
      'bad.csv',
      [
        header,
        'a,,,,,,,,,,,,,,,5,,,,,',
        'b,B,,,,,,,,,,,,,,dear,,,,,',
        'c,C,,,,,,,,,,,,,,5,,,,,',
        'c,,,,,,,,,,,,,,,6,,,,,',
      ].join('\n'),
    );
    const rejects = await rejectsOf(reportOf(await folder.run('shopify-csv')));
    expect(rejects).toEqual([
      [2, 'Title', 'missing'],
      [3, 'Variant Price', 'bad-price'],
      [5, 'Option1 Value', 'repeated-row'],
    ]);
    const other = await folder.write('orders.csv', 'Name,Email,Total\n#1,a@b.c,5');
    expect(await folder.run('shopify-csv', { paths: [other] })).toMatchObject({
      ok: false,
      error: { code: 'import.wrong_columns', message: expect.stringContaining('handle') },
    });
  });
});
