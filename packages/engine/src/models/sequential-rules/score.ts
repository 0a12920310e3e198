import { sparseRowSums } from '@vitrine/kernels';
import type { ModelBody } from '../define-model.ts';
import { explainContributions } from '../item-links.ts';
import { fading, type RecentItems, recentItems, runningSession } from '../recent-items.ts';
import type { SequentialRulesConfig } from './config.ts';
import { writeSequentialRules } from './codec.ts';
import type { SequentialRules } from './fit.ts';

/** Older items than this many add less than a thousandth at the default decay, and the time of an answer stays bounded. */
const lastItems = 50;

/** A body that remembers its rules, so that an update can go on from them. */
export interface SequentialRulesBody extends ModelBody {
  readonly rules: SequentialRules;
}

/**
 * score(j) = sum over the running session, newest first, of decay^place x rule(i, j) / (sum of i's rules), and the start of the session as the
 * item before the oldest one; O(items of the session x rules + items).
 */
export function sequentialRulesBody(rules: SequentialRules, config: SequentialRulesConfig): SequentialRulesBody {
  const { rows, first } = rules;
  const itemCount = rows.rowCount;
  const voice = (sum: number): number => (sum > 0 ? 1 / sum : 0);
  const voices = Float64Array.from(sparseRowSums(rows), voice);
  const startVoice = voice(first.reduce((sum, weight) => sum + weight, 0));
  const queryOf = (context: Parameters<ModelBody['scoreItems']>[0]): RecentItems =>
    recentItems(context, { itemCount, most: lastItems });
  const decayOf = ({ isRunning }: RecentItems): number => (isRunning ? config.decay : config.historyDecay);
  const startWeight = (query: RecentItems): number =>
    startVoice * Math.pow(decayOf(query), 1 + (query.places.at(-1) ?? -1));

  const score = (query: RecentItems, weightOfStart: number, out: Float32Array): void => {
    const weights = fading(query.places, decayOf(query));
    for (let item = 0; item < itemCount; item++) out[item] = weightOfStart * first[item];
    query.items.forEach((source, nth) => {
      const factor = weights[nth] * voices[source];
      for (let at = rows.starts[source]; at < rows.starts[source + 1]; at++)
        out[rows.indices[at]] += factor * rows.values[at];
    });
  };
  return {
    rules,
    notes: { rules: rows.indices.length },
    scoreItems(context, out) {
      const query = queryOf(context);
      score(query, startWeight(query), out);
    },
    similarItems(item, out) {
      score(runningSession(Int32Array.of(item)), 0, out);
      out[item] = 0;
    },
    explainItem(context, item) {
      const query = queryOf(context);
      const weights = fading(query.places, decayOf(query));
      const contributions = Float64Array.from(query.items, (source, nth) => {
        const factor = weights[nth] * voices[source];
        for (let at = rows.starts[source]; at < rows.starts[source + 1]; at++) {
          if (rows.indices[at] === item) return factor * rows.values[at];
        }
        return 0;
      });
      const { anchors, parts } = explainContributions(item, query.items, contributions);
      return { item, anchors, parts: { rules: parts['history'] ?? 0, start: startWeight(query) * first[item] } };
    },
    write: (writer) => writeSequentialRules(writer, rules),
  };
}
