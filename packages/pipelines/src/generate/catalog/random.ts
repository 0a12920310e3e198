/** A source of uniform numbers in [0, 1). Everything in the generator receives one, so a seed fixes the shop. */
export type Random = () => number;

/** 32-bit FNV-1a of a text: a stable seed for one product, one drawing, one review. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  return hash >>> 0;
}

/** Seeded generator (mulberry32): one 32-bit word of state, period 2^32, enough for a catalog. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** One element, each equally likely; throws on an empty list because no caller may have one. */
export function pick<T>(random: Random, list: readonly T[]): T {
  const chosen = list[Math.floor(random() * list.length)];
  if (chosen === undefined) throw new Error('pick needs a list with at least one element');
  return chosen;
}

/** One element, likely in proportion to its weight (weights are not negative, their sum is positive). */
export function pickWeighted<T>(random: Random, list: readonly (readonly [T, number])[]): T {
  let left = random() * list.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [value, weight] of list) {
    left -= weight;
    if (left <= 0) return value;
  }
  return pick(random, list)[0];
}

/** Standard normal deviate (Box and Muller). */
export function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** A shuffled copy (Fisher and Yates). */
export function shuffled<T>(random: Random, list: readonly T[]): T[] {
  const order = list.map((value) => ({ value, key: random() }));
  return order.sort((a, b) => a.key - b.key).map((entry) => entry.value);
}
