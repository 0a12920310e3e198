import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { importFolder, reportOf } from '../import-folder.fixture.ts';

describe('INS-1 deepfashion (documented layout, no true files)', () => {
  let folder: Awaited<ReturnType<typeof importFolder>>;
  beforeEach(async () => {
    folder = await importFolder();
  });
  afterEach(() => folder.remove());

  const lists = {
    'Anno/list_category_cloth.txt': '2\ncategory_name  category_type\nBlouse         1\nJeans  2\n',
    'Anno/list_category_img.txt':
      '3\nimage_name  category_label\nimg/Sheer_Blouse/img_00000001.jpg   1\nimg/Sheer_Blouse/img_00000002.jpg   1\nimg/Slim_Jeans/img_00000001.jpg  2\n',
    'Anno/list_attr_cloth.txt': '3\nattribute_name  attribute_type\nabstract chevron print  1\ncotton   2\nboho 5\n',
    'Anno/list_attr_img.txt':
      '3\nimage_name  attribute_labels\nimg/Sheer_Blouse/img_00000001.jpg   1 -1  1\nimg/Sheer_Blouse/img_00000002.jpg   1 -1 -1\nimg/Slim_Jeans/img_00000001.jpg -1 0 -1\n',
  };
  const writeLists = async (more: Partial<typeof lists> = {}) => {
    for (const [name, text] of Object.entries({ ...lists, ...more })) await folder.write(name, text);
  };
  const anno = () => ({ paths: [join(folder.source, 'Anno')] });

  it('makes garments of folders, with attributes that half of their pictures have, and their photographs', async () => {
    await writeLists();
    await folder.write(
      'img/Sheer_Blouse/img_00000001.jpg',
      await sharp({ create: { width: 40, height: 60, channels: 3, background: '#00f' } })
        .jpeg()
        .toBuffer(),
    );
    const report = reportOf(await folder.run('deepfashion', anno()));
    expect(folder.kept.products.get('Sheer_Blouse')).toMatchObject({
      name: 'Sheer Blouse',
      categoryPath: [{ slug: 'tops' }, { slug: 'tops-blouse' }],
      tags: ['abstract chevron print', 'boho'],
      specs: [
        { name: 'Pattern', value: 'abstract chevron print' },
        { name: 'Style', value: 'boho' },
      ],
      skus: [{ priceMinor: 0 }],
    });
    expect(folder.kept.products.get('Sheer_Blouse')?.images).toHaveLength(1);
    expect([report.rows, report.written.pictures.inserted]).toEqual([11, 1]);
  });

  it('stops at a list without its end or without its heading, and rejects odd rows', async () => {
    await writeLists({ 'Anno/list_category_img.txt': '9\nimage_name  category_label\nimg/A/1.jpg 1\n' });
    expect(await folder.run('deepfashion', anno())).toMatchObject({
      ok: false,
      error: { message: expect.stringMatching(/promises 9 rows and has 1/) },
    });
    await writeLists({ 'Anno/list_category_img.txt': '1\nnothing here\n' });
    expect(await folder.run('deepfashion', anno())).toMatchObject({
      ok: false,
      error: { code: 'import.wrong_columns', message: expect.stringMatching(/list_category_img\.txt/) },
    });
    expect(folder.nothingWritten()).toBe(true);
    await writeLists({
      'Anno/list_category_img.txt': '3\nimage_name  category_label\nimg/A/1.jpg 1\nimg/B/1.jpg 8\nlonely\n',
    });
    expect(reportOf(await folder.run('deepfashion', anno())).reasons).toMatchObject({
      'bad-category': 1,
      'bad-row': 1,
    });
  });
});
