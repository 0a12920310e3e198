import { companyPages } from '../company/company-pages.ts';
import { locales, withLocale } from '../../language/index.ts';
import type { CategoryNode, WebServices } from '../../services.ts';

/** Products a file: two languages each stay far below the 50,000 addresses that a file may have. */
export const PRODUCTS_A_FILE = 5_000;

export interface Entry {
  path: string;
  changedAt?: Date | undefined;
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** Text that may stand in XML. */
export function escapeXml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (sign) => escapes[sign] ?? sign);
}

const head = '<?xml version="1.0" encoding="UTF-8"?>';
const space = 'http://www.sitemaps.org/schemas/sitemap/0.9';

/** A file of addresses, each in every language and each naming the others. */
export function siteMapFile(entries: readonly Entry[], origin: string): string {
  const lines = entries.flatMap(({ path, changedAt }) => {
    const others = locales
      .map(
        (locale) =>
          `<xhtml:link rel="alternate" hreflang="${locale}" href="${escapeXml(origin + withLocale(path, locale))}"/>`,
      )
      .join('');
    const changed = changedAt ? `<lastmod>${changedAt.toISOString().slice(0, 10)}</lastmod>` : '';
    return locales.map(
      (locale) => `<url><loc>${escapeXml(origin + withLocale(path, locale))}</loc>${changed}${others}</url>`,
    );
  });
  return `${head}\n<urlset xmlns="${space}" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n${lines.join('\n')}\n</urlset>\n`;
}

/** The file that names the others. */
export function siteMapIndex(names: readonly string[], origin: string): string {
  const lines = names.map((name) => `<sitemap><loc>${escapeXml(`${origin}/sitemap/${name}`)}</loc></sitemap>`);
  return `${head}\n<sitemapindex xmlns="${space}">\n${lines.join('\n')}\n</sitemapindex>\n`;
}

/** Every page that is no product: the front, the shelves, the brands, and the words about us. */
export async function shelfEntries({ shop }: Pick<WebServices, 'shop'>): Promise<Entry[]> {
  const [tree, brands, collections] = await Promise.all([
    shop.listCategories(),
    shop.listBrands(),
    shop.listCollections(),
  ]);
  const below = (nodes: readonly CategoryNode[]): Entry[] =>
    nodes.flatMap((node) =>
      node.productCount === 0 ? [] : [{ path: `/categories/${node.slug}` }, ...below(node.children)],
    );
  return [
    ...['/', '/brands', '/about', '/privacy', ...Object.keys(companyPages)].map((path) => ({ path })),
    ...below(tree),
    ...brands.map((brand) => ({ path: `/brands/${brand.slug}` })),
    ...collections.map((collection) => ({ path: `/collections/${collection.slug}` })),
  ];
}

/** An answer of XML. */
export function xml(body: string): Response {
  return new Response(body, {
    headers: { 'Content-Type': 'application/xml; charset=utf-8', 'Cache-Control': 'public, max-age=3600' },
  });
}
