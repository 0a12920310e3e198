/**
 * A seeded stream of random numbers (xoshiro128**, Blackman and Vigna 2018): equal seeds give equal streams on every machine.
 * Not for secrets.
 */
export class RandomStream {
  #a: number;
  #b: number;
  #c: number;
  #d: number;
  readonly #seed: number;

  /** @param seed any finite number; its 53 bits are mixed, so neighbouring seeds give unrelated streams. */
  constructor(seed: number) {
    const low = seed >>> 0;
    const high = Math.floor(seed / 4294967296) >>> 0;
    this.#seed = mixBits(low ^ mixBits(high ^ 0x9e3779b9));
    const next = splitMix(this.#seed);
    this.#a = next();
    this.#b = next();
    this.#c = next();
    this.#d = next() | 1;
  }

  /**
   * A stream of its own for a part of the work (one user, one model), so that results do not depend on the order in which parts run.
   * Does not advance this stream.
   */
  derive(label: number | string): RandomStream {
    return new RandomStream(mixBits(this.#seed ^ hashLabel(label)));
  }

  /** A whole number, uniform in 0..2^32-1. */
  nextUint32(): number {
    const scrambled = Math.imul(this.#b, 5);
    const result = Math.imul((scrambled << 7) | (scrambled >>> 25), 9) >>> 0;
    const shifted = this.#b << 9;
    this.#c ^= this.#a;
    this.#d ^= this.#b;
    this.#b ^= this.#c;
    this.#a ^= this.#d;
    this.#c ^= shifted;
    this.#d = (this.#d << 11) | (this.#d >>> 21);
    return result;
  }

  /** Uniform in [0, 1) with 53 random bits. */
  next(): number {
    const high = this.nextUint32() >>> 5;
    const low = this.nextUint32() >>> 6;
    return (high * 67108864 + low) / 9007199254740992;
  }

  /** Uniform between -1 and 1 with 32 random bits, symmetric about 0: of variance 1/3, and at a tenth of the price of a normal number. */
  nextSigned(): number {
    return (this.nextUint32() + 0.5) / 2147483648 - 1;
  }

  /**
   * A whole number, uniform in 0..bound-1, without modulo bias.
   * @throws RangeError unless bound is a whole number in 1..2^32.
   */
  nextBelow(bound: number): number {
    if (!(Number.isInteger(bound) && bound >= 1 && bound <= 4294967296)) {
      throw new RangeError(`bound is ${bound}; pass a whole number from 1 to 4294967296`);
    }
    const limit = 4294967296 - (4294967296 % bound);
    let drawn = this.nextUint32();
    while (drawn >= limit) drawn = this.nextUint32();
    return drawn % bound;
  }

  /** Standard normal (Box and Muller; the second number is thrown away to keep the stream stateless). */
  nextNormal(): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.next()));
    return radius * Math.cos(2 * Math.PI * this.next());
  }

  /** Shuffles in place (Fisher and Yates) and returns the same array. */
  shuffle<A extends { length: number; [index: number]: unknown }>(array: A): A {
    for (let at = array.length - 1; at > 0; at--) {
      const other = this.nextBelow(at + 1);
      const kept = array[at];
      array[at] = array[other];
      array[other] = kept;
    }
    return array;
  }
}

function splitMix(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    return mixBits(state);
  };
}

function mixBits(bits: number): number {
  let mixed = bits ^ (bits >>> 16);
  mixed = Math.imul(mixed, 0x21f0aaad);
  mixed ^= mixed >>> 15;
  mixed = Math.imul(mixed, 0x735a2d97);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}

function hashLabel(label: number | string): number {
  if (typeof label === 'number') return mixBits((label >>> 0) ^ mixBits(Math.floor(label / 4294967296) >>> 0));
  let hash = 0x811c9dc5;
  for (let at = 0; at < label.length; at++) hash = Math.imul(hash ^ label.charCodeAt(at), 0x01000193);
  return mixBits(hash);
}
