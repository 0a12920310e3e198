import type { Sequences } from '../../interactions/sequences.ts';
import { runningSession } from '../recent-items.ts';
import type { SessionConfig } from './config.ts';
import { rememberSessions, type SessionMixture } from './memory.ts';
import { sessionLookup, type SessionParts } from './parts.ts';

/** What is tried; the first is also what stands where there is too little to judge by. */
const ruleWeights = [0.5, 0, 0.25, 1, 2, 4];
const backwardShares = [0.4, 0, 0.15, 1];
/** Next items that are asked for, spread over the latest tenth of the sessions. */
const mostCases = 600;
const fewestCases = 200;
/** Sessions before those that are asked about; more would cost a second training and tell nothing new. */
const mostClicks = 1_000_000;
/** A place in a list of this length is good for something. */
const listLength = 20;

interface Case {
  /** Distinct items so far, newest first. */
  readonly query: Int32Array;
  readonly next: number;
}

/**
 * How loud the rules should be: the mixture that best foretells the next new items of the latest tenth of the sessions from those before (mean of
 * 1 / log2(1 + rank) within 20). What the configuration sets is not searched.
 */
export function findMixture(sequences: Sequences, itemCount: number, config: SessionConfig): SessionMixture {
  const weights = config.ruleWeight === null ? ruleWeights : [config.ruleWeight];
  const shares = config.ruleBackward === null ? backwardShares : [config.ruleBackward];
  const mixtures = weights.flatMap((ruleWeight) => shares.map((ruleBackward) => ({ ruleWeight, ruleBackward })));
  const [fallback] = mixtures;
  if (mixtures.length === 1) return fallback;
  const cut = Math.floor((sequences.starts.length - 1) * 0.9);
  const earlier = sliceSequences(sequences, firstWithin(sequences, cut), cut);
  const cases = casesAfter(sequences, cut, { earlier, itemCount, most: config.lastItems });
  if (cases.length < fewestCases) return fallback;
  const lookup = sessionLookup(rememberSessions(earlier, itemCount, config), config);
  const gains = new Float64Array(mixtures.length);
  for (const asked of cases) addGains(lookup.partsOf(runningSession(asked.query)), asked, { mixtures, gains });
  let best = 0;
  for (let at = 1; at < gains.length; at++) if (gains[at] > gains[best]) best = at;
  return mixtures[best];
}

function firstWithin({ starts }: Sequences, cut: number): number {
  let first = 0;
  while (starts[cut] - starts[first] > mostClicks) first++;
  return first;
}

function sliceSequences(sequences: Sequences, from: number, to: number): Sequences {
  const begin = sequences.starts[from];
  const end = sequences.starts[to];
  return {
    starts: sequences.starts.slice(from, to + 1).map((start) => start - begin),
    items: sequences.items.subarray(begin, end),
    timesSec: sequences.timesSec.subarray(begin, end),
  };
}

function casesAfter(
  { starts, items }: Sequences,
  cut: number,
  given: { readonly earlier: Sequences; readonly itemCount: number; readonly most: number },
): Case[] {
  const known = new Uint8Array(given.itemCount);
  for (const item of given.earlier.items) known[item] = 1;
  const places: { readonly begin: number; readonly at: number }[] = [];
  for (let session = cut; session + 1 < starts.length; session++) {
    const begin = starts[session];
    for (let at = begin + 1; at < starts[session + 1]; at++) {
      const isNew = items.subarray(begin, at).indexOf(items[at]) < 0;
      if (known[items[at]] === 1 && isNew) places.push({ begin, at });
    }
  }
  const step = Math.max(1, places.length / mostCases);
  return Array.from({ length: Math.min(mostCases, places.length) }, (_, nth) => {
    const { begin, at } = places[Math.floor(nth * step)];
    const distinct = [...new Set(items.slice(begin, at).reverse())];
    return { query: Int32Array.from(distinct.slice(0, given.most)), next: items[at] };
  });
}

function addGains(
  parts: SessionParts,
  { query, next }: Case,
  into: { readonly mixtures: readonly SessionMixture[]; readonly gains: Float64Array },
): void {
  const { votes, followers, leaders } = parts;
  const speaks = (item: number): boolean => votes[item] + followers[item] + leaders[item] > 0;
  if (!speaks(next)) return;
  const own = new Set(query);
  const rivals: number[] = [];
  for (let item = 0; item < votes.length; item++) {
    if (item !== next && speaks(item) && !own.has(item)) rivals.push(item);
  }
  into.mixtures.forEach((mixture, at) => {
    const weigh = weighing(parts, mixture);
    const score = weigh(next);
    let rank = 1;
    for (const rival of rivals) if (weigh(rival) >= score && ++rank > listLength) return;
    into.gains[at] += 1 / Math.log2(1 + rank);
  });
}

/** The score of an item: each part scaled to a top of 1 among items that are not of the session itself, weighted and added up. */
export function weighing(parts: SessionParts, { ruleWeight, ruleBackward }: SessionMixture): (item: number) => number {
  const { votes, followers, leaders, tops } = parts;
  const scale = (top: number): number => (top > 0 ? 1 / top : 0);
  const voteScale = scale(tops.votes);
  const followScale = ruleWeight * scale(tops.followers);
  const leadScale = ruleWeight * ruleBackward * scale(tops.leaders);
  return (item) => votes[item] * voteScale + followers[item] * followScale + leaders[item] * leadScale;
}
