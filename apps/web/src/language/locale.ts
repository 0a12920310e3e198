/** The languages of the storefront; the first is the one without a prefix in its addresses. */
export const locales = ['en', 'de'] as const;
export type Locale = (typeof locales)[number];
export const defaultLocale: Locale = 'en';

/** How each language names itself. */
export const localeNames: Readonly<Record<Locale, string>> = { en: 'English', de: 'Deutsch' };

/** What `Intl` formats numbers, money and dates with. */
export const formatLocale: Readonly<Record<Locale, string>> = { en: 'en-GB', de: 'de-DE' };

/** Parts of the site that exist once, for every language. */
const shared = /^\/(?:admin|api|v1|media|assets|docs|sitemap|robots\.txt|__manifest)(?:[/?#.-]|$)/;

/** The language an address asks for and the address without it: `/de/cart` is `/cart` in German. */
export function cutLocale(path: string): { locale: Locale; path: string } {
  for (const locale of locales) {
    if (locale === defaultLocale) continue;
    const prefix = `/${locale}`;
    if (path === prefix) return { locale, path: '/' };
    if (path.startsWith(`${prefix}?`)) return { locale, path: `/${path.slice(prefix.length)}` };
    if (path.startsWith(`${prefix}/`)) return { locale, path: path.slice(prefix.length) };
  }
  return { locale: defaultLocale, path };
}

/** The address of a path in a language. Addresses of other sites, and of what has no language, stay as they are. */
export function withLocale(path: string, locale: Locale): string {
  if (locale === defaultLocale || !path.startsWith('/') || path.startsWith('//') || shared.test(path)) return path;
  if (cutLocale(path).locale !== defaultLocale) return path;
  return path === '/'
    ? `/${locale}`
    : path.startsWith('/?') || path.startsWith('/#')
      ? `/${locale}${path.slice(1)}`
      : `/${locale}${path}`;
}
