import { meanOf, TopK } from '@vitrine/kernels';
import type { Interactions } from '../interactions/interactions.ts';
import { sessionSequences } from '../interactions/sequences.ts';
import { anonymousContext } from '../interactions/user-contexts.ts';
import type { FittedModel, UserContext } from '../models/model.ts';

/** Anything that scores items for a running session. */
export type SessionScorer = Pick<FittedModel, 'scoreItems' | 'itemIds'>;

/** Results of predicting the next item of sessions. */
export interface NextItemEvaluation {
  readonly k: number;
  /** Prefixes judged: the next item is new to the session and known in training. */
  readonly prefixes: number;
  /** Per prefix: 1 when the next item is among the first k. */
  readonly hits: Float64Array;
  /** Per prefix: 1 / rank, 0 beyond k. */
  readonly reciprocalRanks: Float64Array;
  readonly hitRate: number;
  readonly mrr: number;
}

/** How next items are judged. */
export interface NextItemOptions {
  readonly k: number;
  /** A pause of this many minutes ends a session where rows carry none. */
  readonly gapMinutes: number;
  /** What a session already showed is left out of the lists, since the next item is new to it. */
  readonly maskSession: boolean;
}

/**
 * Shows a model every prefix of every test session and asks for the next item; items unknown in training are never candidates.
 * Train and test share their ids. O(prefixes x (scoring + items)).
 */
export function evaluateNextItem(
  scorer: SessionScorer,
  sides: { readonly train: Interactions; readonly test: Interactions },
  options: NextItemOptions,
): NextItemEvaluation {
  const known = new Uint8Array(sides.train.itemIds.length);
  for (const item of sides.train.items) known[item] = 1;
  const mask = known.map((value) => 1 - value);
  const { starts, items, timesSec } = sessionSequences(sides.test, options.gapMinutes * 60);
  const scores = new Float32Array(known.length);
  const selection = new TopK(options.k);
  const ranks: number[] = [];
  for (let session = 0; session + 1 < starts.length; session++) {
    for (let at = starts[session] + 1; at < starts[session + 1]; at++) {
      const prefix = items.subarray(starts[session], at);
      if (known[items[at]] === 0 || prefix.includes(items[at])) continue;
      scorer.scoreItems(sessionContext(prefix, timesSec[at - 1]), scores);
      if (options.maskSession) for (const item of prefix) mask[item] = 1;
      const count = selection.select(scores, mask);
      for (const item of prefix) mask[item] = 1 - known[item];
      ranks.push(selection.indices.subarray(0, count).indexOf(items[at]) + 1);
    }
  }
  const hits = Float64Array.from(ranks, (rank) => (rank > 0 ? 1 : 0));
  const reciprocalRanks = Float64Array.from(ranks, (rank) => (rank > 0 ? 1 / rank : 0));
  return {
    k: options.k,
    prefixes: ranks.length,
    hits,
    reciprocalRanks,
    hitRate: meanOf(hits),
    mrr: meanOf(reciprocalRanks),
  };
}

/** The baseline to beat: items by how often they came right after the session's last item. */
export function lastItemMarkov(train: Interactions, gapMinutes: number): SessionScorer {
  const { starts, items } = sessionSequences(train, gapMinutes * 60);
  const next = new Map<number, Map<number, number>>();
  for (let session = 0; session + 1 < starts.length; session++) {
    for (let at = starts[session] + 1; at < starts[session + 1]; at++) {
      if (items[at] === items[at - 1]) continue;
      const row = next.get(items[at - 1]) ?? new Map<number, number>();
      row.set(items[at], (row.get(items[at]) ?? 0) + 1);
      next.set(items[at - 1], row);
    }
  }
  return {
    itemIds: train.itemIds,
    scoreItems(context, out) {
      out.fill(0);
      for (const [item, count] of next.get(context.session[0] ?? -1) ?? []) out[item] = count;
    },
  };
}

/** The other baseline: association rules. Items by in how many sessions they stand beside each distinct item of the running one, summed over these. */
export function associationRules(train: Interactions, gapMinutes: number): SessionScorer {
  const { starts, items } = sessionSequences(train, gapMinutes * 60);
  const beside = new Map<number, Map<number, number>>();
  for (let session = 0; session + 1 < starts.length; session++) {
    const distinct = new Set(items.subarray(starts[session], starts[session + 1]));
    for (const item of distinct) {
      const row = beside.get(item) ?? new Map<number, number>();
      for (const other of distinct) if (other !== item) row.set(other, (row.get(other) ?? 0) + 1);
      beside.set(item, row);
    }
  }
  return {
    itemIds: train.itemIds,
    scoreItems(context, out) {
      out.fill(0);
      for (const source of new Set(context.session)) {
        for (const [item, count] of beside.get(source) ?? []) out[item] += count;
      }
    },
  };
}

function sessionContext(prefix: Int32Array, nowSec: number): UserContext {
  return anonymousContext(nowSec, prefix.slice().reverse());
}
