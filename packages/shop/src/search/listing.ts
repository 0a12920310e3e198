import type { ProductCard } from '../catalog/index.ts';
import type { Outcome } from '../outcome.ts';

/** The orders a listing can be in; `relevance` without a text means `popularity`. */
export const listingSorts = ['relevance', 'popularity', 'newest', 'price-low', 'price-high', 'rating', 'name'] as const;
/** One of the orders a listing can be in. */
export type ListingSort = (typeof listingSorts)[number];

/** What is asked of a listing. Values of one filter widen it (or), different filters narrow it (and). */
export interface ListingQuery {
  /** Words to search for; wrong letters, accents and beginnings of words are forgiven. */
  readonly text?: string;
  /** Slug of a category; everything below it counts. */
  readonly category?: string;
  /** Slug of a collection. */
  readonly collection?: string;
  /** Slugs. */
  readonly brands?: readonly string[];
  /** Slugs, such as `navy-blue`. */
  readonly colors?: readonly string[];
  readonly tags?: readonly string[];
  /** Bounds include themselves; minor units of the visitor's currency. */
  readonly priceMinMinor?: number;
  readonly priceMaxMinor?: number;
  /** 1 to 5: this average or better. */
  readonly ratingMin?: number;
  readonly availableOnly?: boolean;
  /** Default: `relevance` with a text, else `popularity`. */
  readonly sort?: ListingSort;
  /** Counts from 1. Not together with `cursor`. */
  readonly page?: number;
  /** 1 to 100, default 24. */
  readonly perPage?: number;
  /** `nextCursor` of the page before; stays right while products come and go. */
  readonly cursor?: string;
  /** Whether to count the facets (default no). */
  readonly facets?: boolean;
}

/** One value to filter by. `count` is what choosing it would give beside all other filters. */
export interface FacetValue {
  /** Slug for the address. */
  readonly value: string;
  readonly name: string;
  readonly count: number;
  readonly selected: boolean;
  /** A CSS colour, for colours that name one. */
  readonly hex?: string;
}

/** The counts beside a listing: each facet is counted with all filters but its own. */
export interface Facets {
  /** In tree order; only branches with products in them, and the chosen one. */
  readonly categories: readonly (FacetValue & { readonly depth: number; readonly parent: string | null })[];
  /** The fullest first. */
  readonly brands: readonly FacetValue[];
  readonly colors: readonly FacetValue[];
  readonly tags: readonly FacetValue[];
  /** Products rated at least so. */
  readonly ratings: readonly { readonly min: 1 | 2 | 3 | 4; readonly count: number; readonly selected: boolean }[];
  readonly available: { readonly count: number; readonly selected: boolean };
  /** Of what is listed without the price filter; `toMinor` is inside of its bar. Zero to zero when nothing is listed. */
  readonly price: {
    readonly minMinor: number;
    readonly maxMinor: number;
    readonly histogram: readonly { readonly fromMinor: number; readonly toMinor: number; readonly count: number }[];
  };
}

/** One page of a listing. */
export interface Listing {
  readonly products: readonly ProductCard[];
  readonly total: number;
  readonly page: number;
  readonly perPage: number;
  readonly pageCount: number;
  /** For the page after this one; null at the end. */
  readonly nextCursor: string | null;
  readonly facets: Facets | null;
  /** What was typed, when something else was searched for because nothing had these words. */
  readonly correctedFrom: string | null;
  /** Another spelling that finds more, and how much. */
  readonly didYouMean: { readonly text: string; readonly total: number } | null;
}

/** Why there is no listing; `field` names the part of the query at fault. */
export interface ListingFailure {
  readonly code: 'catalog.category_not_found' | 'catalog.collection_not_found' | 'catalog.invalid_query';
  readonly field?: keyof ListingQuery;
  readonly message?: string;
}

/** What a search field offers while somebody types. */
export interface Suggestions {
  readonly products: readonly {
    readonly id: string;
    readonly slug: string;
    readonly name: string;
    readonly imageUrl: string | null;
    readonly priceMinor: number;
    readonly currency: string;
  }[];
  readonly categories: readonly SuggestedShelf[];
  readonly brands: readonly SuggestedShelf[];
  /** Whole phrases to search for. */
  readonly phrases: readonly string[];
}

/** A category or brand whose name fits what was typed, with how many products it has. */
export interface SuggestedShelf {
  readonly slug: string;
  readonly name: string;
  readonly count: number;
}

/** Two words that find each other's products, in lower case; both ways. */
export interface Synonym {
  readonly term: string;
  readonly synonym: string;
}

/** Why a synonym was not added. */
export interface SynonymFailure {
  readonly code: 'catalog.invalid_synonym';
  readonly field: 'term' | 'synonym';
  readonly message: string;
}

/** Finding products: lists, search, suggestions. */
export interface SearchUseCases {
  list(query: ListingQuery): Promise<Outcome<Listing, ListingFailure>>;
  /** At most `limit` products (1 to 20) and as many shelves and phrases, named in the language (default: the context's); nothing for an empty text. */
  suggest(text: string, limit?: number, locale?: string): Promise<Suggestions>;
  /** Works out anew what sells and is liked, which lists are ordered by, and how frequent each word is; meant to be called now and then. */
  refreshPopularity(): Promise<{ changed: number }>;
  readonly synonyms: {
    list(): Promise<Synonym[]>;
    /** `changed` is false when the pair was there already; `by` goes into the log of changes. */
    add(pair: Synonym, by: string): Promise<Outcome<{ changed: boolean }, SynonymFailure>>;
    remove(pair: Synonym, by: string): Promise<{ changed: boolean }>;
  };
}
