import { type Clock, newId } from '@vitrine/database';
import {
  type PastEvent,
  type PipelineAnswer,
  type PipelineRequest,
  runPipeline,
  type ScoreSource,
} from '@vitrine/engine/pipeline';
import type { Kysely } from 'kysely';
import type { DecisionRecorder } from '../decisions/decision-recorder.ts';
import { readNeighbours } from '../embeddings/index.ts';
import type { Metrics } from '../metrics.ts';
import { defaultPlacements, type Placement, placementFor } from '../placements/placement.ts';
import { presentOf, visitorNowMs } from '../realtime/present.ts';
import type { TenantView } from '../realtime/tenant-state.ts';
import type { TenantStates } from '../realtime/tenant-states.ts';
import { readTogether } from '../realtime/together.store.ts';
import { readVisitor, type VisitorHistory } from '../realtime/visitor.store.ts';
import type { RecsysTables } from '../tables.ts';
import type { Tenant } from '../tenants/tenant.ts';
import type { TenantDirectory } from '../tenants/tenant-directory.ts';
import { askModel, askPlacedModel } from './ask-model.ts';
import { anchorsOf, chooseSources, type ChoiceContext, type ScoreModel } from './choose-sources.ts';
import { Deadline } from './deadline.ts';
import { type RecommendAnswer, untrainedVersion, wordItems } from './recommend-answer.ts';
import { narrowSources } from './narrow-sources.ts';
import { constraintsOf, listLength, type RecommendRequest, sanitised, within } from './recommend-request.ts';
import { unknownVisitor, type Visitor, visitorOf } from './visitor-context.ts';

/** What answering works with. */
export interface RecommendPorts {
  readonly db: Kysely<RecsysTables>;
  readonly clock: Clock;
  readonly metrics: Metrics;
  readonly directory: TenantDirectory;
  readonly states: TenantStates;
  readonly recorder: DecisionRecorder;
  readonly scoreModel: ScoreModel;
  readonly log: (line: string) => void;
  /** Budget of surfaces for which the tenant set none. */
  readonly budgetMs: number;
  /** What every surface has at least, whatever its budget. */
  readonly leastBudgetMs: number;
  elapsedMs(): number;
}

/** One request on its way, and what could not go as planned so far. */
interface Journey {
  readonly ports: RecommendPorts;
  readonly request: RecommendRequest;
  readonly deadline: Deadline;
  readonly now: Date;
  readonly notes: string[];
}

/** What a strategy answered. */
interface Filled {
  readonly answer: PipelineAnswer;
  readonly strategy: string;
  readonly modelVersion: string;
}

const nothing: PipelineAnswer = {
  items: [],
  candidateCounts: {},
  mergedCount: 0,
  filtered: {},
  capped: { brand: 0, category: 0 },
  stageMs: { filter: 0, candidates: 0, rank: 0, rerank: 0, explain: 0 },
  skipped: [],
};

/** For so many days before a shop's present a purchase counts as bought, unless a request says otherwise. */
export const purchasedWindowDays = 180;
const seenWindowSec = 86_400;
const unjudged: ReadonlySet<string> = new Set(['recently-viewed', 'bought-before', 'newest', 'random']);

/**
 * Makes the use case that answers recommendations. It never throws for what may be absent, slow or broken: each stage has its
 * fallback, counted in `recsys_fallback_total{stage,reason}` and named in the answer, down to an empty list.
 */
export function createRecommend(ports: RecommendPorts) {
  return async (tenant: Tenant, asked: RecommendRequest): Promise<RecommendAnswer> => {
    const request = sanitised(asked);
    const { surface } = request;
    const journey: Journey = {
      ports,
      request,
      now: ports.clock.now(),
      notes: [],
      deadline: new Deadline(() => ports.elapsedMs(), Math.max(ports.budgetMs, ports.leastBudgetMs)),
    };
    const state = await findState(journey, tenant);
    if (state === null)
      return finish(journey, { state: null, surface, visitor: unknownVisitor, filled: emptyFilled() });
    const placement = placementFor(surface, state.placements, ports.budgetMs);
    const budgetMs = Math.max(placement.budgetMs, ports.leastBudgetMs);
    const own: Journey = { ...journey, deadline: journey.deadline.extendedTo(budgetMs) };
    const visitor = await findVisitor(own, state);
    const filled = await fillSurface(own, { state, visitor, placement });
    return finish(own, { state, surface, visitor, filled });
  };
}

function emptyFilled(): Filled {
  return { answer: nothing, strategy: 'none', modelVersion: untrainedVersion };
}

function note(journey: Journey, stage: string, reason: string): void {
  journey.notes.push(`${stage}:${reason}`);
  journey.ports.metrics.count('recsys_fallback_total', { stage, reason });
}

/** What is in memory now, kept for the whole answer. */
async function findState(journey: Journey, tenant: Tenant): Promise<TenantView | null> {
  const { ports, deadline } = journey;
  const known = ports.directory.peek(tenant);
  const found =
    known === undefined
      ? await deadline.wait('tenant', ports.directory.find(tenant))
      : ({ ok: true, value: known } as const);
  if (!found.ok) {
    note(journey, 'tenant', found.reason);
    return null;
  }
  if (found.value === null) return null;
  const entry = ports.states.of(found.value);
  if (entry.isLoaded) return entry.state.view();
  const loaded = await deadline.wait('load', entry.loaded);
  if (!loaded.ok) note(journey, 'catalog', loaded.reason);
  // Parts that arrived in time already answer; the rest follows for the next request.
  return entry.state.view();
}

/** Reads the visitor's events by index; when the database does not answer in half the budget, what this process remembers serves. */
async function findVisitor(journey: Journey, state: TenantView): Promise<Visitor> {
  const { ports, request, deadline, now } = journey;
  const userId = request.userId ?? null;
  const said = request.preferredCategories;
  if (userId === null) return { ...unknownVisitor, likes: said ?? [] };
  const windowDays = within(request.overrides?.purchasedWindowDays, {
    least: 0,
    most: 3650,
    otherwise: purchasedWindowDays,
  });
  const present = presentOf(state.popularity?.reference, now);
  const purchasedSince = new Date(present.getTime() - windowDays * 86_400_000);
  const asked = { userId, purchasedSince, windowDays };
  const read = await deadline.wait('visitor', readOnce(ports.db, state.namespaceId, asked), 0.6);
  if (!read.ok) note(journey, 'visitor', read.reason);
  const history = read.ok ? read.value : { personId: userId, events: state.recentVisitors.eventsOf(userId), likes: [] };
  const visitor = visitorOf(history, {
    state,
    sessionId: request.sessionId ?? null,
    nowMs: visitorNowMs(history, { present, now }),
  });
  // Who signs in brings along what they said as a guest, until they say something else.
  return visitor.likes.length === 0 && said !== undefined ? { ...visitor, likes: said } : visitor;
}

const reading = new WeakMap<RecommendPorts['db'], Map<string, Promise<VisitorHistory>>>();

/** A page asks for several surfaces at once, all for one visitor: those who ask while the answer is on its way share it. */
function readOnce(
  db: RecommendPorts['db'],
  namespaceId: number,
  asked: { userId: string; purchasedSince: Date; windowDays: number },
): Promise<VisitorHistory> {
  const key = `${namespaceId} ${asked.windowDays} ${asked.userId}`;
  const underway = reading.get(db) ?? new Map<string, Promise<VisitorHistory>>();
  reading.set(db, underway);
  const known = underway.get(key);
  if (known !== undefined) return known;
  const read = readVisitor(db, namespaceId, asked).finally(() => underway.delete(key));
  underway.set(key, read);
  return read;
}

/** Tries the placement's strategy and then its fallbacks until one has something to show. */
async function fillSurface(
  journey: Journey,
  at: { state: TenantView; visitor: Visitor; placement: Placement },
): Promise<Filled> {
  const { state, visitor, placement } = at;
  const { now, deadline } = journey;
  const nowSec = presentOf(state.popularity?.reference, now).getTime() / 1000;
  const context: ChoiceContext = {
    state,
    request: journey.request,
    visitor,
    nowSec,
    together: async () => {
      const read = await deadline.wait(
        'together',
        readTogether(journey.ports.db, state.namespaceId, anchorsOf(journey.request)),
        0.7,
      );
      if (!read.ok) note(journey, 'together', read.reason);
      return read.ok ? read.value : [];
    },
    textNeighbours: async () => {
      const { itemId } = journey.request;
      if (!itemId) return null;
      const read = await deadline.wait('texts', readNeighbours(journey.ports.db, state.namespaceId, itemId), 0.7);
      if (!read.ok) note(journey, 'texts', read.reason);
      return read.ok ? read.value : null;
    },
    isHalfOver: () => deadline.leftMs < deadline.budgetMs / 2,
    placedModel: () => askPlacedModel(state, { now, nowMs: deadline.elapsedMs() }),
    modelScores: () => askModel(journey.ports.scoreModel, { state, visitor, nowSec, now, deadline }),
  };
  for (const strategy of [placement.strategy, ...placement.fallbacks]) {
    try {
      const choice = await chooseSources(strategy, context);
      if (!choice.ok) {
        note(journey, choice.stage, choice.reason);
        continue;
      }
      for (const named of choice.notes) note(journey, ...splitNote(named));
      const answer = runPipeline(pipelineRequest(journey, at, choice));
      for (const stage of answer.skipped) note(journey, stage, 'late');
      const filled = { answer, strategy: choice.strategy, modelVersion: choice.modelVersion ?? untrainedVersion };
      if (answer.items.length > 0 || placement.fallbacks.length === 0) return filled;
      note(journey, strategy, 'empty');
    } catch (error) {
      note(journey, strategy, 'failed');
      journey.ports.log(
        `strategy ${strategy} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      );
    }
  }
  return emptyFilled();
}

function splitNote(named: string): [stage: string, reason: string] {
  const [stage = '', reason = ''] = named.split(':');
  return [stage, reason];
}

function pipelineRequest(
  journey: Journey,
  at: { state: TenantView; visitor: Visitor; placement: Placement },
  choice: { readonly sources: readonly ScoreSource[]; readonly strategy: string },
): PipelineRequest {
  const { request, deadline } = journey;
  const { state, visitor, placement } = at;
  const k = listLength(request.k);
  const own = placement.strategy === 'recently-viewed' || placement.strategy === 'bought-before';
  const overrides = own ? {} : (request.overrides ?? {});
  // Who searches for what they have or have just seen means it.
  const searched = request.candidates !== undefined;
  const keepsBought = own || searched || request.overrides?.ruleExcludeEvents === false;
  const windowSec =
    within(request.overrides?.purchasedWindowDays, { least: 0, most: 3650, otherwise: purchasedWindowDays }) * 86_400;
  // Looked at in this session or today: it stands in the row "recently viewed", not among what one might like.
  const isSeen = (event: PastEvent): boolean => event.inSession || event.ageSec < seenWindowSec;
  const seen = placement.strategy === 'personal' && !searched ? visitor.events.filter(isSeen) : [];
  const cap = (asked: number | undefined, placed: number | null, otherwise: number): number =>
    own ? 0 : within(asked ?? placed, { least: 0, most: 1000, otherwise });
  return {
    catalog: state.catalog,
    sources: narrowSources(state.catalog, request, choice.sources),
    // A list by date, by one's own past or by chance judges no item, so none is held against its outcomes there.
    ...(unjudged.has(choice.strategy) ? {} : { penalties: state.outcomes.penaltiesOf(state.catalog) }),
    constraints: {
      ...constraintsOf(request),
      purchasedItemIds: keepsBought
        ? []
        : visitor.purchases.filter((past) => past.ageSec <= windowSec).map((past) => past.itemId),
      seenItemIds: seen.map((event) => state.catalog.itemIds[event.item] ?? ''),
    },
    k,
    fanout: within(overrides.popularityFanout, { least: 1, most: 5000, otherwise: 300 }),
    rerank: {
      mmrLambda: own ? 1 : within(overrides.mmrLambda ?? placement.mmrLambda, { least: 0, most: 1, otherwise: 0.85 }),
      brandCap: cap(overrides.brandCap, placement.brandCap, Math.ceil(k / 3)),
      categoryCap: cap(
        overrides.categoryCap,
        placement.categoryCap,
        placement.strategy === 'similar' ? 0 : Math.ceil(k / 2),
      ),
      // A cap somebody set is a promise; our own default gives way rather than leave places empty.
      hardCaps:
        (overrides.brandCap ?? overrides.categoryCap ?? placement.brandCap ?? placement.categoryCap ?? null) !== null,
    },
    elapsedMs: () => deadline.elapsedMs(),
    deadlineMs: deadline.startMs + deadline.budgetMs,
  };
}

function finish(
  journey: Journey,
  made: { state: TenantView | null; surface: string; visitor: Visitor; filled: Filled },
): RecommendAnswer {
  const { ports, request, deadline } = journey;
  const { state, surface, visitor, filled } = made;
  const requestId = request.requestId ?? newId(ports.clock);
  const items = wordItems(filled.answer, { itemIdOf: (item) => state?.catalog.itemIds[item] ?? '' });
  const fallback = journey.notes.join(',');
  const answer: RecommendAnswer = {
    requestId,
    modelVersion: filled.modelVersion,
    surface,
    strategy: filled.strategy,
    arm: filled.strategy,
    propensity: 1,
    items,
    ...(fallback === '' ? {} : { fallback }),
    durationMs: deadline.spentMs,
    trace: {
      candidateSources: filled.answer.candidateCounts,
      mergedCount: filled.answer.mergedCount,
      filtered: filled.answer.filtered,
      capped: filled.answer.capped,
      recentEventCount: visitor.events.length,
      stageMs: { ...deadline.stageMs, ...filled.answer.stageMs },
    },
  };
  ports.metrics.count('recsys_recommendations_total', { surface: knownSurface(surface), strategy: answer.strategy });
  ports.metrics.observeMs('recsys_recommend_duration_ms', { surface: knownSurface(surface) }, answer.durationMs);
  if (state !== null && request.record !== false) recordDecision(journey, { state, answer, visitor });
  return answer;
}

/** Surfaces are free text on the wire; as a label only the known ones are told apart. */
function knownSurface(surface: string): string {
  return defaultPlacements.some((placement) => placement.surface === surface) ? surface : 'other';
}

function recordDecision(
  journey: Journey,
  made: { state: TenantView; answer: RecommendAnswer; visitor: Visitor },
): void {
  const { answer, state, visitor } = made;
  journey.ports.recorder.record({
    requestId: answer.requestId,
    decidedAt: journey.now,
    namespaceId: state.namespaceId,
    userId: visitor.personId ?? journey.request.userId ?? null,
    sessionId: journey.request.sessionId ?? null,
    surface: answer.surface,
    strategy: answer.strategy,
    arm: answer.arm,
    propensity: answer.propensity,
    modelVersion: answer.modelVersion,
    fallback: answer.fallback?.slice(0, 256) ?? null,
    durationMs: answer.durationMs,
    items: answer.items.map((item) => ({
      rank: item.rank,
      itemId: item.itemId,
      score: item.score,
      reasons: item.reasons,
      becauseKind: item.because.kind,
      becauseItemId: item.because.itemId ?? null,
    })),
  });
}
