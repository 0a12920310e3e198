import type { PageText } from '../../language/index.ts';
import type { Chosen } from './listing-address.ts';
import type { ListingView } from './load-listing.ts';

/** What a chosen filter is called, e.g. `€20 to €50` or a brand's name. */
export function chosenName(
  { kind, value }: Pick<Chosen, 'kind' | 'value'>,
  view: Pick<ListingView, 'facets' | 'asked' | 'currency' | 'minorPerMajor'>,
  { t, money }: PageText,
): string {
  const { facets, asked } = view;
  if (kind === 'price') {
    const say = (major: number | null) =>
      major === null ? null : money(Math.round(major * view.minorPerMajor), view.currency);
    return t.listing.priceChip(say(asked.min), say(asked.max));
  }
  if (kind === 'rating') return t.listing.ratingFrom(Number(value));
  if (kind === 'available') return t.listing.available;
  const values = { brand: facets?.brands, color: facets?.colors, tag: facets?.tags }[kind];
  return values?.find((one) => one.value === value)?.name ?? value;
}
