import type { RecommendAnswer, RecommendedItem, RecommendRequest } from '@vitrine/recsys';
import type { ShopUseCases } from '@vitrine/shop';
import type { CatalogCsv } from '@vitrine/shop/catalog-csv';
import type { CatalogDesk } from '@vitrine/shop/catalog-editor';
import type { PictureUseCases } from '@vitrine/shop/pictures';

/** Whose catalog and audience. */
export interface Tenant {
  readonly orgId: string;
  readonly namespace: string;
}

/** What a key may do. `publish` keys may sit in a browser: they send events and ask for recommendations only. */
export type KeyScope = 'ingest' | 'read' | 'recommend' | 'publish' | 'backfill' | 'admin';

/** The keys that `/v1` asks for. */
export interface ApiKeys {
  /** False means no keys are configured, and `/v1` answers on loopback only. */
  readonly configured: boolean;
  /** What the key opens, or null for an unknown one. */
  find(key: string): Promise<{ organisations: '*' | readonly string[]; scopes: readonly KeyScope[] } | null>;
}

/** Why one record of a batch was not stored. */
export interface RefusedRecord {
  readonly index: number;
  readonly field: string;
  readonly error: string;
  readonly message: string;
}

/** What became of a batch. */
export type BatchReport =
  | {
      readonly ok: true;
      readonly accepted: number;
      readonly duplicates: number;
      readonly rejected: readonly RefusedRecord[];
    }
  | { readonly ok: false; readonly error: { readonly rejected: readonly RefusedRecord[]; readonly message: string } };

/** An item as the recommender takes it. */
export interface CatalogItem {
  readonly itemId: string;
  readonly available: boolean;
  readonly priceMinor?: number | undefined;
  readonly tags: readonly string[];
  readonly props?: unknown;
  readonly embedding?: readonly number[] | undefined;
  readonly brand?: string | undefined;
  readonly category?: string | undefined;
  readonly categoryPath: readonly string[];
  readonly description?: string | undefined;
  readonly url?: string | undefined;
  readonly imageUrl?: string | undefined;
  readonly metadataVersion?: string | undefined;
  readonly firstAvailable?: string | undefined;
}

/** An event as the recommender takes it; the server's clock gives the time unless the batch is a backfill. */
export interface IncomingEvent {
  readonly userId: string;
  readonly itemId?: string | undefined;
  readonly type: number;
  readonly value: number;
  readonly ts?: string | undefined;
  readonly sourceEventId?: string | undefined;
  readonly meta?: Readonly<Record<string, unknown>> | undefined;
}

/** One page of a list. */
export interface StoredPage<Row> {
  readonly items: readonly Row[];
  readonly total: number;
}

/** Filters of lists and deletions of items and users; the bounds are on the time of the first upsert. */
interface RecordFilter {
  readonly userId?: string | undefined;
  readonly itemId?: string | undefined;
  readonly createdAfter?: Date | undefined;
  readonly createdBefore?: Date | undefined;
}

/** A stored item. */
export interface ItemRow {
  readonly itemId: string;
  readonly available: boolean;
  readonly priceMinor: number | null;
  readonly tags: readonly string[];
  readonly props: unknown;
  readonly categoryPath: readonly string[];
  readonly brand: string | null;
  readonly category: string | null;
  readonly description: string | null;
  readonly imageUrl: string | null;
  readonly metadataVersion: string | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** A stored user. */
interface UserRow {
  readonly userId: string;
  readonly traits: unknown;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** A stored event. */
export interface EventRow {
  readonly userId: string;
  readonly itemId: string | null;
  readonly type: number;
  readonly value: number;
  readonly ts: Date;
  readonly meta: unknown;
  readonly sourceEventId: string | null;
}

/** One event as it arrived. */
export interface LiveEvent extends EventRow {
  readonly eventId: string;
}

/** One event type in force. */
interface EventTypeInForce {
  readonly type: number;
  readonly name: string | null;
  readonly weight: number;
  readonly halfLifeDays: number;
  readonly isActive: boolean;
  readonly source: 'default' | 'tenant';
}

/** Filters of event lists and deletions; the bounds are on the event's time. */
interface EventQuery {
  readonly userId?: string | undefined;
  readonly itemId?: string | undefined;
  readonly type?: number | undefined;
  readonly after?: Date | undefined;
  readonly before?: Date | undefined;
}

type Bound<Query> = Query & { readonly limit: number; readonly offset: number };

/** The recommender's use cases as this server needs them. */
export interface RecommenderUseCases {
  readonly items: {
    upsert(tenant: Tenant, items: readonly CatalogItem[], options: { partial: boolean }): Promise<BatchReport>;
    list(tenant: Tenant, query: Bound<RecordFilter>): Promise<StoredPage<ItemRow>>;
    delete(tenant: Tenant, filter: RecordFilter): Promise<number>;
  };
  readonly users: {
    upsert(
      tenant: Tenant,
      users: readonly { userId: string; traits?: Readonly<Record<string, unknown>> | undefined }[],
      options: { partial: boolean },
    ): Promise<BatchReport>;
    /** Reads the histories of both ids as one from now on; repeating it changes nothing. */
    link(tenant: Tenant, link: { anonymousId: string; userId: string }): Promise<void>;
    list(tenant: Tenant, query: Bound<RecordFilter>): Promise<StoredPage<UserRow>>;
    delete(tenant: Tenant, filter: RecordFilter): Promise<number>;
  };
  readonly events: {
    /** Resolves once the events are committed. */
    ingest(
      tenant: Tenant,
      events: readonly IncomingEvent[],
      options: { partial: boolean; backfill: boolean },
    ): Promise<BatchReport>;
    list(tenant: Tenant, query: Bound<EventQuery>): Promise<StoredPage<EventRow>>;
    delete(tenant: Tenant, filter: EventQuery): Promise<number>;
  };
  readonly eventTypes: {
    list(tenant: Tenant): Promise<readonly EventTypeInForce[]>;
    upsert(
      tenant: Tenant,
      types: readonly { type: number; name?: string; weight: number; halfLifeDays?: number; isActive: boolean }[],
    ): Promise<BatchReport>;
  };
  recommend(tenant: Tenant, request: RecommendRequest): Promise<RecommendAnswer>;
  /** What came after the cursor, newest first; `next` is the cursor for the next call. */
  liveEvents(
    tenant: Tenant,
    page: { limit: number; after: string | null },
  ): Promise<{ events: readonly LiveEvent[]; next: string | null }>;
  similar(tenant: Tenant, itemId: string, options: { k: number }): Promise<readonly RecommendedItem[]>;
}

/** The shop's use cases as this server needs them. */
export interface ShopReads {
  readonly catalog: Pick<
    ShopUseCases['catalog'],
    | 'getProductBySlug'
    | 'getProductById'
    | 'getProductCards'
    | 'listBrands'
    | 'listCategories'
    | 'listCollections'
    | 'getCollection'
  >;
  readonly search: Pick<ShopUseCases['search'], 'list' | 'suggest'>;
  readonly reviews: Pick<ShopUseCases['reviews'], 'list'>;
  readonly cart: Omit<ShopUseCases['cart'], 'sweep'>;
  readonly checkout: ShopUseCases['checkout'];
  readonly orders: Pick<ShopUseCases['orders'], 'getByToken' | 'getOfCustomer' | 'cancelByBuyer' | 'listForCustomer'>;
  readonly payments: Pick<ShopUseCases['payments'], 'providers' | 'pay' | 'confirm' | 'check'>;
  /** Editing the catalog; left out, its operations fail. */
  readonly catalogDesk?: CatalogDesk;
  /** Taking pictures in; left out, uploads are answered 503. */
  readonly pictures?: PictureUseCases;
  /** The catalog as a file; left out, it is answered 503. */
  readonly catalogCsv?: CatalogCsv;
  readonly customers: Pick<
    ShopUseCases['customers'],
    | 'getProfile'
    | 'changeProfile'
    | 'changePreferences'
    | 'decideConsent'
    | 'listAddresses'
    | 'addAddress'
    | 'changeAddress'
    | 'removeAddress'
    | 'erase'
    | 'everything'
  >;
  readonly wishlist: Pick<ShopUseCases['wishlist'], 'list' | 'add' | 'remove' | 'handOver'>;
  readonly accounts: Pick<
    ShopUseCases['accounts'],
    | 'register'
    | 'issueTokens'
    | 'refreshTokens'
    | 'revokeTokens'
    | 'requestReset'
    | 'confirmEmail'
    | 'signOut'
    | 'changePassword'
    | 'requestEmailChange'
    | 'listSessions'
    | 'endSession'
    | 'resetPassword'
    | 'create'
    | 'listUsers'
    | 'getUser'
    | 'changeUser'
  > & {
    /** Who signed in, from the token of the cookie `vitrine_session`; null when the token is unknown or over. */
    session(token: string): Promise<SignedIn | null>;
    /** Who a bearer token of `/api/auth/token` speaks for; null when it is unknown, altered or over. */
    bearer?(token: string): Promise<SignedIn | null>;
  };
}

/** An account that is signed in. */
export interface SignedIn {
  readonly id: string;
  /** customer, support, analyst or admin. */
  readonly role: string;
  readonly customerId: string | null;
}

/** How much may be remembered: `none` nothing personal, `functional` this visit, `full` visits to come too. */
export type Consent = 'none' | 'functional' | 'full';

/** The person behind a request. `id` is what the recommender knows them by: the account when signed in, else an anonymous id. */
export interface Visitor {
  readonly id: string;
  readonly anonymousId: string;
  readonly sessionId: string;
  readonly consent: Consent;
  /** Whether the visitor has answered the consent question. */
  readonly consentChosen: boolean;
  readonly userId: string | null;
  readonly isAdmin: boolean;
  /** Who is signed in; null for a guest. */
  readonly account: SignedIn | null;
}

/** One thing the process needs, and whether it is there. */
export interface ReadinessCheck {
  readonly name: string;
  readonly ok: boolean;
  readonly detail?: string;
}

/** Everything the operations work with; made by the composition root. */
export interface ApiServices {
  readonly recommender: RecommenderUseCases;
  readonly shop: ShopReads;
  readonly keys: ApiKeys;
  readonly clock: { now(): Date };
  newId(): string;
  /** The shop's own tenant, to which /api events and recommendations belong. */
  readonly shopTenant: Tenant;
  /** Currency of a tenant's prices, ISO 4217. */
  currencyOf(tenant: Tenant): string;
  readiness(): Promise<readonly ReadinessCheck[]>;
  version(): Promise<{ version: string; gitCommit: string; buildTime: string; modelVersion: string }>;
  /** Whether an error means that what everything stands on, the database, is away for now: then asking again later may help. */
  isAway(error: unknown): boolean;
  /** Told of every unexpected error with its request; must not throw. */
  reportError(error: unknown, request: { requestId: string; route: string }): void;
}
