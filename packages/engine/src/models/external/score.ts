import { FactorTable } from '../../factors/factor-table.ts';
import type { KernelSource } from '../../factors/kernel-source.ts';
import type { ModelBody } from '../define-model.ts';
import { explainContributions } from '../item-links.ts';
import type { Explanation } from '../model.ts';
import type { ExternalConfig } from './config.ts';
import { type ExternalParts, writeParts } from './parts.ts';
import { type Visitor, VisitorReader } from './visitor.ts';
import { lengthsOf, readVectors } from './vectors.ts';

/** A body that still knows what it was made of, for updates. */
export interface ExternalBody extends ModelBody {
  readonly parts: ExternalParts;
}

/** One product with all items: O(items x width), and what the visitor's vector costs. */
export function externalBody(parts: ExternalParts, config: ExternalConfig, kernels: KernelSource): ExternalBody {
  const { width } = parts;
  const values = itemVectors(parts);
  const table = new FactorTable(kernels, { values, rows: values.length / width, width });
  const inverseLengths = lengthsOf(values, width).map((length) => (length > 0 ? 1 / length : 0));
  const visitors = new VisitorReader(parts, config, values);
  const addBias = (scores: Float32Array): Float32Array => {
    for (let item = 0; item < parts.bias.length; item++) scores[item] += parts.bias[item];
    return scores;
  };
  return {
    parts,
    notes: notesOf(parts, config),
    scoreItems: (context, out) => {
      out.set(table.scores(padded(visitors.read(context).vector, table.width)));
      addBias(out);
    },
    scoreMany: (contexts, take) =>
      table.scoresOfMany(
        contexts.map((context) => padded(visitors.read(context).vector, table.width)),
        (at, scores) => take(at, addBias(scores)),
      ),
    similarItems(item, out) {
      out.set(table.scores(table.row(item)));
      for (let at = 0; at < out.length; at++) out[at] *= inverseLengths[at] * inverseLengths[item];
      out[item] = 0;
    },
    explainItem: (context, item) =>
      explain(visitors.read(context), { item, target: table.row(item).slice(0, width), bias: parts.bias[item] }),
    write: (writer) => writeParts(writer, parts),
  };
}

function itemVectors({ items, foldedIn, width }: ExternalParts): Float32Array {
  const given = readVectors(items.stored, width);
  if (foldedIn.length === 0) return given;
  const values = new Float32Array(given.length + foldedIn.length);
  values.set(given);
  values.set(foldedIn, given.length);
  return values;
}

/** The table's rows are filled up with zeros; a query must have their width. */
function padded(vector: Float64Array, width: number): Float64Array {
  const query = new Float64Array(width);
  query.set(vector);
  return query;
}

function explain(
  visitor: Visitor,
  of: { readonly item: number; readonly target: Float32Array; readonly bias: number | undefined },
): Explanation {
  const contributions = visitor.contributionsTo(of.target);
  const { item, anchors, parts } = explainContributions(of.item, visitor.items, contributions);
  return {
    item,
    anchors,
    parts: {
      ...(visitor.own === null ? {} : { vector: product(visitor.own, of.target) }),
      ...parts,
      ...(of.bias === undefined ? {} : { bias: of.bias }),
    },
  };
}

function product(a: Float64Array, b: Float32Array): number {
  return a.reduce((sum, value, at) => sum + value * b[at], 0);
}

function notesOf(parts: ExternalParts, config: ExternalConfig): Record<string, unknown> {
  return {
    width: parts.width,
    similarity: config.similarity,
    givenItems: parts.items.rows,
    foldedInItems: parts.foldedIn.length / parts.width,
    givenUsers: parts.users.rows,
    storage: config.storage,
    ...(parts.loss === null ? {} : { storageLoss: { ...parts.loss } }),
  };
}
