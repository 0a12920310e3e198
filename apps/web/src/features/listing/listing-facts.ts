import { withLocale } from '../../language/index.ts';
import type { ListingView } from './load-listing.ts';

/** schema.org facts of a shelf: the way to it, and what lies on it. */
export function listingFacts(
  view: ListingView,
  trail: readonly { href: string; name: string }[],
): Record<string, unknown>[] {
  const { origin, locale } = view.address;
  const absolute = (path: string) => origin + withLocale(path, locale);
  return [
    ...(trail.length > 0
      ? [
          {
            '@context': 'https://schema.org',
            '@type': 'BreadcrumbList',
            itemListElement: trail.map((crumb, index) => ({
              '@type': 'ListItem',
              position: index + 1,
              name: crumb.name,
              item: absolute(crumb.href),
            })),
          },
        ]
      : []),
    {
      '@context': 'https://schema.org',
      '@type': 'ItemList',
      numberOfItems: view.total,
      itemListElement: view.cards.map((card, index) => ({
        '@type': 'ListItem',
        position: view.from + index,
        url: absolute(card.href),
      })),
    },
  ];
}
