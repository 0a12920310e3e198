import type { RouteAnswer, RouteCall, Routes } from '@vitrine/contracts';
// Only addresses: the schemas, and Zod with them, stay out of browsers.
import { paths } from '@vitrine/contracts/routes';
import { callWithRetries, type Patience } from './call-with-retries.ts';
import { RecommenderError } from './recommender-error.ts';
import { fetchTransport, type Transport } from './transport.ts';

/** How a client is set up. */
export interface RecommenderOptions {
  /** Which catalog and audience. */
  readonly namespace: string;
  /** UUID of the organisation. */
  readonly orgId: string;
  /** Needed when the service has keys. In a browser only a key with the publish scope. */
  readonly apiKey?: string;
  /** Address of the service, without `/v1`. Needed unless a transport is given. */
  readonly baseUrl?: string;
  /** Another way to the service, such as the in-process one of @vitrine/api. */
  readonly transport?: Transport;
  /** Longest wait for one attempt; 2,000 ms when left out. */
  readonly timeoutMs?: number;
  /** Attempts after the first, for transient failures; 2 when left out. */
  readonly retries?: number;
  /** First wait between attempts; 100 ms when left out. */
  readonly backoffMs?: number;
  /** For tests: the randomness of the waits, and the wait itself. */
  readonly random?: () => number;
  readonly sleep?: (ms: number) => Promise<void>;
}

type Recommend = Omit<RouteCall<Routes['recommend']>['body'], 'namespace'>;
type Recommended = RouteAnswer<Routes['recommend']>;
type Similar = RouteAnswer<Routes['similarItems']>;
type Ingested = RouteAnswer<Routes['upsertItems']>;
type ItemsToWrite = RouteCall<Routes['upsertItems']>['body']['items'];
type UsersToWrite = RouteCall<Routes['upsertUsers']>['body']['users'];
type LinksToWrite = RouteCall<Routes['linkUsers']>['body']['links'];
type EventsToSend = RouteCall<Routes['sendEvents']>['body']['events'];
type TypesToWrite = RouteCall<Routes['upsertEventTypes']>['body']['types'];
type Deletion = Omit<RouteCall<Routes['deleteItems']>['body'], 'namespace'>;
type Deleted = RouteAnswer<Routes['deleteItems']>;

/** Options of one call. */
export interface CallOptions {
  /** Cancels the call. */
  readonly signal?: AbortSignal;
  /** Overrides the client's. */
  readonly timeoutMs?: number;
  readonly retries?: number;
}

/** What `recommend` answers instead of failing: a list, or a function of the failure that makes one. */
export type Fallback<Answer> = Answer | ((error: RecommenderError) => Answer | Promise<Answer>);

/** A client of the recommender, bound to one namespace. Every method but those given a fallback rejects with a RecommenderError. */
export interface Recommender {
  upsertItems(items: ItemsToWrite, options?: CallOptions & { partial?: boolean }): Promise<Ingested>;
  upsertUsers(users: UsersToWrite, options?: CallOptions & { partial?: boolean }): Promise<Ingested>;
  linkUsers(links: LinksToWrite, options?: CallOptions): Promise<RouteAnswer<Routes['linkUsers']>>;
  sendEvents(
    events: EventsToSend,
    options?: CallOptions & { partial?: boolean; backfill?: boolean },
  ): Promise<Ingested>;
  recommend(request: Recommend, options?: CallOptions & { fallback?: Fallback<Recommended> }): Promise<Recommended>;
  similar(itemId: string, options?: CallOptions & { k?: number; fallback?: Fallback<Similar> }): Promise<Similar>;
  eventTypes(options?: CallOptions): Promise<RouteAnswer<Routes['listEventTypes']>>;
  upsertEventTypes(types: TypesToWrite, options?: CallOptions): Promise<Ingested>;
  deleteItems(filter: Deletion, options?: CallOptions): Promise<Deleted>;
  deleteUsers(filter: Deletion, options?: CallOptions): Promise<Deleted>;
  deleteEvents(filter: Deletion, options?: CallOptions): Promise<Deleted>;
}

type RecsysOperation = Extract<
  keyof typeof paths,
  | 'upsertItems'
  | 'upsertUsers'
  | 'linkUsers'
  | 'sendEvents'
  | 'recommend'
  | 'similarItems'
  | 'listEventTypes'
  | 'upsertEventTypes'
  | 'deleteItems'
  | 'deleteUsers'
  | 'deleteEvents'
>;

interface CallParts {
  readonly params?: Record<string, string>;
  readonly query?: Record<string, string | number | boolean | undefined>;
  readonly body?: unknown;
}

type Caller = <Answer>(operation: RecsysOperation, parts: CallParts, options: CallOptions) => Promise<Answer>;

function transportOf(options: RecommenderOptions): Transport {
  if (options.transport !== undefined) return options.transport;
  if (options.baseUrl !== undefined) return fetchTransport(options.baseUrl);
  throw new TypeError('createRecommender needs baseUrl (VITRINE_URL) or transport. Give one of them.');
}

function callerOf(options: RecommenderOptions): Caller {
  const transport = transportOf(options);
  const headers = {
    'x-org-id': options.orgId,
    ...(options.apiKey === undefined ? {} : { 'x-api-key': options.apiKey }),
  };
  const patience: Patience = {
    timeoutMs: options.timeoutMs ?? 2_000,
    retries: options.retries ?? 2,
    backoffMs: options.backoffMs ?? 100,
    random: options.random ?? Math.random,
    sleep: options.sleep ?? ((ms) => new Promise((resolve) => setTimeout(resolve, ms))),
  };
  return async <Answer>(operation: RecsysOperation, parts: CallParts, call: CallOptions) => {
    const { signal, timeoutMs = patience.timeoutMs, retries = patience.retries } = call;
    const request = { operation, ...paths[operation], params: {}, query: {}, body: undefined, headers, ...parts };
    const given = { patience: { ...patience, timeoutMs, retries }, ...(signal === undefined ? {} : { signal }) };
    return (await callWithRetries(transport, request, given)) as Answer;
  };
}

async function orFallback<Answer>(answer: Promise<Answer>, fallback: Fallback<Answer> | undefined): Promise<Answer> {
  if (fallback === undefined) return answer;
  try {
    return await answer;
  } catch (error) {
    const failed =
      error instanceof RecommenderError
        ? error
        : new RecommenderError('The client failed.', { code: 'client', status: 0, retryable: false, cause: error });
    return typeof fallback === 'function'
      ? (fallback as (error: RecommenderError) => Answer | Promise<Answer>)(failed)
      : fallback;
  }
}

/** Makes a client of the recommender for one namespace. */
export function createRecommender(options: RecommenderOptions): Recommender {
  const call = callerOf(options);
  const { namespace } = options;
  const flags = ({ partial, backfill }: { partial?: boolean; backfill?: boolean }) => ({
    ...(partial === undefined ? {} : { partial }),
    ...(backfill === undefined ? {} : { backfill }),
  });
  return {
    upsertItems: (items, given = {}) => call('upsertItems', { query: flags(given), body: { namespace, items } }, given),
    upsertUsers: (users, given = {}) => call('upsertUsers', { query: flags(given), body: { namespace, users } }, given),
    linkUsers: (links, given = {}) => call('linkUsers', { body: { namespace, links } }, given),
    sendEvents: (events, given = {}) => call('sendEvents', { query: flags(given), body: { namespace, events } }, given),
    recommend: (request, given = {}) =>
      orFallback(call<Recommended>('recommend', { body: { ...request, namespace } }, given), given.fallback),
    similar: (itemId, given = {}) =>
      orFallback(
        call<Similar>('similarItems', { params: { item_id: itemId }, query: { namespace, k: given.k } }, given),
        given.fallback,
      ),
    eventTypes: (given = {}) => call('listEventTypes', { query: { namespace } }, given),
    upsertEventTypes: (types, given = {}) => call('upsertEventTypes', { body: { namespace, types } }, given),
    deleteItems: (filter, given = {}) => call('deleteItems', { body: { ...filter, namespace } }, given),
    deleteUsers: (filter, given = {}) => call('deleteUsers', { body: { ...filter, namespace } }, given),
    deleteEvents: (filter, given = {}) => call('deleteEvents', { body: { ...filter, namespace } }, given),
  };
}
