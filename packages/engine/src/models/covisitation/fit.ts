import type { Interactions } from '../../interactions/interactions.ts';
import { userSequences } from '../../interactions/sequences.ts';
import { plainLinks, type ItemLinks } from '../item-links.ts';
import { keepLargest } from '../keep-largest.ts';
import type { FitRun } from '../model.ts';
import { linkSequences } from '../sequence-links.ts';
import type { CovisitationConfig } from './config.ts';

/** Directed links within a window of each user's visits, popular targets discounted; O(rows x windowSteps). */
export function fitCovisitation(interactions: Interactions, config: CovisitationConfig, run: FitRun): ItemLinks {
  const sequences = userSequences(interactions);
  const itemCount = interactions.itemIds.length;
  run.progress?.(0, 2, 'links');
  const links = linkSequences(sequences, itemCount, {
    steps: config.windowSteps,
    seconds: config.windowHours * 3600,
    backward: config.backwardShare,
    weightOf: (distance) => Math.pow(config.stepDecay, distance - 1),
  });
  const counts = new Float64Array(itemCount);
  for (const item of sequences.items) counts[item]++;
  const discount = counts.map((count) => (count > 0 ? Math.pow(count, -config.popularityExponent) : 0));
  run.progress?.(1, 2, 'neighbours');
  return plainLinks(keepLargest(links, config.neighbours, (row, column) => discount[row] * discount[column]));
}
