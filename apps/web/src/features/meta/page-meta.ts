import type { MetaDescriptor } from 'react-router';
import type { Locale } from '../../language/index.ts';
import { defaultLocale, locales, withLocale } from '../../language/index.ts';

/** Where a page lives, from its loader: enough for its canonical address and its other languages. */
export interface PageAddress {
  origin: string;
  locale: Locale;
  /** Path with the parameters that matter, without the prefix of a language. */
  path: string;
}

export interface PageMeta {
  title: string;
  description: string;
  address: PageAddress;
  image?: string | undefined;
  /** schema.org objects. */
  facts?: readonly Record<string, unknown>[];
  /** For pages that only re-order or narrow another one. */
  noindex?: boolean;
  kind?: 'website' | 'product';
}

/** The absolute address of a page in its own language. */
export function canonicalOf({ origin, locale, path }: PageAddress): string {
  return origin + withLocale(path, locale);
}

/** Title, description, canonical link, languages, Open Graph, Twitter card and structured facts of one page. */
export function pageMeta(page: PageMeta): MetaDescriptor[] {
  const { title, description, address, image, facts = [], noindex = false, kind = 'website' } = page;
  const short = description.length > 160 ? `${description.slice(0, 157).trimEnd()}…` : description;
  const canonical = canonicalOf(address);
  return [
    { title },
    { name: 'description', content: short },
    ...(noindex ? [{ name: 'robots', content: 'noindex, follow' }] : []),
    { tagName: 'link', rel: 'canonical', href: canonical },
    ...(noindex ? [] : languagesOf(address)),
    { property: 'og:site_name', content: 'Vitrine' },
    { property: 'og:type', content: kind },
    { property: 'og:title', content: title },
    { property: 'og:description', content: short },
    { property: 'og:url', content: canonical },
    { property: 'og:locale', content: address.locale === 'de' ? 'de_DE' : 'en_GB' },
    ...(image ? [{ property: 'og:image', content: image }] : []),
    { name: 'twitter:card', content: image ? 'summary_large_image' : 'summary' },
    ...facts.map((fact) => ({ 'script:ld+json': fact })),
  ] as MetaDescriptor[];
}

function languagesOf({ origin, path }: PageAddress) {
  const link = (hrefLang: string, locale: Locale) => ({
    tagName: 'link',
    rel: 'alternate',
    hrefLang,
    href: origin + withLocale(path, locale),
  });
  return [...locales.map((locale) => link(locale, locale)), link('x-default', defaultLocale)];
}
