import type { ModelBody } from '../define-model.ts';
import { foldHistory, type FoldedHistory } from '../fold-history.ts';
import { explainContributions } from '../item-links.ts';
import type { EaseConfig } from './config.ts';
import type { EaseWeights } from './fit.ts';

/** Scores are rows of B added over the history: O(history x items). */
export function easeBody(
  fitted: EaseWeights,
  config: EaseConfig,
  itemCount: number,
): Omit<ModelBody, 'write' | 'withRecency'> {
  const { members, weights } = fitted;
  const n = members.length;
  const rowOf = new Int32Array(itemCount).fill(-1);
  members.forEach((item, row) => (rowOf[item] = row));
  const fold = { ...config, itemCount };
  const add = (history: FoldedHistory, out: Float32Array): void => {
    const sums = new Float32Array(n);
    for (let at = 0; at < history.items.length; at++) {
      const row = rowOf[history.items[at]];
      if (row < 0) continue;
      const factor = history.weights[at];
      const base = row * n;
      for (let column = 0; column < n; column++) sums[column] += factor * weights[base + column];
    }
    out.fill(0);
    for (let column = 0; column < n; column++) out[members[column]] = sums[column];
  };
  return {
    notes: { items: n },
    scoreItems: (context, out) => add(foldHistory(context, fold), out),
    similarItems: (item, out) => add({ items: Int32Array.of(item), weights: Float64Array.of(1) }, out),
    explainItem(context, item) {
      const history = foldHistory(context, fold);
      const column = rowOf[item];
      const contributions = Float64Array.from(history.items, (source, at) => {
        const row = rowOf[source];
        return row < 0 || column < 0 ? 0 : history.weights[at] * weights[row * n + column];
      });
      return explainContributions(item, history.items, contributions);
    },
  };
}
