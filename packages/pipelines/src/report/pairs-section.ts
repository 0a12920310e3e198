import type { ComparedPair, SplitComparison } from '@vitrine/engine/lab';
import { escapeHtml, figure } from './html.ts';
import { pValue, table, toneOf } from './tables.ts';

/** Which differences between two models are beyond chance, all against all. */
export function pairsSection(comparison: SplitComparison): string {
  const { rows, pairs } = comparison;
  if (pairs.length === 0) return '';
  const pairOf = new Map(pairs.map((pair) => [`${pair.better}\n${pair.worse}`, pair]));
  // Nobody is worse than the first or better than the last: that column and that row would be empty.
  const heads = ['Ahead by', ...rows.slice(1).map((row) => row.label)];
  const lines = rows.slice(0, -1).map((row) => {
    const cells = rows.slice(1).map((other) => cell(pairOf.get(`${row.label}\n${other.label}`)));
    return `<tr class="${toneOf(comparison, row)}"><th scope="row">${escapeHtml(row.label)}</th>${cells.join('')}</tr>`;
  });
  return `<h2>Who is ahead of whom</h2>
<p>Difference in NDCG@${comparison.k} of the model on the left to the one above, over the same people. Green is beyond chance after Holm's correction for ${pairs.length} ${pairs.length === 1 ? 'comparison' : 'comparisons'} (p under 0.05); grey may be luck.</p>
${table(heads, lines)}
<details><summary>Every pair with interval, p-values and wins</summary>${everyPair(pairs)}</details>`;
}

function cell(pair: ComparedPair | undefined): string {
  if (pair === undefined) return '<td></td>';
  const tone = pair.adjustedP < 0.05 ? 'up' : 'muted';
  return `<td class="${tone}">+${figure(Math.max(0, pair.difference.mean), 4)} <small>p ${pValue(pair.adjustedP)}</small></td>`;
}

function everyPair(pairs: readonly ComparedPair[]): string {
  const heads = ['Ahead of', 'Difference', '95 % interval', 'p', 'p, corrected', 'Wins, losses', 'p, sign test'];
  const lines = pairs.map(({ better, worse, difference, adjustedP }) => {
    const { mean, low, high, p, wins, losses, signP } = difference;
    const cells = [
      `+${figure(Math.max(0, mean), 4)}`,
      `${figure(low, 4)} to ${figure(high, 4)}`,
      pValue(p),
      pValue(adjustedP),
      `${wins}, ${losses}`,
      pValue(signP),
    ];
    return `<tr><th scope="row">${escapeHtml(better)} <small>over</small> ${escapeHtml(worse)}</th>${cells.map((text) => `<td>${text}</td>`).join('')}</tr>`;
  });
  return table(heads, lines);
}
