import { withLocale } from '../../language/index.ts';
import type { PageAddress } from './page-meta.ts';

/** schema.org facts of the shop itself: who it is, and how to search it. */
export function houseFacts({ origin, locale }: PageAddress): Record<string, unknown>[] {
  const home = origin + withLocale('/', locale);
  return [
    {
      '@context': 'https://schema.org',
      '@type': 'Organization',
      name: 'Vitrine',
      url: origin,
      logo: `${origin}/favicon.svg`,
    },
    {
      '@context': 'https://schema.org',
      '@type': 'WebSite',
      name: 'Vitrine',
      url: home,
      inLanguage: locale,
      potentialAction: {
        '@type': 'SearchAction',
        target: {
          '@type': 'EntryPoint',
          urlTemplate: `${origin}${withLocale('/search', locale)}?q={search_term_string}`,
        },
        'query-input': 'required name=search_term_string',
      },
    },
  ];
}
