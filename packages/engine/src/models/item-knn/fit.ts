import { sparseGram, sparseRowSums, transposeSparseRows, type SparseRows } from '@vitrine/kernels';
import type { Interactions } from '../../interactions/interactions.ts';
import { userItemRows } from '../../interactions/user-item-rows.ts';
import { plainLinks, type ItemLinks } from '../item-links.ts';
import { keepLargest } from '../keep-largest.ts';
import type { FitRun } from '../model.ts';
import type { ItemKnnConfig } from './config.ts';

const bm25Saturation = 100;
const bm25LengthShare = 0.8;

/** Similarities of all co-occurring items, then the best `neighbours` of each; time as the Gram product. */
export function fitItemKnn(interactions: Interactions, config: ItemKnnConfig, run: FitRun): ItemLinks {
  const byUser = userItemRows(interactions, config.signal);
  const byItem = transposeSparseRows(byUser);
  const userScale = userScales(byUser, config.similarity);
  run.progress?.(0, 2, 'co-occurrence');
  const gram = sparseGram({ byUser, byItem, userScale });
  run.progress?.(1, 2, 'neighbours');
  const factors = config.similarity === 'bm25' ? bm25Factors(byItem) : cosineFactors(gram);
  return plainLinks(keepLargest(gram, config.neighbours, (row, column) => factors[row] * factors[column]));
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

function cosineFactors(gram: SparseRows): Float64Array {
  const factors = new Float64Array(gram.rowCount);
  for (let row = 0; row < gram.rowCount; row++) {
    for (let at = gram.starts[row]; at < gram.starts[row + 1]; at++) {
      if (gram.indices[at] === row && gram.values[at] > 0) factors[row] = 1 / Math.sqrt(gram.values[at]);
    }
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
