import type { ProductFacetsWire, RouteAnswer, routes } from '@vitrine/contracts';
import type { Facets, Listing } from '@vitrine/shop/search';
import { wireCard } from './wire-product.ts';

function wireFacets({ categories, brands, colors, tags, ratings, available, price }: Facets): ProductFacetsWire {
  return {
    categories: [...categories],
    brands: [...brands],
    colors: [...colors],
    tags: [...tags],
    ratings: [...ratings],
    available,
    price: {
      min_minor: price.minMinor,
      max_minor: price.maxMinor,
      histogram: price.histogram.map((bar) => ({
        from_minor: bar.fromMinor,
        to_minor: bar.toMinor,
        count: bar.count,
      })),
    },
  };
}

/** A listing in the names of the wire. */
export function wireListing(listing: Listing): RouteAnswer<typeof routes.listProducts> {
  return {
    items: listing.products.map(wireCard),
    page: listing.page,
    per_page: listing.perPage,
    total: listing.total,
    page_count: listing.pageCount,
    next_cursor: listing.nextCursor,
    facets: listing.facets === null ? null : wireFacets(listing.facets),
    corrected_from: listing.correctedFrom,
    did_you_mean: listing.didYouMean,
  };
}
