/**
 * Seeded random numbers (sfc32). One generator serves many sessions: `seed` restarts it from the numbers that name the
 * session, so what a visitor does never depends on who was simulated before.
 */
export class Random {
  #a = 0;
  #b = 0;
  #c = 0;
  #counter = 1;

  constructor(first = 1, second = 0, third = 0) {
    this.seed(first, second, third);
  }

  /** Restarts the sequence that the three whole numbers name. */
  seed(first: number, second: number, third: number): this {
    this.#a = mix(first, 0x9e3779b9);
    this.#b = mix(second, this.#a);
    this.#c = mix(third, this.#b);
    this.#counter = 1;
    // sfc32 needs about a dozen rounds before nearby seeds have lost all likeness
    for (let round = 0; round < 12; round++) this.next();
    return this;
  }

  /** Uniform in [0, 1), 32 bits. */
  next(): number {
    const sum = (this.#a + this.#b + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = ((this.#c << 21) | (this.#c >>> 11)) + sum;
    return (sum >>> 0) / 4294967296;
  }

  /** Whole number in [0, bound). */
  below(bound: number): number {
    return Math.floor(this.next() * bound);
  }

  /** True with the given probability. */
  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** Standard normal. */
  normal(): number {
    return Math.sqrt(-2 * Math.log(1 - this.next())) * Math.cos(2 * Math.PI * this.next());
  }

  /** Log-normal with the given median and sigma of its logarithm. */
  logNormal(median: number, sigma: number): number {
    return median * Math.exp(sigma * this.normal());
  }

  /** Exponential with the given mean. */
  exponential(mean: number): number {
    return -mean * Math.log(1 - this.next());
  }

  /** One entry of a list that is not empty. */
  pick<T>(choices: readonly T[]): T {
    const chosen = choices[this.below(choices.length)];
    if (chosen === undefined) throw new RangeError('pick needs at least one choice; pass a list that is not empty');
    return chosen;
  }

  /** Index drawn in proportion to weights that sum to `total`. */
  weighted(weights: ArrayLike<number>, total: number): number {
    let left = this.next() * total;
    const last = weights.length - 1;
    for (let index = 0; index < last; index++) {
      left -= weights[index] ?? 0;
      if (left < 0) return index;
    }
    return last;
  }
}

/** Hash of two 32-bit numbers (murmur3 finaliser): names the random choices that are recomputed instead of stored. */
export function mix(first: number, second: number): number {
  let hash = (Math.imul(first | 0, 0xcc9e2d51) ^ Math.imul(second | 0, 0x1b873593)) | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** `mix` as a uniform number in [0, 1). */
export function mixUniform(first: number, second: number): number {
  return mix(first, second) / 4294967296;
}

/** 32-bit FNV-1a hash of a text. */
export function hashOfText(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}
