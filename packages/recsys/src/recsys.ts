import type { Clock } from '@vitrine/database';
import type { FittedModel, KernelSource } from '@vitrine/engine';
import type { Kysely } from 'kysely';
import { createActivity } from './activity/activity.ts';
import { DecisionRecorder } from './decisions/decision-recorder.ts';
import { type Decision, findShownPlace, listDecisions, type ShownPlace } from './decisions/decisions.store.ts';
import { createEmbeddings } from './embeddings/embeddings.ts';
import { createEventTypes } from './event-types/event-types.ts';
import { createEvents } from './events/events.ts';
import { ensureComingMonths, type IdentifiedEvent } from './events/events.store.ts';
import { createItems } from './items/items.ts';
import { catalogChannel } from './items/items.store.ts';
import { type Metrics, noMetrics } from './metrics.ts';
import type { ArtifactStore } from './models/artifact-store.ts';
import { createModels } from './models/models.ts';
import { modelChannel } from './models/models.store.ts';
import { createPlacements } from './placements/placements.ts';
import { TenantStates } from './realtime/tenant-states.ts';
import { type ScoreModel, scoreInProcess } from './recommend/choose-sources.ts';
import { createExplainVisitor } from './recommend/explain-visitor.ts';
import { createRecommend } from './recommend/recommend.ts';
import { createSimilar } from './recommend/similar.ts';
import { canMatch } from './record-rejection.ts';
import type { RecsysTables } from './tables.ts';
import type { Tenant } from './tenants/tenant.ts';
import { TenantDirectory } from './tenants/tenant-directory.ts';
import { createUsers } from './users/users.ts';

/** What the recommender is composed of. */
export interface RecsysOptions {
  readonly db: Kysely<RecsysTables>;
  readonly clock: Clock;
  readonly modelStore: ArtifactStore;
  /** A version held fast; the champion answers when left out. */
  readonly modelVersion?: string | undefined;
  /** Where models compute, on one thread; plain TypeScript when left out. */
  readonly kernels?: KernelSource | undefined;
  readonly log?: (line: string) => void;
  readonly metrics?: Metrics;
  /** Subscribes to NOTIFY (`connection.listen`); without it changes by other processes are seen by polls, within seconds. */
  readonly listen?: (channel: string, onNotify: (payload: string) => void) => Promise<() => Promise<void>>;
  /** Where models are scored; in this thread by default. */
  readonly scoreModel?: ScoreModel;
  /** Milliseconds since any fixed point; the machine's by default. */
  readonly elapsedMs?: () => number;
  /** Time one answer may take on surfaces for which the tenant set none; 80 by default. */
  readonly budgetMs?: number;
  /** No answer has less time than this, whatever the tenant set: the first answer of a one-shot command pays for what a server has long opened. */
  readonly leastBudgetMs?: number;
  /** False for one-shot commands and tests: nothing is polled. */
  readonly polling?: boolean;
}

/** The recommender's use cases. */
export type Recsys = ReturnType<typeof composeRecsys>;

/** Composes the recommender. Call `start` in servers, and `close` at the end: it writes the last decisions. */
export function createRecsys(options: RecsysOptions): Recsys {
  return composeRecsys(options);
}

function composeRecsys(options: RecsysOptions) {
  const { db, clock, modelStore, budgetMs = 80, leastBudgetMs = 0, scoreModel = scoreInProcess } = options;
  const { metrics = noMetrics, log = () => undefined, elapsedMs = () => performance.now() } = options;
  const directory = new TenantDirectory(db);
  const states = new TenantStates({ ...options, metrics, log, elapsedMs });
  const recorder = new DecisionRecorder(db, metrics);
  const ports = { db, clock, metrics, log, elapsedMs, directory, states, recorder };
  const recommend = createRecommend({ ...ports, scoreModel, budgetMs, leastBudgetMs });
  const events = createEvents({ db, clock, directory, metrics, onCommitted: rememberVisitors(states) });
  const stateOf = (tenant: Tenant) => loadedState(tenant, directory, states);
  return {
    events,
    items: createItems({ db, directory, onChanged: (namespaceId) => states.refreshQuietly(namespaceId, 'catalog') }),
    users: createUsers({ db, directory }),
    eventTypes: createEventTypes({
      db,
      directory,
      onChanged: (namespaceId) => void refreshWeights(states, namespaceId),
    }),
    placements: createPlacements({
      db,
      directory,
      clock,
      onChanged: (namespaceId) => states.refreshQuietly(namespaceId, 'settings'),
    }),
    models: createModels({
      db,
      clock,
      directory,
      modelStore,
      onMoved: (namespaceId) => states.refreshQuietly(namespaceId, 'model'),
    }),
    embeddings: createEmbeddings({ db, clock, directory, modelStore }),
    /** The model that answers this process's visitors, with what it says of how it was found; null while none does. */
    async answeringModel(tenant: Tenant): Promise<{ version: string; notes: FittedModel['notes'] } | null> {
      const loaded = (await stateOf(tenant))?.model ?? null;
      return loaded === null ? null : { version: loaded.version, notes: loaded.model.notes };
    },
    decisions: decisionLog(db, { directory, recorder, clock }),
    activity: createActivity({ db, directory, clock }),
    recommend,
    similar: createSimilar({
      recommend,
      knowsItem: async (tenant, itemId) => (await stateOf(tenant))?.catalog.indexOf.has(itemId) ?? false,
    }),
    explainVisitor: createExplainVisitor({ db, clock, directory, recommend, stateOf }),
    /** What happens now, for the console; see `events.live`. */
    liveEvents: events.live,
    ...memory(directory, states),
    ...lifeCycle(options, { states, recorder }),
  };
}

async function loadedState(tenant: Tenant, directory: TenantDirectory, states: TenantStates) {
  const namespaceId = await directory.find(tenant);
  if (namespaceId === null) return null;
  const entry = states.of(namespaceId);
  await entry.loaded;
  return entry.state;
}

/** How long somebody may look at a page before they follow one of its cards. */
const longestLookMs = 30 * 60_000;

function decisionLog(
  db: Kysely<RecsysTables>,
  parts: { directory: TenantDirectory; recorder: DecisionRecorder; clock: Clock },
) {
  return {
    /** Recorded decisions, newest first; those of the last quarter second may still wait to be written. */
    async list(
      tenant: Tenant,
      filter: { userId?: string; requestId?: string; limit?: number } = {},
    ): Promise<Decision[]> {
      const isUuid =
        filter.requestId === undefined || /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(filter.requestId);
      const namespaceId = isUuid && canMatch(filter) ? await parts.directory.find(tenant) : null;
      return namespaceId === null ? [] : listDecisions(db, namespaceId, { ...filter, limit: filter.limit ?? 100 });
    },
    /** Where one of the surfaces has shown the item to the person in the last half hour; null when none has. */
    async lastShown(
      tenant: Tenant,
      asked: { itemId: string; userId: string; surfaces: readonly string[] },
    ): Promise<ShownPlace | null> {
      const namespaceId = canMatch({ itemId: asked.itemId, userId: asked.userId })
        ? await parts.directory.find(tenant)
        : null;
      const since = new Date(parts.clock.now().getTime() - longestLookMs);
      return namespaceId === null ? null : findShownPlace(db, namespaceId, { ...asked, since });
    },
    /** Writes what waits now. */
    flush: () => parts.recorder.flush(),
  };
}

function memory(directory: TenantDirectory, states: TenantStates) {
  return {
    /** Loads a tenant into memory, so that its first visitor does not wait. */
    async warmUp(tenant: Tenant): Promise<void> {
      await loadedState(tenant, directory, states);
    },
    /** Brings everything in memory up to date now, popularity by a full read: after an import or a training. */
    async refresh(tenant: Tenant): Promise<void> {
      const namespaceId = await directory.find(tenant);
      if (namespaceId === null) return;
      await states.of(namespaceId).loaded;
      await Promise.all([states.refresh(namespaceId, 'settings'), states.refresh(namespaceId, 'catalog')]);
      await Promise.all([
        states.refresh(namespaceId, 'popularity', { full: true }),
        states.refresh(namespaceId, 'model'),
      ]);
    },
  };
}

/** New weights change what counts at once and popularity with them. */
async function refreshWeights(states: TenantStates, namespaceId: number): Promise<void> {
  await states.refreshQuietly(namespaceId, 'settings');
  await states.refreshQuietly(namespaceId, 'popularity');
}

function rememberVisitors(states: TenantStates) {
  return (namespaceId: number, events: readonly IdentifiedEvent[]): void => {
    const recentVisitors = states.peek(namespaceId)?.recentVisitors;
    if (recentVisitors === undefined) return;
    for (const { userId, itemId, type, value, ts, meta } of events) {
      if (itemId === null || meta['kind'] === 'impression' || meta['kind'] === 'return') continue;
      const session = meta['session_id'];
      recentVisitors.add(userId, { itemId, type, value, ts, sessionId: typeof session === 'string' ? session : null });
    }
  };
}

function lifeCycle(options: RecsysOptions, parts: { states: TenantStates; recorder: DecisionRecorder }) {
  const stops: (() => Promise<void>)[] = [];
  return {
    /** Makes the coming months' partitions, then starts listening and polling. */
    async start(): Promise<void> {
      await ensureComingMonths(options.db, options.clock.now());
      if (options.polling !== false) parts.states.startPolling();
      if (options.listen === undefined) return;
      stops.push(
        await options.listen(catalogChannel, (payload) => void parts.states.refreshQuietly(Number(payload), 'catalog')),
      );
      stops.push(
        await options.listen(modelChannel, (payload) => void parts.states.refreshQuietly(Number(payload), 'model')),
      );
    },
    /** Stops, and writes the decisions that still wait. */
    async close(): Promise<void> {
      for (const stop of stops) await stop();
      await parts.states.close();
      await parts.recorder.close();
    },
  };
}
