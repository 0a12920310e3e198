import { describe, expect, it } from 'vitest';
import { someServices } from '../../fixtures/a-product.ts';
import { shelfEntries, siteMapFile, siteMapIndex } from './site-map.ts';

const read = (text: string) => new DOMParser().parseFromString(text, 'text/xml');

describe('WEB-5 site map', () => {
  it('names every address in each language, escaped', () => {
    const file = siteMapFile(
      [{ path: '/products/salt&pepper', changedAt: new Date('2026-11-21T10:00:00Z') }],
      'https://s.example',
    );
    expect(file).toContain('<loc>https://s.example/products/salt&amp;pepper</loc><lastmod>2026-11-21</lastmod>');
    expect(read(file).querySelectorAll('url')).toHaveLength(2);
    expect(file).toContain('hreflang="de" href="https://s.example/de/products/salt&amp;pepper"');
  });

  it('names its files', () => {
    expect(siteMapIndex(['shelves.xml'], 'https://s.example')).toContain(
      '<loc>https://s.example/sitemap/shelves.xml</loc>',
    );
  });

  it('leaves empty shelves out', async () => {
    const { shop } = someServices([]);
    const node = { id: 'c', name: 'C', description: '', children: [] };
    const listCategories = async () => [
      { ...node, slug: 'full', productCount: 2 },
      { ...node, slug: 'empty', productCount: 0 },
    ];
    const paths = (await shelfEntries({ shop: { ...shop, listCategories } })).map(({ path }) => path);
    expect(paths).toContain('/categories/full');
    for (const path of ['/imprint', '/terms', '/shipping-and-returns', '/contact']) expect(paths).toContain(path);
    expect(paths).not.toContain('/categories/empty');
  });
});
