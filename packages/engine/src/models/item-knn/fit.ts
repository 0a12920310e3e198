import { bestOfGram } from '@vitrine/kernels';
import { plainKernels } from '../../factors/kernel-source.ts';
import type { Interactions } from '../../interactions/interactions.ts';
import { plainLinks, scaledRows, type ItemLinks } from '../item-links.ts';
import type { FitRun } from '../model.ts';
import { bm25Factors, degreePowers, inverseLengths, rarities } from '../similarity-scales.ts';
import { type UserItemPair, userItemPair } from '../user-item-pair.ts';
import type { ItemKnnConfig } from './config.ts';

/** The best `neighbours` of each item among all it shares a user with; time as the Gram product, memory as the result. */
export function fitItemKnn(interactions: Interactions, config: ItemKnnConfig, run: FitRun): ItemLinks {
  const { byUser, byItem } = userItemPair(interactions, config.signal, run);
  const { userScale, factors, exponent } = scalesOf({ byUser, byItem }, config);
  const kernels = (run.kernels ?? plainKernels)();
  try {
    const best = bestOfGram(
      kernels,
      { byUser, byItem, userScale },
      {
        count: config.neighbours,
        // Cells are compared before they are raised: the root of the factor gives the same order.
        columnScale: exponent === 1 ? factors : factors.map((factor) => Math.pow(factor, 1 / exponent)),
        onRow: (done, total) => run.progress?.(done, total, 'co-occurrence'),
      },
    );
    if (exponent !== 1) best.values.forEach((value, at) => (best.values[at] = Math.pow(value, exponent)));
    return plainLinks(scaledRows(best, factors, factors));
  } finally {
    kernels.end();
  }
}

/** link(i, j) = factors[i] x (sum over users of userScale x both values)^exponent x factors[j]. */
function scalesOf(
  { byUser, byItem }: UserItemPair,
  config: ItemKnnConfig,
): { readonly userScale: Float64Array; readonly factors: Float64Array; readonly exponent: number } {
  if (config.similarity === 'powers') {
    const userScale = degreePowers(byUser, config.userExponent);
    return { userScale, factors: degreePowers(byItem, config.itemExponent), exponent: config.cellExponent };
  }
  const userScale = config.similarity === 'cosine' ? new Float64Array(byUser.rowCount).fill(1) : rarities(byUser);
  const factors = config.similarity === 'bm25' ? bm25Factors(byItem) : inverseLengths(byItem, userScale);
  return { userScale, factors, exponent: 1 };
}
