import { wordsOf } from '../items/words.ts';

/** Lengths of the pieces of words: they let related words meet (lamp, lampshade, Stehlampe). */
const pieceLengths = [3, 4, 5];
/** A word says more than any of its pieces. */
const pieceCount = 0.5;

/** How often each bucket of hashed words, neighbouring words and pieces of words occurs in a text; bucket numbers are below `buckets`. */
export function hashedFeatures(text: string, buckets: number): Map<number, number> {
  const counts = new Map<number, number>();
  const add = (feature: string, count: number): void => {
    const bucket = hashText(feature) % buckets;
    counts.set(bucket, (counts.get(bucket) ?? 0) + count);
  };
  let before = '';
  for (const word of wordsOf(text)) {
    add(word, 1);
    if (before !== '') add(`${before} ${word}`, 0.5);
    before = word;
    const marked = `^${word}$`;
    for (const length of pieceLengths) {
      for (let at = 0; at + length <= marked.length; at++) add(`~${marked.slice(at, at + length)}`, pieceCount);
    }
  }
  return counts;
}

/** FNV-1a with a finishing mix; the same on every machine. */
function hashText(text: string, seed = 0x811c9dc5): number {
  let hash = seed;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** A fingerprint of 53 bits that tells whether a text changed; not for secrets. */
export function contentHash(text: string): number {
  return hashText(text) * 2 ** 21 + (hashText(text, 0x2f0b4c47) >>> 11);
}
