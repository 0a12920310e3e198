import type { ModelBody } from '../define-model.ts';
import type { PopularityConfig } from './config.ts';
import { writePopularity } from './codec.ts';
import { popularityScores, type PopularityState } from './fit.ts';

/** The body of a popularity model: the same order for everybody, O(items) to score. */
export interface PopularityBody extends ModelBody {
  readonly state: PopularityState;
}

/** Puts scores on top of counted popularity. */
export function popularityBody(state: PopularityState, config: PopularityConfig): PopularityBody {
  const { base, trend } = popularityScores(state, config);
  const scores = base.map((value, item) => value * trend[item]);
  return {
    state,
    notes: { asOfSec: state.decayed.asOfSec },
    scoreItems: (_context, out) => out.set(scores),
    similarItems(item, out) {
      out.set(scores);
      out[item] = 0;
    },
    explainItem: (_context, item) => ({
      item,
      anchors: [],
      parts: { popularity: base[item], trend: scores[item] - base[item] },
    }),
    write: (writer) => writePopularity(writer, state),
  };
}
