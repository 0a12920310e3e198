import { TopK } from '@vitrine/kernels';
import type { ModelBody } from '../define-model.ts';
import { explainContributions } from '../item-links.ts';
import type { UserContext } from '../model.ts';
import { writeSession } from './codec.ts';
import type { SessionConfig } from './config.ts';
import type { SessionMemory } from './fit.ts';

/** Distinct items of the running session, newest first; without a session the visitor's latest history stands in. */
function queryItems(context: UserContext, config: SessionConfig, itemCount: number): Int32Array {
  const source = context.session.length > 0 ? context.session : context.history.items;
  const distinct = new Set<number>();
  for (const item of source) {
    if (item >= 0 && item < itemCount) distinct.add(item);
    if (distinct.size === config.lastItems) break;
  }
  return Int32Array.from(distinct);
}

interface Neighbour {
  readonly session: number;
  readonly similarity: number;
  /** Position in the query of the newest item that both sessions have. */
  readonly newest: number;
}

/** Arrays as long as the memory has sessions, clean between calls: scoring is synchronous, so one set serves all requests. */
interface Scratch {
  readonly overlap: Float64Array;
  readonly newest: Int32Array;
  readonly touched: Int32Array;
}

function makeScratch(memory: SessionMemory): Scratch {
  const sessions = memory.bySession.rowCount;
  return {
    overlap: new Float64Array(sessions),
    newest: new Int32Array(sessions),
    touched: new Int32Array(sessions),
  };
}

interface Search {
  readonly memory: SessionMemory;
  readonly config: SessionConfig;
  readonly scratch: Scratch;
}

/** Past sessions most like the query: the sum of position weights of the common items over the root of the session's length. */
function findNeighbours({ memory, config, scratch }: Search, query: Int32Array): Neighbour[] {
  const { overlap, newest, touched } = scratch;
  const { starts, indices } = memory.byItem;
  let count = 0;
  for (let position = 0; position < query.length; position++) {
    const weight = (query.length - position) / query.length;
    const item = query[position];
    const first = Math.max(starts[item], starts[item + 1] - config.sampleSize);
    for (let at = starts[item + 1] - 1; at >= first; at--) {
      const session = indices[at];
      if (overlap[session] === 0) {
        touched[count++] = session;
        newest[session] = position;
      }
      overlap[session] += weight;
    }
  }
  const sample = latest(touched.slice(0, count), config.sampleSize);
  const lengths = memory.bySession.starts;
  const similarities = Float64Array.from(
    sample,
    (session) => overlap[session] / Math.sqrt(lengths[session + 1] - lengths[session]),
  );
  const selection = new TopK(config.neighbours);
  const found = selection.select(similarities);
  const neighbours: Neighbour[] = [];
  for (let at = 0; at < found; at++) {
    const session = sample[selection.indices[at]];
    neighbours.push({ session, similarity: selection.scores[at], newest: newest[session] });
  }
  for (let at = 0; at < count; at++) overlap[touched[at]] = 0;
  return neighbours;
}

/** Row numbers rise with time: the largest are the latest sessions. Largest first, so that among equals the later one votes. */
function latest(sessions: Int32Array, count: number): Int32Array {
  return sessions.sort().subarray(-count).reverse();
}

/** Votes of the neighbours: a session whose common item is older in the query counts 1 / (position + 1). */
function addVotes(memory: SessionMemory, neighbours: readonly Neighbour[], out: Float32Array): number {
  const { starts, indices } = memory.bySession;
  let top = 0;
  for (const { session, similarity, newest } of neighbours) {
    const vote = similarity / (newest + 1);
    for (let at = starts[session]; at < starts[session + 1]; at++) {
      const sum = out[indices[at]] + vote;
      out[indices[at]] = sum;
      if (sum > top) top = sum;
    }
  }
  return top;
}

function addRules(memory: SessionMemory, query: Int32Array, scan: { decay: number; out: Float32Array }): number {
  const { starts, indices, values } = memory.rules;
  let top = 0;
  let weight = 1;
  for (let position = 0; position < query.length && weight > 0.001; position++, weight *= scan.decay) {
    for (let at = starts[query[position]]; at < starts[query[position] + 1]; at++) {
      const sum = scan.out[indices[at]] + weight * values[at];
      scan.out[indices[at]] = sum;
      if (sum > top) top = sum;
    }
  }
  return top;
}

/** Both parts, each scaled to a top of 1; O(query x sampleSize + items). */
export function sessionBody(memory: SessionMemory, config: SessionConfig): ModelBody {
  const itemCount = memory.byItem.rowCount;
  const search: Search = { memory, config, scratch: makeScratch(memory) };
  const parts = (query: Int32Array): { votes: Float32Array; rules: Float32Array } => {
    const votes = new Float32Array(itemCount);
    const rules = new Float32Array(itemCount);
    const topVote = addVotes(memory, findNeighbours(search, query), votes);
    const topRule = config.ruleWeight === 0 ? 0 : addRules(memory, query, { decay: config.ruleDecay, out: rules });
    const voteScale = topVote > 0 ? 1 / topVote : 0;
    const ruleScale = topRule > 0 ? config.ruleWeight / topRule : 0;
    for (let item = 0; item < itemCount; item++) {
      votes[item] *= voteScale;
      rules[item] *= ruleScale;
    }
    return { votes, rules };
  };
  // A list is explained item by item for one visitor: the session is looked up once for all its items.
  const remembered = new WeakMap<UserContext, ReturnType<typeof parts>>();
  const partsFor = (context: UserContext, query: Int32Array): ReturnType<typeof parts> => {
    const known = remembered.get(context) ?? parts(query);
    remembered.set(context, known);
    return known;
  };
  const score = (query: Int32Array, out: Float32Array): void => {
    const { votes, rules } = parts(query);
    for (let item = 0; item < itemCount; item++) out[item] = votes[item] + rules[item];
  };
  return {
    notes: { sessions: memory.bySession.rowCount, rules: memory.rules.indices.length },
    scoreItems: (context, out) => score(queryItems(context, config, itemCount), out),
    similarItems(item, out) {
      score(Int32Array.of(item), out);
      out[item] = 0;
    },
    explainItem(context, item) {
      const query = queryItems(context, config, itemCount);
      const { votes, rules } = partsFor(context, query);
      const { anchors } = explainContributions(item, query, anchorStrengths(search, query, item));
      return { item, anchors, parts: { neighbours: votes[item], rules: rules[item] } };
    },
    write: (writer) => writeSession(writer, memory),
  };
}

/** How much each query item did for `item`: sessions that hold both, and rules from the one to the other. */
function anchorStrengths(search: Search, query: Int32Array, item: number): Float64Array {
  const { memory, config } = search;
  const strengths = new Float64Array(query.length);
  const { starts, indices, values } = memory.rules;
  for (let position = 0; position < query.length; position++) {
    const weight = (query.length - position) / query.length;
    const alone = new Float32Array(memory.byItem.rowCount);
    const top = addVotes(memory, findNeighbours(search, query.subarray(position, position + 1)), alone);
    strengths[position] = top > 0 ? (weight * alone[item]) / top : 0;
    for (let at = starts[query[position]]; at < starts[query[position] + 1]; at++) {
      if (indices[at] !== item) continue;
      strengths[position] += values[at] * Math.pow(config.ruleDecay, position) * config.ruleWeight;
    }
  }
  return strengths;
}
