import type { Factors, FactorTable } from '../../factors/factor-table.ts';
import type { ModelBody } from '../define-model.ts';
import { foldHistory, type FoldedHistory } from '../fold-history.ts';
import { explainContributions } from '../item-links.ts';
import type { UserContext } from '../model.ts';
import { listsByTable } from '../recommend-many.ts';
import { writeLightGcn } from './codec.ts';
import type { LightGcnConfig } from './config.ts';
import type { LightGcn } from './fit.ts';
import { foldVisitor } from './tables.ts';

/**
 * A visitor is folded in from the history at hand, with what a known user has of its own: with the history of the training that is the network's
 * own embedding, and a click changes it at once. O((history + items) x factors).
 */
export function lightGcnBody(state: LightGcn, config: LightGcnConfig, table: FactorTable): ModelBody {
  return bodyOver({ state, config, table });
}

/** What a visitor's embedding is multiplied with, a row an item. */
export function itemFactors({ tables: { items, width } }: LightGcn): Factors {
  return { values: items, rows: items.length / width, width };
}

interface LightGcnParts {
  readonly state: LightGcn;
  readonly config: LightGcnConfig;
  readonly table: FactorTable;
}

function bodyOver(parts: LightGcnParts): ModelBody {
  const { state, config, table } = parts;
  const fold = { ...config, itemCount: table.rows };
  const embed = (context: UserContext): Float64Array =>
    embedding(parts, { user: context.userIndex, history: foldHistory(context, fold) });
  return {
    notes: state.notes,
    scoreItems: (context, out) => out.set(table.scores(embed(context))),
    scoreMany: (contexts, take) => table.scoresOfMany(contexts.map(embed), take),
    recommendMany: (question, take) => listsByTable(table, embed, { question, take }),
    similarItems(item, out) {
      const history = { items: Int32Array.of(item), weights: Float64Array.of(1) };
      out.set(table.scores(embedding(parts, { user: -1, history })));
      out[item] = 0;
    },
    explainItem: (context, item) =>
      explain(parts, { user: context.userIndex, history: foldHistory(context, fold) }, item),
    withRecency: (recencyHalfLifeDays) => bodyOver({ ...parts, config: { ...config, recencyHalfLifeDays } }),
    end: () => table.end(),
    write: (writer) => writeLightGcn(writer, state),
  };
}

interface Visitor {
  /** -1, or one of the model's users. */
  readonly user: number;
  readonly history: FoldedHistory;
}

function embedding({ state }: LightGcnParts, { user, history }: Visitor): Float64Array {
  const out = new Float64Array(state.tables.width);
  foldVisitor(state.tables, { user, ...history }, out);
  return out;
}

/** The part `history` is what the items at hand send, `taste` what a known user has of its own. */
function explain(parts: LightGcnParts, visitor: Visitor, item: number): ReturnType<ModelBody['explainItem']> {
  const { history, user } = visitor;
  const target = parts.table.row(item);
  const total = history.weights.reduce((sum, weight) => sum + weight, 0);
  const { width, sources } = parts.state.tables;
  const contributions = history.weights.map((weight, at) => {
    let product = 0;
    for (let column = 0; column < width; column++) {
      product += sources[history.items[at] * width + column] * target[column];
    }
    return (weight * product) / Math.sqrt(total);
  });
  const explained = explainContributions(item, history.items, contributions);
  if (user < 0) return explained;
  const nobody = { items: new Int32Array(0), weights: new Float64Array(0) };
  const own = embedding(parts, { user, history: nobody });
  const taste = own.reduce((sum, value, column) => sum + value * target[column], 0);
  return { ...explained, parts: { ...explained.parts, taste } };
}
