/**
 * Damerau-Levenshtein distance (optimal string alignment: letters left out, put in, exchanged, or swapped with their neighbour), or `most + 1` when
 * it is larger than `most`. O(|a| * |b|).
 */
export function editDistance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let cost = Math.min((above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (above[j - 1] ?? 0) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      row.push(cost);
    }
    before = above;
    above = row;
  }
  return Math.min(most + 1, above[b.length] ?? 0);
}

/** Wrong letters that are forgiven in a word of this length: none up to 3, one up to 7, else two. */
export function forgivenEdits(letters: number): 0 | 1 | 2 {
  return letters < 4 ? 0 : letters < 8 ? 1 : 2;
}
