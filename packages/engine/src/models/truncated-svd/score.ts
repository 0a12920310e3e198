import type { FactorTable } from '../../factors/factor-table.ts';
import type { ModelBody } from '../define-model.ts';
import { foldHistory, type FoldedHistory } from '../fold-history.ts';
import { explainContributions } from '../item-links.ts';
import { listsByTable } from '../recommend-many.ts';
import { writeTruncatedSvd } from './codec.ts';
import type { TruncatedSvdConfig } from './config.ts';
import type { SvdFactors } from './fit.ts';

/** score = x V V': anybody is folded in from the history at hand, known or not; O((history + items) x factors). */
export function truncatedSvdBody(factors: SvdFactors, config: TruncatedSvdConfig, table: FactorTable): ModelBody {
  return bodyOver({ factors, config, table });
}

interface SvdParts {
  readonly factors: SvdFactors;
  readonly config: TruncatedSvdConfig;
  readonly table: FactorTable;
}

function bodyOver(parts: SvdParts): ModelBody {
  const { factors, config, table } = parts;
  const fold = { ...config, itemCount: table.rows };
  return {
    notes: { factors: factors.width, normalise: config.normalise, kept: factors.kept },
    scoreItems: (context, out) => out.set(table.scores(coefficientsOf(parts, foldHistory(context, fold)))),
    scoreMany: (contexts, take) =>
      table.scoresOfMany(
        contexts.map((context) => coefficientsOf(parts, foldHistory(context, fold))),
        take,
      ),
    recommendMany: (question, take) =>
      listsByTable(table, (context) => coefficientsOf(parts, foldHistory(context, fold)), { question, take }),
    similarItems(item, out) {
      out.set(table.scores(coefficientsOf(parts, { items: Int32Array.of(item), weights: Float64Array.of(1) })));
      out[item] = 0;
    },
    explainItem(context, item) {
      const history = foldHistory(context, fold);
      const target = table.row(item);
      const contributions = history.weights.map((weight, at) => {
        const source = history.items[at];
        const row = table.row(source);
        let product = 0;
        for (let column = 0; column < factors.width; column++) product += row[column] * target[column];
        return weight * factors.sourceScale[source] * product;
      });
      return explainContributions(item, history.items, contributions);
    },
    withRecency: (recencyHalfLifeDays) => bodyOver({ ...parts, config: { ...config, recencyHalfLifeDays } }),
    end: () => table.end(),
    write: (writer) => writeTruncatedSvd(writer, factors),
  };
}

/** V' x, in the table's coordinates. */
function coefficientsOf({ factors, table }: SvdParts, history: FoldedHistory): Float64Array {
  const sums = new Float64Array(table.width);
  for (let at = 0; at < history.items.length; at++) {
    const item = history.items[at];
    const row = table.row(item);
    const factor = history.weights[at] * factors.sourceScale[item];
    for (let column = 0; column < sums.length; column++) sums[column] += factor * row[column];
  }
  return sums;
}
