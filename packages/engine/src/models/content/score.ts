import { meanOf } from '@vitrine/kernels';
import type { KernelSource } from '../../factors/kernel-source.ts';
import type { ModelBody } from '../define-model.ts';
import { foldHistory, type FoldedHistory } from '../fold-history.ts';
import { explainContributions } from '../item-links.ts';
import type { Explanation } from '../model.ts';
import { writeContent } from './codec.ts';
import type { ContentConfig } from './config.ts';
import { contentParts, type ContentTable } from './fit.ts';
import { Meaning } from './meaning.ts';

/** A content model's body with its table, for updates. */
export interface ContentBody extends ModelBody {
  readonly table: ContentTable;
}

/** What a visitor is interested in. */
interface Profile {
  /** Sum of weight times item vector, each part scaled to its share. */
  readonly interest: Float64Array;
  /** What each part of the sum was multiplied with. */
  readonly factors: readonly number[];
  /** Share of the history's weight in each category; of items with a category. */
  readonly affinity: ReadonlyMap<number, number>;
}

/** What the parts of a score weigh; together 1. */
interface Shares {
  readonly likeness: number;
  readonly meaning: number;
  readonly affinity: number;
}

function sharesOf({ affinityShare, embeddingShare }: ContentConfig, meaning: Meaning | null): Shares {
  const described = meaning === null ? 0 : embeddingShare;
  const alike = 1 - affinityShare;
  return { likeness: alike * (1 - described), meaning: alike * described, affinity: affinityShare };
}

/** score(j) = likeness x cosine(profile, item j) + affinity x share of the category of j, and likeness of embeddings where there are some; O(words of all items). */
export function contentBody(table: ContentTable, config: ContentConfig, kernels: KernelSource): ContentBody {
  return bodyOver({ table, meaning: table.vectors.length === 0 ? null : new Meaning(table.vectors, kernels) }, config);
}

function bodyOver(
  of: { readonly table: ContentTable; readonly meaning: Meaning | null },
  config: ContentConfig,
): ContentBody {
  const { table, meaning } = of;
  const fold = { ...config, itemCount: table.rows.rowCount };
  const shares = sharesOf(config, meaning);
  const score = (history: FoldedHistory, out: Float32Array): void => {
    scoreProfile(table, shares, { history, out });
    meaning?.add(history, shares.meaning, out);
  };
  return {
    table,
    notes: describeTable(table),
    scoreItems: (context, out) => score(foldHistory(context, fold), out),
    similarItems(item, out) {
      score({ items: Int32Array.of(item), weights: Float64Array.of(1) }, out);
      out[item] = 0;
    },
    explainItem: (context, item) =>
      explainContent({ table, shares, meaning }, { history: foldHistory(context, fold), item }),
    withRecency: (recencyHalfLifeDays) => bodyOver(of, { ...config, recencyHalfLifeDays }),
    end: () => meaning?.end(),
    write: (writer) => writeContent(writer, table),
  };
}

function describeTable({ rows, partStarts }: ContentTable): Record<string, unknown> {
  const described = Float64Array.from({ length: rows.rowCount }, (_, item) =>
    rows.starts[item + 1] > rows.starts[item] ? 1 : 0,
  );
  const widths = contentParts.map((name, part) => [name, partStarts[part + 1] - partStarts[part]] as const);
  return { dimensions: Object.fromEntries(widths), describedShare: meanOf(described) };
}

function profileOf({ rows, partStarts, rootShares, categories }: ContentTable, history: FoldedHistory): Profile {
  const interest = new Float64Array(rows.columnCount);
  const affinity = new Map<number, number>();
  let categorised = 0;
  for (let at = 0; at < history.items.length; at++) {
    const item = history.items[at];
    for (let cell = rows.starts[item]; cell < rows.starts[item + 1]; cell++) {
      interest[rows.indices[cell]] += history.weights[at] * rows.values[cell];
    }
    if (categories[item] < 0) continue;
    affinity.set(categories[item], (affinity.get(categories[item]) ?? 0) + history.weights[at]);
    categorised += history.weights[at];
  }
  const factors = contentParts.map((_, part) =>
    scaleTo(rootShares[part], interest.subarray(partStarts[part], partStarts[part + 1])),
  );
  for (const [category, weight] of affinity) affinity.set(category, weight / categorised);
  return { interest, factors, affinity };
}

/** Scales a part to a length and answers the factor. Prices of a long history all point one way, words do not: together they would drown the words. */
function scaleTo(length: number, part: Float64Array): number {
  const before = Math.sqrt(part.reduce((sum, value) => sum + value * value, 0));
  const factor = before > 0 ? length / before : 0;
  for (let dimension = 0; dimension < part.length; dimension++) part[dimension] *= factor;
  return factor;
}

function scoreProfile(
  table: ContentTable,
  shares: Shares,
  visit: { readonly history: FoldedHistory; readonly out: Float32Array },
): void {
  const { rows, categories } = table;
  const { interest, affinity } = profileOf(table, visit.history);
  for (let item = 0; item < visit.out.length; item++) {
    let sum = 0;
    const end = rows.starts[item + 1];
    for (let cell = rows.starts[item]; cell < end; cell++) sum += rows.values[cell] * interest[rows.indices[cell]];
    visit.out[item] = shares.likeness * sum + shares.affinity * (affinity.get(categories[item]) ?? 0);
  }
}

function explainContent(
  model: { readonly table: ContentTable; readonly shares: Shares; readonly meaning: Meaning | null },
  asked: { readonly history: FoldedHistory; readonly item: number },
): Explanation {
  const { table, shares, meaning } = model;
  const { rows, partStarts, categories } = table;
  const { history, item } = asked;
  const { interest, factors, affinity } = profileOf(table, history);
  const parts: Record<string, number> = {};
  const own = new Float64Array(rows.columnCount);
  for (let cell = rows.starts[item]; cell < rows.starts[item + 1]; cell++) own[rows.indices[cell]] = rows.values[cell];
  contentParts.forEach((name, part) => {
    let sum = 0;
    for (let dimension = partStarts[part]; dimension < partStarts[part + 1]; dimension++)
      sum += own[dimension] * interest[dimension];
    parts[name] = shares.likeness * sum;
  });
  parts['affinity'] = shares.affinity * (affinity.get(categories[item]) ?? 0);
  const inCategories = history.weights.reduce(
    (sum, weight, at) => sum + (categories[history.items[at]] < 0 ? 0 : weight),
    0,
  );
  const meant = meaning?.contributions(history, item) ?? new Float64Array(history.items.length);
  if (meaning !== null) parts['meaning'] = shares.meaning * meant.reduce((sum, share) => sum + share, 0);
  const contributions = Float64Array.from(history.items, (source, at) => {
    let product = 0;
    let part = 0;
    for (let cell = rows.starts[source]; cell < rows.starts[source + 1]; cell++) {
      while (rows.indices[cell] >= partStarts[part + 1]) part++;
      product += rows.values[cell] * own[rows.indices[cell]] * factors[part];
    }
    const alike = shares.likeness * history.weights[at] * product;
    const sameCategory = categories[source] >= 0 && categories[source] === categories[item];
    const akin = sameCategory ? (shares.affinity * history.weights[at]) / inCategories : 0;
    return alike + akin + shares.meaning * meant[at];
  });
  return { ...explainContributions(item, history.items, contributions), parts };
}
