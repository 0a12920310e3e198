import { type Because, because, type RecommendedItem } from '@vitrine/contracts';
import type { RecommendedItem as RecommendedRow } from '@vitrine/recsys';

/** The reason a page can say, in the names of the wire; null for a kind the contract does not know. */
export function wireBecause(reason: RecommendedRow['because']): Because | undefined {
  const { itemId, ...facts } = reason;
  const parsed = because.safeParse({ ...facts, ...(itemId === undefined ? {} : { item_id: itemId }) });
  return parsed.success ? parsed.data : undefined;
}

/** A recommended item in the names of the wire. Reasons and explanations are sent only when they were asked for. */
export function wireItem(row: RecommendedRow, asked: { reasons: boolean; explain: boolean }): RecommendedItem {
  const reason = wireBecause(row.because);
  return {
    item_id: row.itemId,
    score: row.score,
    rank: row.rank,
    ...(asked.reasons ? { reasons: [...row.reasons] } : {}),
    ...(asked.reasons && reason !== undefined ? { because: reason } : {}),
    ...(asked.explain ? { explain: { parts: { ...row.explain.parts } } } : {}),
  };
}
