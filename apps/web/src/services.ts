/**
 * What the storefront and the console need from the house, in their own words. The host (the Fastify edge) builds one
 * `WebServices` per request and puts it under `servicesContext` (see `context.ts`); no page reaches anything else.
 *
 * Promises of the host:
 * - `shop` is the same object for the life of the process, one a language (slow, public answers are remembered by it);
 * - `recommender` answers for `visitor` in the shop's own tenant, and may reject or be slow: pages race it;
 * - the visitor's cookies are read and written by the host, except the two preference cookies named below.
 */

import type {
  Brand,
  CategoryNode,
  CategoryPage,
  Collection,
  ProductCard,
  ProductImage,
  ProductPage,
  ProductSku,
} from '@vitrine/shop/catalog';
import type { NewsletterUseCases } from '@vitrine/shop/newsletter';
import type { Facets, FacetValue, Listing, ListingQuery, ListingSort, SearchUseCases } from '@vitrine/shop/search';
import type { ConsoleServices } from './admin/console-services.ts';
import type { Locale } from './language/locale.ts';
import type { AccountServices } from './services/account-services.ts';
import type { BuyServices } from './services/buy-services.ts';

export type { Facets, FacetValue, Listing, ListingQuery, ListingSort };
export type { Brand, Collection };
export type { CategoryNode, CategoryPage, ProductCard, ProductImage, ProductPage, ProductSku };

declare module 'react-router' {
  interface Future {
    v8_middleware: true;
  }
}

/** Cookie with the visitor's answer to the consent question: `none`, `functional` or `full`; absent = not asked yet. */
export const CONSENT_COOKIE = 'vitrine_consent';
/** Cookie with the chosen theme: `light` or `dark`; absent = as the device says. */
export const THEME_COOKIE = 'vitrine_theme';

/** How much may be remembered: `none` nothing personal, `functional` this visit, `full` visits to come too. */
export type Consent = 'none' | 'functional' | 'full';
export type Theme = 'auto' | 'light' | 'dark';

/** The catalog questions that pages ask. A missing thing is `null`, never an exception. */
export interface ShopReads {
  getProductBySlug(slug: string): Promise<ProductPage | null>;
  /** Keeps the order asked for; leaves out what is missing or archived. */
  getProductCards(ids: readonly string[]): Promise<readonly ProductCard[]>;
  listCategories(): Promise<readonly CategoryNode[]>;
  listCategoryProducts(slug: string, options: { page: number; perPage: number }): Promise<CategoryPage | null>;
  /** Same category, brand and price band; the fallback of every product row, with no model at all. */
  relatedByRule(productId: string, count: number): Promise<readonly ProductCard[]>;
  newArrivals(count: number): Promise<readonly ProductCard[]>;
  listProducts(options: { page: number; perPage: number }): Promise<{ readonly total: number }>;
  /** Addresses of everything that is sold, a page at a time. */
  listPlaces(options: { page: number; perPage: number }): Promise<readonly { slug: string; changedAt: Date }[]>;
  /** Brands with products for sale, by name. */
  listBrands(): Promise<readonly Brand[]>;
  getBrand(slug: string): Promise<Brand | null>;
  /** Collections that run now. */
  listCollections(): Promise<readonly Collection[]>;
  getCollection(slug: string): Promise<Collection | null>;
  /** Where an address that was given up leads now; null when it was never one of ours. */
  findMovedSlug(kind: 'product' | 'category' | 'brand' | 'collection', slug: string): Promise<string | null>;
}

/** Why an item was chosen, from the real parts of its score. `item_id` names the product it leans on. */
export interface Because {
  /** viewed, bought, added, session, recent, category, popular, trending, new. */
  kind: string;
  item_id?: string | undefined;
  /** Further facts for the sentence, e.g. `category`. */
  [fact: string]: unknown;
}

export interface RecommendedItem {
  item_id: string;
  score: number;
  rank?: number | undefined;
  reasons?: readonly string[] | undefined;
  because?: Because | undefined;
}

export interface RecommendAnswer {
  request_id: string;
  model_version: string;
  surface?: string | undefined;
  items: readonly RecommendedItem[];
  fallback?: string | null | undefined;
  /** When the model behind the answer was trained, ISO-8601. */
  model_trained_at?: string | undefined;
}

export type SurfaceName =
  | 'home'
  | 'pdp-similar'
  | 'trending'
  | 'recently-viewed'
  | 'cart'
  | 'bought-together'
  | 'buy-again'
  | 'category-best-sellers';

/** What one surface of a page asks for. */
export interface SurfaceRequest {
  surface: SurfaceName;
  k: number;
  /** The product the page shows. */
  itemId?: string | undefined;
  /** Several products that the row leans on, such as those of a basket. */
  itemIds?: readonly string[] | undefined;
  /** Only things with one of these, e.g. `category:kettles`. */
  tags?: readonly string[] | undefined;
  /** Only things that cost at most this, in major units of the shop's currency. */
  priceAtMost?: number | undefined;
}

/** The recommender bound to the visitor of this request. May reject. */
export interface PageRecommender {
  /** How long a page waits for one answer, in milliseconds; 80 when left out. */
  budgetMs?: number | undefined;
  recommend(request: SurfaceRequest): Promise<RecommendAnswer>;
  /** Where one of the surfaces has just shown the product to this visitor; null when none has. */
  lastShown(asked: {
    itemId: string;
    surfaces: readonly SurfaceName[];
  }): Promise<{ requestId: string; surface: string; rank: number } | null>;
}

export interface Visitor {
  id: string;
  sessionId: string | null;
  /** What is in force now, asked or not. */
  consent: Consent;
  /** Whether the visitor has answered the question; when false the banner is shown. */
  consentChosen: boolean;
  userId: string | null;
  isAdmin: boolean;
}

/** Signing in to the console. `cookies` are complete Set-Cookie values. */
export interface ConsoleSession {
  signIn(input: {
    email: string;
    password: string;
  }): Promise<{ ok: true; cookies: string[] } | { ok: false; message: string; retryAfterSec?: number }>;
  signOut(): Promise<{ cookies: string[] }>;
}

export interface WebServices {
  shop: ShopReads;
  search: Pick<SearchUseCases, 'list'>;
  newsletter: NewsletterUseCases;
  recommender: PageRecommender;
  visitor: Visitor;
  /** Null unless the visitor is an administrator. */
  console: ConsoleServices | null;
  session: ConsoleSession;
  /** One tick of the counter of answers given without the recommender. */
  countFallback(surface: SurfaceName, reason: 'slow' | 'failed' | 'empty'): void;
  /** The language the address asks for; `shop` answers in it. */
  locale: Locale;
  /** The visitor's basket, checkout and orders. */
  buy: BuyServices;
  /** Coming in, and what is one's own. */
  account: AccountServices;
  /** How many things lie in the cart, for the badge. */
  cartBadge?(): Promise<number>;
  /** Where else the shop can be met; links of the foot. */
  elsewhere?: readonly { readonly name: string; readonly url: string }[];
  nowIso: string;
  defaults: { currency: string; locale: string };
  /** Address people use, no trailing slash, for canonical links. */
  origin: string;
}
