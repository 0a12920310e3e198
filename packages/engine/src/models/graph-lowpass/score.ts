import type { FactorTable } from '../../factors/factor-table.ts';
import type { ModelBody } from '../define-model.ts';
import { foldHistory, type FoldedHistory } from '../fold-history.ts';
import { explainContributions } from '../item-links.ts';
import { writeGraphLowpass } from './codec.ts';
import type { GraphLowpassConfig } from './config.ts';
import { type GraphLowpass, smoothCoefficients, twiceCoefficients } from './fit.ts';

/** score = one hop + smoothFactor x smooth part - sharpenFactor x two hops; O(links of the history + items x rank). */
export function graphLowpassBody(state: GraphLowpass, config: GraphLowpassConfig, table: FactorTable): ModelBody {
  return bodyOver({ state, config, table });
}

/** Visitors that are scored together. */
const together = 64;

interface Parts {
  readonly state: GraphLowpass;
  readonly config: GraphLowpassConfig;
  readonly table: FactorTable;
}

function bodyOver(parts: Parts): ModelBody {
  const { state, config, table } = parts;
  const fold = { ...config, itemCount: state.roots.length };
  const scoreAll = (histories: readonly FoldedHistory[], take: (at: number, scores: Float32Array) => void): void => {
    const items = state.roots.length;
    const hops = new Float32Array(Math.min(together, histories.length) * items);
    for (let first = 0; first < histories.length; first += together) {
      const part = histories.slice(first, first + together);
      state.hop.scoreMany(part, (at, scores) => hops.set(scores, at * items));
      // Two rows of coefficients a visitor, one product of matrices for all of them.
      const rows = part.flatMap((history) => coefficientsOf(parts, history));
      table.scoresOfMany(rows, (row, scores) => {
        const out = hops.subarray((row >> 1) * items, ((row >> 1) + 1) * items);
        if (row % 2 === 0) {
          for (let item = 0; item < items; item++) out[item] += scores[item] * state.roots[item];
          return;
        }
        for (let item = 0; item < items; item++) out[item] += scores[item];
        take(first + (row >> 1), out);
      });
    }
  };
  const scoreOne = (history: FoldedHistory, out: Float32Array): void => {
    state.hop.score(history, out);
    const band = table.scoresOfPair(...coefficientsOf(parts, history));
    for (let item = 0; item < out.length; item++) out[item] += band[item];
  };
  return {
    notes: { rank: state.rank },
    scoreItems: (context, out) => scoreOne(foldHistory(context, fold), out),
    scoreMany: (contexts, take) =>
      scoreAll(
        contexts.map((context) => foldHistory(context, fold)),
        take,
      ),
    similarItems(item, out) {
      scoreOne({ items: Int32Array.of(item), weights: Float64Array.of(1) }, out);
      out[item] = 0;
    },
    explainItem(context, item) {
      const history = foldHistory(context, fold);
      const contributions = Float64Array.from(
        history.items,
        (source, at) => history.weights[at] * linkBetween(parts, source, item),
      );
      return explainContributions(item, history.items, contributions);
    },
    withRecency: (recencyHalfLifeDays) => bodyOver({ ...parts, config: { ...config, recencyHalfLifeDays } }),
    end() {
      table.end();
      state.hop.end();
    },
    write: (writer) => writeGraphLowpass(writer, state),
  };
}

/** What the smooth part and two hops, which are taken away, multiply the vectors with; the former for items of root 1. */
function coefficientsOf({ state, table }: Parts, history: FoldedHistory): [Float64Array, Float64Array] {
  const smooth = smoothCoefficients(table, state.roots, history);
  const twice = twiceCoefficients(table, state.twice, history);
  return [smooth.map((value) => value * state.smoothFactor), twice.map((value) => -value * state.sharpenFactor)];
}

/** What one event of `source` adds to the score of `target`. */
function linkBetween({ state, table }: Parts, source: number, target: number): number {
  const { roots, twice } = state;
  const hop = state.hop.link(source, target);
  const [from, to] = [table.row(source), table.row(target)];
  let smooth = 0;
  let two = 0;
  for (let column = 0; column < state.rank; column++) {
    const product = from[column] * to[column];
    smooth += product;
    two += product * twice[column];
  }
  const ratio = roots[source] > 0 ? roots[target] / roots[source] : 0;
  return hop + state.smoothFactor * ratio * smooth - state.sharpenFactor * two;
}
