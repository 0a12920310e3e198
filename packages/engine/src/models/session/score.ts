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

/** Past sessions most like the query: the sum of position weights of the common items over the root of the session's length. */
function findNeighbours(memory: SessionMemory, query: Int32Array, config: SessionConfig): Neighbour[] {
  const found = new Map<number, { overlap: number; newest: number }>();
  const { starts, indices } = memory.byItem;
  for (let position = 0; position < query.length; position++) {
    const weight = (query.length - position) / query.length;
    const item = query[position];
    const first = Math.max(starts[item], starts[item + 1] - config.sampleSize);
    for (let at = starts[item + 1] - 1; at >= first; at--) {
      const known = found.get(indices[at]);
      if (known === undefined) found.set(indices[at], { overlap: weight, newest: position });
      else known.overlap += weight;
    }
  }
  // Row numbers rise with time: the latest sessions are the sample.
  const sample = Int32Array.from(found.keys()).sort().subarray(-config.sampleSize);
  const similarities = Float64Array.from(sample, (session) => {
    const length = memory.bySession.starts[session + 1] - memory.bySession.starts[session];
    return (found.get(session)?.overlap ?? 0) / Math.sqrt(length);
  }).reverse();
  const selection = new TopK(config.neighbours);
  const count = selection.select(similarities);
  const neighbours: Neighbour[] = [];
  for (let at = 0; at < count; at++) {
    const session = sample[sample.length - 1 - selection.indices[at]];
    neighbours.push({ session, similarity: selection.scores[at], newest: found.get(session)?.newest ?? 0 });
  }
  return neighbours;
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
  const parts = (query: Int32Array): { votes: Float32Array; rules: Float32Array } => {
    const votes = new Float32Array(itemCount);
    const rules = new Float32Array(itemCount);
    const topVote = addVotes(memory, findNeighbours(memory, query, config), votes);
    const topRule = config.ruleWeight === 0 ? 0 : addRules(memory, query, { decay: config.ruleDecay, out: rules });
    const voteScale = topVote > 0 ? 1 / topVote : 0;
    const ruleScale = topRule > 0 ? config.ruleWeight / topRule : 0;
    for (let item = 0; item < itemCount; item++) {
      votes[item] *= voteScale;
      rules[item] *= ruleScale;
    }
    return { votes, rules };
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
      const { votes, rules } = parts(query);
      const { anchors } = explainContributions(item, query, anchorStrengths(memory, query, { config, item }));
      return { item, anchors, parts: { neighbours: votes[item], rules: rules[item] } };
    },
    write: (writer) => writeSession(writer, memory),
  };
}

/** How much each query item did for `item`: sessions that hold both, and rules from the one to the other. */
function anchorStrengths(
  memory: SessionMemory,
  query: Int32Array,
  about: { config: SessionConfig; item: number },
): Float64Array {
  const { config, item } = about;
  const strengths = new Float64Array(query.length);
  const { starts, indices, values } = memory.rules;
  for (let position = 0; position < query.length; position++) {
    const weight = (query.length - position) / query.length;
    const alone = new Float32Array(memory.byItem.rowCount);
    const top = addVotes(memory, findNeighbours(memory, query.subarray(position, position + 1), config), alone);
    strengths[position] = top > 0 ? (weight * alone[item]) / top : 0;
    for (let at = starts[query[position]]; at < starts[query[position] + 1]; at++) {
      if (indices[at] === item)
        strengths[position] += values[at] * Math.pow(config.ruleDecay, position) * config.ruleWeight;
    }
  }
  return strengths;
}
