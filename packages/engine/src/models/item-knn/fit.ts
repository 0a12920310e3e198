import { bestOfGram, type SparseRows, sparseRowSums } from '@vitrine/kernels';
import { plainKernels } from '../../factors/kernel-source.ts';
import type { Interactions } from '../../interactions/interactions.ts';
import { plainLinks, scaledRows, type ItemLinks } from '../item-links.ts';
import type { FitRun } from '../model.ts';
import { userItemPair } from '../user-item-pair.ts';
import type { ItemKnnConfig } from './config.ts';

const bm25Saturation = 100;
const bm25LengthShare = 0.8;

/** The best `neighbours` of each item among all it shares a user with; time as the Gram product, memory as the result. */
export function fitItemKnn(interactions: Interactions, config: ItemKnnConfig, run: FitRun): ItemLinks {
  const { byUser, byItem } = userItemPair(interactions, config.signal, run);
  const userScale = userScales(byUser, config.similarity);
  const factors = config.similarity === 'bm25' ? bm25Factors(byItem) : cosineFactors(byItem, userScale);
  const kernels = (run.kernels ?? plainKernels)();
  try {
    const best = bestOfGram(
      kernels,
      { byUser, byItem, userScale },
      {
        count: config.neighbours,
        columnScale: factors,
        onRow: (done, total) => run.progress?.(done, total, 'co-occurrence'),
      },
    );
    return plainLinks(scaledRows(best, factors, factors));
  } finally {
    kernels.end();
  }
}

/** Squares, because each user occurs on both sides of a product. */
function userScales(byUser: SparseRows, similarity: ItemKnnConfig['similarity']): Float64Array {
  if (similarity === 'cosine') return new Float64Array(byUser.rowCount).fill(1);
  return sparseRowSums(byUser).map((_, user) => {
    const degree = byUser.starts[user + 1] - byUser.starts[user];
    const rarity = Math.max(0.05, Math.log(byUser.columnCount) - Math.log1p(degree));
    return rarity * rarity;
  });
}

/** One over the length of each item's column. */
function cosineFactors(byItem: SparseRows, userScale: Float64Array): Float64Array {
  const factors = new Float64Array(byItem.rowCount);
  for (let item = 0; item < factors.length; item++) {
    let square = 0;
    for (let at = byItem.starts[item]; at < byItem.starts[item + 1]; at++) {
      square += userScale[byItem.indices[at]] * byItem.values[at] ** 2;
    }
    factors[item] = square > 0 ? 1 / Math.sqrt(square) : 0;
  }
  return factors;
}

function bm25Factors(byItem: SparseRows): Float64Array {
  const lengths = sparseRowSums(byItem);
  const average = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, lengths.length);
  return lengths.map((length) => {
    const relative = 1 - bm25LengthShare + (bm25LengthShare * length) / (average > 0 ? average : 1);
    return (bm25Saturation + 1) / (bm25Saturation * relative + 1);
  });
}
