import type { ComparedModel, SplitComparison } from '@vitrine/engine/lab';
import { escapeHtml, figure, whole } from './html.ts';
import { table, toneOf } from './tables.ts';

/** For whom and for which items each model is good: a mean hides who pays for it. */
export function slicesSection(comparison: SplitComparison): string {
  return `<h2>For whom, and for what</h2>
<p>New people were not known before, light ones by at most five items, heavy ones by more. Head items are the best sellers that make up half of all interactions, torso the next three tenths, tail the rest.</p>
${people(comparison)}
${things(comparison)}`;
}

function people(comparison: SplitComparison): string {
  const slices = (comparison.rows[0]?.userSlices ?? []).map(({ slice, users }) => ({ slice, users }));
  const most = Math.max(
    ...comparison.rows.flatMap((row) => row.userSlices.map(({ summary }) => summary.ndcg.mean)).filter(Number.isFinite),
  );
  const heads = [
    `NDCG@${comparison.k}`,
    ...slices.map(({ slice, users }) => `${slice} (${whole(users)} ${users === 1 ? 'person' : 'people'})`),
  ];
  const rows = comparison.rows.map((row) =>
    line(
      comparison,
      row,
      row.userSlices.map(({ summary: { ndcg } }) =>
        shareCell(
          ndcg.mean / most,
          `${figure(ndcg.mean, 4)} <small>${figure(ndcg.low, 4)}–${figure(ndcg.high, 4)}</small>`,
        ),
      ),
    ),
  );
  return table(heads, rows);
}

function things(comparison: SplitComparison): string {
  const slices = comparison.rows[0]?.itemSlices ?? [];
  const heads = [
    'Found of what was wanted',
    ...slices.flatMap(({ slice, items }) => [`${slice} (${whole(items)} items)`, `${slice}, places`]),
  ];
  const rows = comparison.rows.map((row) =>
    line(
      comparison,
      row,
      row.itemSlices.flatMap(({ recall, listShare, found, wanted }) => [
        shareCell(recall, `${percent(recall)} <small>${whole(found)} of ${whole(wanted)}</small>`),
        shareCell(listShare, percent(listShare)),
      ]),
    ),
  );
  return table(heads, rows);
}

function line(comparison: SplitComparison, row: ComparedModel, cells: readonly string[]): string {
  return `<tr class="${toneOf(comparison, row)}"><th scope="row">${escapeHtml(row.label)}</th>${cells.join('')}</tr>`;
}

/** A cell with a bar behind its figure, 0 to 1. */
function shareCell(share: number, text: string): string {
  if (!Number.isFinite(share)) return '<td class="none">none</td>';
  return `<td class="share" style="--share:${Math.round(Math.min(1, Math.max(0, share)) * 100)}%">${text}</td>`;
}

function percent(share: number): string {
  return Number.isFinite(share) ? `${figure(share * 100, 1)} %` : '–';
}
