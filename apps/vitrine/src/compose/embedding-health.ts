import type { EmbeddingHealth } from '@vitrine/recsys';

/** One line on how well the embeddings of texts stand for the catalog. */
export function describeEmbeddings(health: EmbeddingHealth | null): string {
  if (health === null || health.items === 0) return 'no items to embed yet';
  const { items, missing, zero, stale, index, dimension } = health;
  if (index === null) return `none of ${whole(items)} items embedded yet`;
  const told = [
    `${whole(items - missing)} of ${whole(items)} items embedded in ${dimension} numbers by ${index.maker}`,
    missing > 0 ? `${whole(missing)} missing` : '',
    stale > 0 ? `${whole(stale)} changed since` : '',
    zero > 0 ? `${whole(zero)} whose text says nothing` : '',
    index.search === 'exact' ? 'exact search' : `approximate search, recall ${index.recall.toFixed(2)}`,
    index.sameCategory === null
      ? ''
      : `${percent(index.sameCategory.share)} of neighbours share the category (${percent(index.sameCategory.byChance)} by chance)`,
  ];
  return told.filter(Boolean).join(', ');
}

const whole = (count: number): string => count.toLocaleString('en-GB');
const percent = (share: number): string => `${(share * 100).toFixed(0)} %`;
