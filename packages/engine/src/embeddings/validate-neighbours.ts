import { RandomStream } from '@vitrine/kernels';
import { featureRows, type ItemFeatures } from '../items/item-features.ts';
import type { ItemVectors } from './embeddings.ts';
import type { NeighbourIndex } from './neighbour-index.ts';

/** Whether neighbours make sense. */
export interface NeighbourValidation {
  /** Items whose neighbours were looked at, drawn by seed. */
  readonly sampled: number;
  /** Share of neighbours in the same category as their item, of items with a category. */
  readonly sameCategoryShare: number;
  /** The same share if neighbours were drawn at random. */
  readonly byChance: number;
  /** Share of sampled items that find no neighbour at all. */
  readonly lonelyShare: number;
  /** Items that are neighbours of far more items than others, most first: candidates for the blocklist. */
  readonly hubs: readonly { readonly itemId: string; readonly lists: number }[];
  /** Items none of whose neighbours shares their category although others do: wrong texts, or wrong categories. */
  readonly suspicious: readonly string[];
}

/** How neighbours are validated. */
export interface ValidationOptions {
  readonly seed: number;
  /** Items looked at; 500 when left out. */
  readonly sample?: number;
  /** Neighbours looked at of each; 10 when left out. */
  readonly depth?: number;
}

/** A hub is in at least this share of the lists, and in as many times more than a mean item: in a small catalog everything is in many. */
const hubShare = 0.1;
const hubTimesMean = 5;

/** Looks at the neighbours of a sample: same category, none at all, the same item everywhere. */
export function validateNeighbours(
  from: {
    readonly embeddings: Pick<ItemVectors, 'itemIds'>;
    readonly features: ItemFeatures;
    readonly index: Pick<NeighbourIndex, 'neighboursOf'>;
  },
  options: ValidationOptions,
): NeighbourValidation {
  const { embeddings, features, index } = from;
  const { sample = 500, depth = 10 } = options;
  const rows = featureRows(features, embeddings.itemIds);
  const categoryOf = new Map(
    embeddings.itemIds.map((id, at) => [id, rows[at] < 0 ? undefined : features.categoryPaths[rows[at]].at(-1)]),
  );
  const drawn = new RandomStream(options.seed).shuffle([...embeddings.itemIds]).slice(0, sample);
  const lists = new Map<string, number>();
  const suspicious: string[] = [];
  let [lonely, judged, same] = [0, 0, 0];
  const sizes = countAll(categoryOf.values());
  for (const itemId of drawn) {
    const neighbours = index.neighboursOf(itemId, depth);
    if (neighbours.length === 0) lonely++;
    for (const { itemId: other } of neighbours) lists.set(other, (lists.get(other) ?? 0) + 1);
    const category = categoryOf.get(itemId);
    if (category === undefined || neighbours.length === 0) continue;
    const alike = neighbours.filter(({ itemId: other }) => categoryOf.get(other) === category).length;
    judged += neighbours.length;
    same += alike;
    if (alike === 0 && (sizes.get(category) ?? 0) > depth) suspicious.push(itemId);
  }
  const listed = [...lists.values()].reduce((sum, count) => sum + count, 0);
  const least = Math.max(3, hubShare * drawn.length, (hubTimesMean * listed) / Math.max(1, embeddings.itemIds.length));
  return {
    sampled: drawn.length,
    sameCategoryShare: judged === 0 ? 0 : same / judged,
    byChance: chanceOf(sizes),
    lonelyShare: drawn.length === 0 ? 0 : lonely / drawn.length,
    hubs: [...lists]
      .filter(([, count]) => count >= least)
      .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
      .map(([itemId, count]) => ({ itemId, lists: count })),
    suspicious,
  };
}

function countAll(categories: Iterable<string | undefined>): Map<string, number> {
  const sizes = new Map<string, number>();
  for (const category of categories) {
    if (category !== undefined) sizes.set(category, (sizes.get(category) ?? 0) + 1);
  }
  return sizes;
}

/** Two items with a category drawn at random share it this often. */
function chanceOf(sizes: ReadonlyMap<string, number>): number {
  const total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
  return total < 2
    ? 0
    : [...sizes.values()].reduce((sum, size) => sum + (size * (size - 1)) / (total * (total - 1)), 0);
}
