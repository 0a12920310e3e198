import { hashText } from './random.ts';

/** Words of a text in lower case, without punctuation. */
export function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+(?:['’][\p{L}]+)?/gu) ?? [];
}

/** The distinct word 5-grams of a text, hashed to 32 bits. */
export function fiveGrams(text: string): Set<number> {
  const words = wordsOf(text);
  const grams = new Set<number>();
  for (let i = 0; i + 5 <= words.length; i++) grams.add(hashText(words.slice(i, i + 5).join(' ')));
  return grams;
}

/** Finds how much a text repeats earlier ones without comparing all pairs: only texts that share a 5-gram meet. */
export class ShingleIndex {
  private readonly holders = new Map<number, number[]>();
  private readonly sizes: number[] = [];

  /** Largest share of common 5-grams with any text added before, of the smaller of the two; 0 when none is shared. */
  largestShare(grams: ReadonlySet<number>): number {
    const common = new Map<number, number>();
    for (const gram of grams) {
      for (const holder of this.holders.get(gram) ?? []) common.set(holder, (common.get(holder) ?? 0) + 1);
    }
    let largest = 0;
    for (const [holder, count] of common) {
      largest = Math.max(largest, count / Math.min(grams.size, this.sizes[holder] ?? 1));
    }
    return largest;
  }

  add(grams: ReadonlySet<number>): void {
    const holder = this.sizes.length;
    this.sizes.push(grams.size);
    for (const gram of grams) {
      const list = this.holders.get(gram);
      if (list === undefined) this.holders.set(gram, [holder]);
      else list.push(holder);
    }
  }
}
