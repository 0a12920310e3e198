import { finish, type SparseRows, sparseRowSums, TopK, transposeSparseRowsInSteps } from '@vitrine/kernels';
import { fading, type RecentItems } from '../recent-items.ts';
import type { SessionConfig } from './config.ts';
import type { SessionMemory } from './memory.ts';

/** What speaks for each item, before anything is weighed; valid until the next query. */
export interface SessionParts {
  /** Votes of alike sessions. */
  readonly votes: Float32Array;
  /** Rules with the order of the visits: what followed. */
  readonly followers: Float32Array;
  /** Rules against it: what came before. */
  readonly leaders: Float32Array;
  /** The largest of each among items that are not of the session itself. */
  readonly tops: { readonly votes: number; readonly followers: number; readonly leaders: number };
}

/** Looks sessions up. Scoring is synchronous, so one set of arrays serves all requests. */
export interface SessionLookup {
  /** Votes and rules for what a visitor did last; O(query x sampleSize + rules + items). */
  partsOf(recent: RecentItems): SessionParts;
}

interface Scratch {
  readonly overlap: Float64Array;
  /** Number, in the query, of the newest item that both sessions have. */
  readonly newest: Int32Array;
  readonly touched: Int32Array;
}

interface Search {
  readonly memory: SessionMemory;
  readonly config: SessionConfig;
  /** How much an item tells: the logarithm of how few sessions have it. */
  readonly rarity: Float64Array;
  /** Length of each session to the power -lengthExponent. */
  readonly lengthScale: Float64Array;
  readonly scratch: Scratch;
}

/** Items that are looked up and what each counts. */
interface Query {
  readonly items: Int32Array;
  readonly weights: Float64Array;
}

interface RuleSide {
  readonly rows: SparseRows;
  /** One over the sum of an item's rules: frequent items speak no louder. */
  readonly voices: Float64Array;
}

export function sessionLookup(memory: SessionMemory, config: SessionConfig): SessionLookup {
  return finish(sessionLookupInSteps(memory, config));
}

/** As `sessionLookup`, pausing every few milliseconds. */
export function* sessionLookupInSteps(memory: SessionMemory, config: SessionConfig): Generator<void, SessionLookup> {
  const { rowCount: sessions, columnCount: itemCount } = memory.bySession;
  const { starts } = memory.byItem;
  const rarity = Float64Array.from({ length: itemCount }, (_, item) =>
    Math.log(1 + sessions / Math.max(1, starts[item + 1] - starts[item])),
  );
  const scratch: Scratch = {
    overlap: new Float64Array(sessions),
    newest: new Int32Array(sessions),
    touched: new Int32Array(sessions),
  };
  const lengths = memory.bySession.starts;
  const lengthScale = Float64Array.from({ length: sessions }, (_, session) =>
    Math.pow(lengths[session + 1] - lengths[session], -config.lengthExponent),
  );
  const search: Search = { memory, config, rarity, lengthScale, scratch };
  yield;
  const forward = ruleSide(memory.rules);
  yield;
  const backward = ruleSide(yield* transposeSparseRowsInSteps(memory.rules));
  const votes = new Float32Array(itemCount);
  const followers = new Float32Array(itemCount);
  const leaders = new Float32Array(itemCount);
  return {
    partsOf({ items, places, isRunning }) {
      for (const part of [votes, followers, leaders]) part.fill(0);
      addVotes(
        search,
        { items, weights: fading(places, isRunning ? config.positionDecay : config.historyDecay) },
        votes,
      );
      const rulesOf = { items, weights: fading(places, isRunning ? config.ruleDecay : config.historyDecay) };
      addRules(forward, rulesOf, followers);
      addRules(backward, rulesOf, leaders);
      const tops = { votes: topOf(votes, items), followers: topOf(followers, items), leaders: topOf(leaders, items) };
      return { votes, followers, leaders, tops };
    },
  };
}

function ruleSide(rows: SparseRows): RuleSide {
  return { rows, voices: Float64Array.from(sparseRowSums(rows), (sum) => (sum > 0 ? 1 / sum : 0)) };
}

/**
 * Past sessions most like the query vote for their items. Similarity: the sum of place weight x rarity of the common items over the session's length to
 * `lengthExponent`; an item far from the newest common one gets less of the vote.
 */
function addVotes(search: Search, query: Query, out: Float32Array): void {
  const { memory, config, scratch } = search;
  const count = addOverlaps(search, query);
  const sample = latest(scratch, count, config.sampleSize);
  const { starts, indices } = memory.bySession;
  const similarities = Float64Array.from(sample, (session) => scratch.overlap[session] * search.lengthScale[session]);
  const selection = new TopK(config.neighbours);
  const found = selection.select(similarities);
  for (let at = 0; at < found; at++) {
    const session = sample[selection.indices[at]];
    const common = query.items[scratch.newest[session]];
    let place = starts[session];
    while (indices[place] !== common) place++;
    for (let other = starts[session]; other < starts[session + 1]; other++) {
      const distance = Math.max(1, Math.abs(other - place));
      out[indices[other]] += selection.scores[at] * falling(distance, config.distanceExponent);
    }
  }
  for (let at = 0; at < count; at++) scratch.overlap[scratch.touched[at]] = 0;
}

/** Adds up what each session has in common with the query; answers how many were touched. */
function addOverlaps({ memory, config, rarity, scratch }: Search, { items, weights }: Query): number {
  const { overlap, newest, touched } = scratch;
  const { starts, indices } = memory.byItem;
  let count = 0;
  for (let nth = 0; nth < items.length && weights[nth] > 1e-9; nth++) {
    const item = items[nth];
    const weight = weights[nth] * rarity[item];
    const first = Math.max(starts[item], starts[item + 1] - config.sampleSize);
    for (let at = starts[item + 1] - 1; at >= first; at--) {
      const session = indices[at];
      if (overlap[session] === 0) {
        touched[count++] = session;
        newest[session] = nth;
      }
      overlap[session] += weight;
    }
  }
  return count;
}

/**
 * Row numbers rise with time: the largest are the latest sessions. Largest first, so that among equals the later one votes. Where many sessions are
 * touched, walking back over all of them is cheaper than sorting.
 */
function latest({ overlap, touched }: Scratch, count: number, most: number): Int32Array {
  if (count * 32 < overlap.length) return touched.slice(0, count).sort().subarray(-most).reverse();
  const found = new Int32Array(Math.min(count, most));
  for (let session = overlap.length - 1, size = 0; size < found.length && session >= 0; session--) {
    if (overlap[session] > 0) found[size++] = session;
  }
  return found;
}

function falling(distance: number, exponent: number): number {
  if (exponent === 0.5) return 1 / Math.sqrt(distance);
  return exponent === 0 ? 1 : Math.pow(distance, -exponent);
}

function addRules(side: RuleSide, { items, weights }: Query, out: Float32Array): void {
  const { starts, indices, values } = side.rows;
  for (let nth = 0; nth < items.length && weights[nth] > 0.001; nth++) {
    const item = items[nth];
    const factor = weights[nth] * side.voices[item];
    for (let at = starts[item]; at < starts[item + 1]; at++) out[indices[at]] += factor * values[at];
  }
}

function topOf(values: Float32Array, own: Int32Array): number {
  const kept = Float32Array.from(own, (item) => values[item]);
  for (const item of own) values[item] = 0;
  let top = 0;
  for (let item = 0; item < values.length; item++) if (values[item] > top) top = values[item];
  own.forEach((item, at) => (values[item] = kept[at]));
  return top;
}
