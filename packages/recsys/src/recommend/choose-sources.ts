import type { UserContext } from '@vitrine/engine';
import {
  affinitySource,
  contextFor,
  distinctItems,
  freshSource,
  likenessSource,
  personalSource,
  type PlacedModel,
  popularSource,
  recentSource,
  type ScoreSource,
  similarSource,
  trendingSource,
} from '@vitrine/engine/pipeline';
import type { Strategy } from '../placements/placement.ts';
import type { TenantView } from '../realtime/tenant-state.ts';
import { preferenceSource } from './preference-source.ts';
import type { TextNeighbours } from '../embeddings/index.ts';
import type { SharedBaskets } from '../realtime/together.store.ts';
import { basketSource, boughtBeforeSource, togetherSource } from './basket-sources.ts';
import type { RecommendRequest } from './recommend-request.ts';
import { textSource } from './text-source.ts';
import type { Visitor } from './visitor-context.ts';

/** Days after which a model no longer speaks for today. */
export const modelStaleAfterDays = 45;

/** Computes one score per item of a model's catalog: in this thread, in steps between which others have their turn, or elsewhere. */
export type ScoreModel = (
  placed: PlacedModel,
  context: UserContext,
) => Generator<void, Float32Array> | Promise<Float32Array>;

/** Scores in this thread; under 2 ms up to some ten thousand items, some 20 ms for a blend of 40,000. */
export const scoreInProcess: ScoreModel = function* (placed, context) {
  const out = new Float32Array(placed.model.itemIds.length);
  yield* placed.model.scoreItemsInSteps(context, out);
  return out;
};

/** What a strategy needs to choose its sources. */
export interface ChoiceContext {
  readonly state: TenantView;
  readonly request: RecommendRequest;
  readonly visitor: Visitor;
  readonly nowSec: number;
  /** Scores of the champion, or why there are none. */
  modelScores(): Promise<
    | { ok: true; placed: PlacedModel; context: UserContext; scores: Float32Array; version: string }
    | { ok: false; reason: string }
  >;
  /** What was bought in one basket with the items of the request; empty when nobody can say in time. */
  together(): Promise<readonly SharedBaskets[]>;
  /** The items whose texts are nearest to that of the request's item; null where none were made, or nobody can say in time. */
  textNeighbours(): Promise<TextNeighbours | null>;
  /** Whether half of the time for this answer is over. */
  isHalfOver(): boolean;
  /** The champion for questions that need no visitor, or why it cannot be asked. */
  placedModel(): { ok: true; placed: PlacedModel; version: string } | { ok: false; reason: string };
}

/** What a strategy chose, or why it cannot answer. */
export type Choice =
  | {
      readonly ok: true;
      readonly sources: readonly ScoreSource[];
      readonly modelVersion: string | null;
      readonly strategy: string;
      readonly notes: readonly string[];
    }
  | { readonly ok: false; readonly stage: string; readonly reason: string };

/** Chooses the sources of one strategy. Notes name what could not take part although it should have. */
export async function chooseSources(strategy: Strategy, context: ChoiceContext): Promise<Choice> {
  switch (strategy) {
    case 'personal':
      return choosePersonal(context);
    case 'similar':
      return chooseSimilar(context);
    case 'content':
      return chooseContent(context);
    case 'popular':
      return popularChoice(context);
    case 'trending': {
      const { trending } = context.state.popularityScores();
      if (!trending.some((score) => score > 0)) return { ok: false, stage: 'trending', reason: 'empty' };
      return plain('trending', [trendingSource(trending, 1)]);
    }
    case 'recently-viewed':
      return plain('recently-viewed', [recentSource(context.state.catalog, context.visitor.events)]);
    case 'together':
      return plain('together', [togetherSource(context.state.catalog, await context.together(), 1)]);
    case 'basket':
      return chooseBasket(context);
    case 'bought-before':
      return plain('bought-before', [boughtBeforeSource(context.state.catalog, context.visitor.purchases)]);
    case 'newest':
      return plain('newest', [
        freshSource(context.state.catalog, { nowSec: context.nowSec, halfLifeDays: 365, weight: 1, proposes: true }),
      ]);
    case 'random':
      return plain('random', [randomSource(context)]);
  }
}

function plain(strategy: string, sources: ScoreSource[]): Extract<Choice, { ok: true }> {
  return { ok: true, sources, modelVersion: null, strategy, notes: [] };
}

function popularChoice(context: ChoiceContext): Choice {
  const { popular, trending } = context.state.popularityScores();
  if (!popular.some((score) => score > 0)) return { ok: false, stage: 'popularity', reason: 'empty' };
  return plain('popular', [
    popularSource(popular, context.request.blend === undefined ? 0.8 : Math.max(0.01, context.request.blend.pop)),
    trendingSource(trending, 0.15),
    { ...freshPrior(context), weight: 0.05 },
  ]);
}

function freshPrior(context: ChoiceContext): ScoreSource {
  return freshSource(context.state.catalog, {
    nowSec: context.nowSec,
    halfLifeDays: 30,
    weight: 0.05,
    proposes: false,
  });
}

/** Weights of a personal list. The running session gains weight with each distinct item: three of one kind must show on the next page. */
function personalWeights(context: ChoiceContext): { pop: number; cooc: number; als: number } {
  const asked = context.request.blend;
  if (asked !== undefined) {
    const weights = { pop: Math.max(0, asked.pop), cooc: Math.max(0, asked.cooc), als: Math.max(0, asked.als) };
    return weights.pop + weights.cooc + weights.als > 0 ? weights : { pop: 1, cooc: 0, als: 0 };
  }
  const inSession = distinctItems(context.visitor.events.filter((event) => event.inSession)).length;
  return { pop: 0.15, cooc: 0.4 + 0.2 * Math.min(4, inSession), als: 1 };
}

async function choosePersonal(context: ChoiceContext): Promise<Choice> {
  const { state, visitor } = context;
  // Somebody nobody knows anything about gets what is popular: that is the plan, not a fallback.
  const preference = preferenceSource(state.catalog, {
    likes: visitor.likes,
    // What somebody does says more than what they said, the more of it there is.
    weight: 1 / (1 + distinctItems(visitor.events).length / 2),
  });
  if (visitor.events.length === 0 && !knowsUser(context))
    return preference === null ? popularChoice(context) : preferredChoice(context, preference);
  const weights = personalWeights(context);
  const { popular } = state.popularityScores();
  const sources: ScoreSource[] = [
    affinitySource(state.catalog, { events: visitor.events, weight: weights.cooc }),
    popularSource(popular, weights.pop),
    freshPrior(context),
    ...(preference === null ? [] : [preference]),
  ];
  if (weights.als === 0) return plain('session', sources);
  const scored = await context.modelScores();
  if (!scored.ok) {
    const notes = [`model:${scored.reason}`];
    return { ok: true, sources, modelVersion: null, strategy: 'session', notes };
  }
  const personal = personalSource(scored.placed, {
    context: scored.context,
    modelScores: scored.scores,
    events: visitor.events,
    weight: weights.als,
  });
  return { ok: true, sources: [personal, ...sources], modelVersion: scored.version, strategy: 'personal', notes: [] };
}

/** What a newcomer said they like leads; what is popular orders it and fills up what it leaves. */
function preferredChoice(context: ChoiceContext, preference: ScoreSource): Choice {
  const { popular, trending } = context.state.popularityScores();
  return plain('preferences', [
    preference,
    popularSource(popular, 0.5),
    { ...trendingSource(trending, 0.1), proposes: false },
    freshPrior(context),
  ]);
}

function knowsUser(context: ChoiceContext): boolean {
  const model = context.placedModel();
  return model.ok && context.visitor.personId !== null && model.placed.userIndexOf.has(context.visitor.personId);
}

function chooseSimilar(context: ChoiceContext): Choice {
  const { state, request } = context;
  const item = state.catalog.indexOf.get(request.itemId ?? '');
  if (item === undefined) return { ok: false, stage: 'item', reason: 'unknown' };
  const model = context.placedModel();
  if (!model.ok) return { ok: false, stage: 'model', reason: model.reason };
  const similar = similarSource(model.placed, item, 1);
  // An item the model has never seen is described, not guessed: the next strategy compares descriptions.
  if (!similar.scores.some((score) => score > 0)) return { ok: false, stage: 'model', reason: 'item_unknown' };
  const sources = [
    similar,
    likenessSource(state.catalog, item, 0.4),
    { ...popularSource(state.popularityScores().popular, 0.05), proposes: false },
  ];
  return { ok: true, sources, modelVersion: model.version, strategy: 'similar', notes: [] };
}

/** What goes with a basket: what shared baskets with its items, and what the model sees along with each. */
async function chooseBasket(context: ChoiceContext): Promise<Choice> {
  const { state } = context;
  const items = anchorsOf(context.request).flatMap((itemId) => state.catalog.indexOf.get(itemId) ?? []);
  if (items.length === 0) return { ok: false, stage: 'basket', reason: 'empty' };
  const together = togetherSource(state.catalog, await context.together(), 1);
  const model = context.placedModel();
  if (!model.ok) return { ...plain('basket', [together]), notes: [`model:${model.reason}`] };
  const sources = [
    together,
    // A dozen things say what a basket is about; a hundred would only take longer.
    await basketSource(model.placed, items.slice(0, 12), { weight: 0.7, enough: () => context.isHalfOver() }),
    { ...popularSource(state.popularityScores().popular, 0.05), proposes: false },
  ];
  return { ok: true, sources, modelVersion: model.version, strategy: 'basket', notes: [] };
}

/** The items a list leans on: those of the basket, or the one whose page it stands on. */
export function anchorsOf(request: Pick<RecommendRequest, 'itemId' | 'itemIds'>): readonly string[] {
  return request.itemIds ?? (request.itemId ? [request.itemId] : []);
}

/**
 * What is described like an item: by what its text says, and by category, brand, tags and price. No item has to have been touched for it.
 * The weights 1, 0.6 and 0.1 are set by hand and were never measured against others: texts, which know pieces of words, speak before the terms that
 * both know, and popularity, which proposes nothing here, decides between what is about alike. Each source speaks in shares of its best score.
 */
async function chooseContent(context: ChoiceContext): Promise<Choice> {
  const { state, request, visitor } = context;
  const popular = { ...popularSource(state.popularityScores().popular, 0.1), proposes: false };
  const item = state.catalog.indexOf.get(request.itemId ?? '');
  if (item !== undefined) {
    const texts = textSource(state.catalog, { item, neighbours: await context.textNeighbours(), weight: 1 });
    return plain('content', [...texts, likenessSource(state.catalog, item, texts.length === 0 ? 1 : 0.6), popular]);
  }
  if (visitor.events.length === 0) return { ok: false, stage: 'content', reason: 'nothing_known' };
  return plain('content', [affinitySource(state.catalog, { events: visitor.events, weight: 1 }), popular]);
}

/** A different order for each request and the same one for the same request: drawn from a hash of both ids. */
function randomSource(context: ChoiceContext): ScoreSource {
  const seed = `${context.request.requestId ?? ''}/${context.request.userId ?? ''}/${Math.floor(context.nowSec / 60)}`;
  const scores = Float32Array.from(context.state.catalog.itemIds, (itemId) => hashShare(`${seed}/${itemId}`));
  return { name: 'random', weight: 1, scores, proposes: true, because: () => ({ kind: 'popular' }) };
}

/** FNV-1a with a finishing mix, as a number in (0, 1). */
function hashShare(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (((hash ^ (hash >>> 16)) >>> 0) + 1) / 4_294_967_298;
}

/** Lines a visitor up with a placed model. */
export function modelContext(placed: PlacedModel, visitor: Visitor, nowSec: number): UserContext {
  return contextFor(placed, { userId: visitor.personId, events: visitor.events, nowSec });
}
