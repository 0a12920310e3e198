export { bindSearch } from './search.ts';
export { listingSorts } from './listing.ts';
export type {
  Facets,
  FacetValue,
  Listing,
  ListingFailure,
  ListingQuery,
  ListingSort,
  SearchUseCases,
  SuggestedShelf,
  Suggestions,
  Synonym,
  SynonymFailure,
} from './listing.ts';
