import type { ModelBody } from '../define-model.ts';
import { explainContributions } from '../item-links.ts';
import type { UserContext } from '../model.ts';
import { fading, type RecentItems, recentItems, runningSession } from '../recent-items.ts';
import { writeSession } from './codec.ts';
import type { SessionConfig } from './config.ts';
import { weighing } from './find-mixture.ts';
import type { TrainedSession } from './fit.ts';
import type { SessionMixture } from './memory.ts';
import { sessionLookup, type SessionLookup } from './parts.ts';

/** The parts of every score for one session, kept apart for explanations. */
interface WeighedParts {
  readonly neighbours: Float32Array;
  readonly rules: Float32Array;
}

/** Neighbours and rules, mixed as found or configured; O(query x sampleSize + items). */
export function sessionBody(
  trained: TrainedSession,
  config: SessionConfig,
  lookup: SessionLookup = sessionLookup(trained.memory, config),
): ModelBody {
  const { memory, mixture } = trained;
  const itemCount = memory.byItem.rowCount;
  const queryOf = (context: UserContext): RecentItems => recentItems(context, { itemCount, most: config.lastItems });
  // A list is explained item by item for one visitor: the session is looked up once for all its items.
  const remembered = new WeakMap<UserContext, WeighedParts>();
  const partsFor = (context: UserContext, query: RecentItems): WeighedParts => {
    const known = remembered.get(context) ?? weighedParts(lookup, query, mixture);
    remembered.set(context, known);
    return known;
  };
  const score = (query: RecentItems, out: Float32Array): void => {
    const weigh = weighing(lookup.partsOf(query), mixture);
    for (let item = 0; item < itemCount; item++) out[item] = weigh(item);
  };
  return {
    notes: { sessions: memory.bySession.rowCount, rules: memory.rules.indices.length, ...mixture },
    scoreItems: (context, out) => score(queryOf(context), out),
    similarItems(item, out) {
      score(runningSession(Int32Array.of(item)), out);
      out[item] = 0;
    },
    explainItem(context, item) {
      const query = queryOf(context);
      const { neighbours, rules } = partsFor(context, query);
      const strengths = anchorStrengths({ lookup, config, mixture }, query, item);
      const { anchors } = explainContributions(item, query.items, strengths);
      return { item, anchors, parts: { neighbours: neighbours[item], rules: rules[item] } };
    },
    write: (writer) => writeSession(writer, trained),
  };
}

function weighedParts(lookup: SessionLookup, query: RecentItems, mixture: SessionMixture): WeighedParts {
  const parts = lookup.partsOf(query);
  const votes = weighing(parts, { ...mixture, ruleWeight: 0 });
  const whole = weighing(parts, mixture);
  return {
    neighbours: parts.votes.map((_, item) => votes(item)),
    rules: parts.votes.map((_, item) => whole(item) - votes(item)),
  };
}

interface Ground {
  readonly lookup: SessionLookup;
  readonly config: SessionConfig;
  readonly mixture: SessionMixture;
}

/** How much each query item did for `item`: what it alone would have said, fading with its place. */
function anchorStrengths(ground: Ground, query: RecentItems, item: number): Float64Array {
  const { lookup, config, mixture } = ground;
  const weights = fading(query.places, query.isRunning ? config.positionDecay : config.historyDecay);
  return Float64Array.from(query.items, (source, nth) => {
    if (source === item) return 0;
    return weights[nth] * weighing(lookup.partsOf(runningSession(Int32Array.of(source))), mixture)(item);
  });
}
