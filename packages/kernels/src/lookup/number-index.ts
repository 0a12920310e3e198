/**
 * A map from numbers to row numbers on two typed arrays, for more keys than a `Map` can hold (2^24) and a third of its memory.
 * Open addressing with linear probing, at most half full.
 */
export class NumberIndex {
  #keys: Float64Array;
  #rows: Int32Array;
  #size = 0;
  #mask: number;

  /** @param expected how many keys will come; more are fine. */
  constructor(expected: number) {
    let capacity = 16;
    while (capacity < expected * 2) capacity *= 2;
    this.#keys = new Float64Array(capacity);
    this.#rows = new Int32Array(capacity).fill(-1);
    this.#mask = capacity - 1;
  }

  get size(): number {
    return this.#size;
  }

  /** Keeps `row` (not negative) for a whole-number key unless it has one; returns the row that the key has afterwards. */
  add(key: number, row: number): number {
    if (this.#size * 2 > this.#mask) this.#grow();
    let at = hashOf(key) & this.#mask;
    while (this.#rows[at] >= 0) {
      if (this.#keys[at] === key) return this.#rows[at];
      at = (at + 1) & this.#mask;
    }
    this.#keys[at] = key;
    this.#rows[at] = row;
    this.#size++;
    return row;
  }

  /** Forgets all keys; O(1) when there are none, else O(capacity) unless few are kept. */
  clear(): void {
    if (this.#size === 0) return;
    // Many small uses in a row (one per second of a log) must not pay for one big use before.
    const capacity = Math.max(
      16,
      this.#rows.length >= 1024 && this.#size * 8 < this.#rows.length ? this.#rows.length >> 2 : this.#rows.length,
    );
    if (capacity === this.#rows.length) this.#rows.fill(-1);
    else {
      this.#keys = new Float64Array(capacity);
      this.#rows = new Int32Array(capacity).fill(-1);
      this.#mask = capacity - 1;
    }
    this.#size = 0;
  }

  #grow(): void {
    const keys = this.#keys;
    const rows = this.#rows;
    this.#keys = new Float64Array(keys.length * 2);
    this.#rows = new Int32Array(keys.length * 2).fill(-1);
    this.#mask = keys.length * 2 - 1;
    this.#size = 0;
    for (let at = 0; at < rows.length; at++) if (rows[at] >= 0) this.add(keys[at], rows[at]);
  }
}

function hashOf(key: number): number {
  const low = key >>> 0;
  const high = Math.floor(key / 4294967296) >>> 0;
  let mixed = Math.imul(low ^ Math.imul(high, 0x9e3779b1), 0x85ebca6b);
  mixed ^= mixed >>> 15;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return (mixed ^ (mixed >>> 13)) >>> 0;
}
