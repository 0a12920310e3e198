import { data, redirect } from 'react-router';
import { presentCard } from '../../design/present-card.ts';
import type { CardView } from '../../design/present-card.ts';
import type { PageText } from '../../language/index.ts';
import { pageText } from '../../language/index.ts';
import type { Facets, Listing, WebServices } from '../../services.ts';
import type { SurfaceView } from '../../surfaces/surface-view.ts';
import { buildBestSellers } from '../../surfaces/category-best-sellers/build-best-sellers.ts';
import type { PageAddress } from '../meta/page-meta.ts';
import type { Asked, Chosen, Shelf } from './listing-address.ts';
import { chosenOf, cleared, isNarrowed, listingHref, readAsked, toQuery } from './listing-address.ts';

export const PER_PAGE = 24;

/** A way out of an empty listing: the filter to drop, where that leads, and what is there. */
export interface WayOut {
  chosen: Chosen;
  href: string;
  total: number;
}

/** A listing as its page draws it. */
export interface ListingView {
  shelf: Shelf;
  asked: Asked;
  currency: string;
  minorPerMajor: number;
  cards: readonly CardView[];
  total: number;
  page: number;
  pageCount: number;
  from: number;
  facets: Facets | null;
  correctedFrom: string | null;
  didYouMean: { text: string; href: string; total: number } | null;
  chosen: readonly (Chosen & { href: string })[];
  clearHref: string;
  /** Only of an empty listing. */
  waysOut: readonly WayOut[];
  popular: readonly CardView[];
  /** Only on the first, unfiltered page of a category. */
  bestSellers: SurfaceView | null;
  address: PageAddress;
  noindex: boolean;
}

interface Asking {
  services: WebServices;
  request: Request;
  shelf: Shelf;
  /** What the shelf is called, for its row of best-sellers. */
  name: string;
}

/**
 * One page of a shelf with its filters: the listing, the counts beside it, and for an empty one the ways out of it. A
 * page beyond the last leads to the last; a shelf that moved leads to where it is now.
 */
export async function loadListing({ services, request, shelf, name }: Asking): Promise<ListingView> {
  const asked = readAsked(new URL(request.url).searchParams);
  const text = pageText(services.locale);
  const { currency } = services.defaults;
  const minorPerMajor = text.minorPerMajor(currency);
  const narrowed = isNarrowed(asked);
  const front = shelf.kind === 'category' && !narrowed && asked.page === 1;
  const [found, bestSellers] = await Promise.all([
    services.search.list({
      ...toQuery(asked, shelf, minorPerMajor),
      page: asked.page,
      perPage: PER_PAGE,
      facets: true,
    }),
    front ? buildBestSellers(services, { slug: shelf.slug ?? '', name, text }) : null,
  ]);
  if (!found.ok) throw data(null, { status: found.error.code === 'catalog.invalid_query' ? 400 : 404 });
  const listing = found.value;
  if (listing.total > 0 && asked.page > listing.pageCount)
    throw redirect(listingHref(shelf, { ...asked, page: listing.pageCount }));
  const empty = listing.total === 0 ? await wayOn(services, { asked, shelf, minorPerMajor, text }) : null;
  return {
    ...faceOf(listing, { asked, shelf, text }),
    currency,
    minorPerMajor,
    waysOut: empty?.waysOut ?? [],
    popular: empty?.popular ?? [],
    bestSellers,
    address: {
      origin: services.origin,
      locale: services.locale,
      path: narrowed
        ? listingHref(shelf, cleared({ ...asked, sort: null, category: null }))
        : listingHref(shelf, asked),
    },
    noindex: narrowed || (shelf.kind === 'search' && listing.total === 0),
  };
}

function faceOf(listing: Listing, { asked, shelf, text }: { asked: Asked; shelf: Shelf; text: PageText }) {
  const { didYouMean } = listing;
  return {
    shelf,
    asked,
    cards: listing.products.map((product) => presentCard(product, text)),
    total: listing.total,
    page: listing.page,
    pageCount: listing.pageCount,
    from: (listing.page - 1) * listing.perPage + 1,
    facets: listing.facets,
    correctedFrom: listing.correctedFrom,
    didYouMean: didYouMean && {
      ...didYouMean,
      href: listingHref(shelf, { ...cleared(asked), q: didYouMean.text }),
    },
    chosen: chosenOf(asked).map((chosen) => ({ ...chosen, href: listingHref(shelf, chosen.without) })),
    clearHref: listingHref(shelf, cleared(asked)),
  };
}

const MOST_WAYS = 6;

/** What would be there without each filter, and what people like, for a page that has nothing to show. */
async function wayOn(
  services: WebServices,
  { asked, shelf, minorPerMajor, text }: { asked: Asked; shelf: Shelf; minorPerMajor: number; text: PageText },
): Promise<{ waysOut: WayOut[]; popular: CardView[] }> {
  const [counted, popular] = await Promise.all([
    Promise.all(
      chosenOf(asked)
        .slice(0, MOST_WAYS)
        .map(async (chosen) => {
          const found = await services.search.list({ ...toQuery(chosen.without, shelf, minorPerMajor), perPage: 1 });
          return { chosen, href: listingHref(shelf, chosen.without), total: found.ok ? found.value.total : 0 };
        }),
    ),
    services.search.list({ perPage: 8, sort: 'popularity', availableOnly: true }),
  ]);
  return {
    waysOut: counted.filter((way) => way.total > 0),
    popular: popular.ok ? popular.value.products.map((product) => presentCard(product, text)) : [],
  };
}

/** Sends an address that was given up on to where the shelf is now, for good; else there is no such page. */
export async function movedOrMissing(
  services: WebServices,
  kind: 'product' | 'category' | 'brand' | 'collection',
  { slug, request }: { slug: string; request: Request },
): Promise<never> {
  const moved = await services.shop.findMovedSlug(kind, slug);
  if (moved === null || moved === slug) throw data(null, { status: 404 });
  const folder = { product: 'products', category: 'categories', brand: 'brands', collection: 'collections' }[kind];
  throw redirect(`/${folder}/${moved}${new URL(request.url).search}`, 301);
}
