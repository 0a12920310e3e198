import type { FactorTable } from '../../factors/factor-table.ts';
import { foldIn, foldInShares, type FoldInTask } from '../../factors/fold-in.ts';
import type { ModelBody } from '../define-model.ts';
import { foldHistory, type FoldedHistory } from '../fold-history.ts';
import { explainContributions } from '../item-links.ts';
import { listsByTable } from '../recommend-many.ts';
import { writeAls } from './codec.ts';
import { type AlsConfig, unobservedWeight } from './config.ts';
import type { AlsFactors } from './fit.ts';

/**
 * A visitor is folded in from the history at hand, known or not, so that the very next page reflects a click; then one product with all items:
 * O(history x factors x steps + items x factors).
 */
export function alsBody(factors: AlsFactors, config: AlsConfig, table: FactorTable): ModelBody {
  return bodyOver({ factors, config, table });
}

interface AlsParts {
  readonly factors: AlsFactors;
  readonly config: AlsConfig;
  readonly table: FactorTable;
}

function bodyOver(parts: AlsParts): ModelBody {
  const { factors, config, table } = parts;
  const fold = { ...config, itemCount: table.rows };
  const score = (history: FoldedHistory): Float64Array => foldVisitor(parts, history).coefficients;
  return {
    notes: { factors: factors.width, regularization: factors.regularization },
    scoreItems: (context, out) => out.set(table.scores(score(foldHistory(context, fold)))),
    scoreMany: (contexts, take) =>
      table.scoresOfMany(
        contexts.map((context) => score(foldHistory(context, fold))),
        take,
      ),
    recommendMany: (question, take) =>
      listsByTable(table, (context) => score(foldHistory(context, fold)), { question, take }),
    similarItems(item, out) {
      out.set(table.scores(score({ items: Int32Array.of(item), weights: Float64Array.of(1) })));
      out[item] = 0;
    },
    explainItem(context, item) {
      const history = foldHistory(context, fold);
      const { task, scale, solution } = foldVisitor(parts, history);
      const target = table.row(item);
      const shares = foldInShares(task, solution);
      const contributions = shares.map((share, at) => {
        let sum = 0;
        for (let column = 0; column < table.width; column++)
          sum += task.vectors[at * table.width + column] * scale[column] * target[column];
        return share * sum;
      });
      return explainContributions(item, history.items, contributions);
    },
    withRecency: (recencyHalfLifeDays) => bodyOver({ ...parts, config: { ...config, recencyHalfLifeDays } }),
    end: () => table.end(),
    write: (writer) => writeAls(writer, factors),
  };
}

/** The visitor in whitened coordinates, and the coefficients of a product with the table. */
function foldVisitor(
  { factors, config, table }: AlsParts,
  history: FoldedHistory,
): { task: FoldInTask; scale: Float64Array; solution: Float64Array; coefficients: Float64Array } {
  const { width } = table;
  const plain = factors.spectrum === null;
  const scale = whitening(factors, { config, items: table.rows, events: history.items.length, width });
  const vectors = new Float64Array(history.items.length * width);
  for (let at = 0; at < history.items.length; at++) {
    const row = table.row(history.items[at]);
    for (let column = 0; column < width; column++) vectors[at * width + column] = row[column] * scale[column];
  }
  const extra = history.weights.map((weight) => (plain ? config.confidence : 1) * weight);
  const task = { vectors, extra, right: plain ? 1 : 0, width };
  const solution = foldIn(task);
  return { task, scale, solution, coefficients: solution.map((value, column) => value * scale[column]) };
}

function whitening(
  factors: AlsFactors,
  visitor: { readonly config: AlsConfig; readonly items: number; readonly events: number; readonly width: number },
): Float64Array {
  const { spectrum, regularization } = factors;
  if (spectrum === null) return new Float64Array(visitor.width).fill(1);
  const ridge = regularization * (unobservedWeight(visitor.config, visitor.items) * visitor.items + visitor.events);
  const scale = new Float64Array(visitor.width);
  for (let at = 0; at < scale.length; at++) scale[at] = 1 / Math.sqrt((spectrum[at] ?? 0) + ridge);
  return scale;
}
