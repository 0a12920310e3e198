import { bestLinks } from '@vitrine/kernels';
import { plainKernels } from '../../factors/kernel-source.ts';
import type { Interactions } from '../../interactions/interactions.ts';
import { userSequences } from '../../interactions/sequences.ts';
import { plainLinks, scaledRows, type ItemLinks } from '../item-links.ts';
import type { FitRun } from '../model.ts';
import type { CovisitationConfig } from './config.ts';

/** Directed links within a window of each user's visits, popular targets discounted; O(rows x windowSteps), memory O(rows + links kept). */
export function fitCovisitation(interactions: Interactions, config: CovisitationConfig, run: FitRun): ItemLinks {
  const sequences = userSequences(interactions);
  const itemCount = interactions.itemIds.length;
  const counts = new Float64Array(itemCount);
  for (const item of sequences.items) counts[item]++;
  const discount = counts.map((count) => (count > 0 ? Math.pow(count, -config.popularityExponent) : 0));
  const steps = Array.from({ length: config.windowSteps }, (_, at) => Math.pow(config.stepDecay, at));
  const kernels = (run.kernels ?? plainKernels)();
  try {
    const links = bestLinks(kernels, sequences, {
      itemCount,
      weights: [0, ...steps],
      seconds: config.windowHours * 3600,
      backward: config.backwardShare,
      count: config.neighbours,
      targetScale: discount,
      onItem: (done, total) => run.progress?.(done, total, 'links'),
    });
    return plainLinks(scaledRows(links, discount, discount));
  } finally {
    kernels.end();
  }
}
