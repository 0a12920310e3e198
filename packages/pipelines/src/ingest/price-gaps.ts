/** Prices of a source by category, to stand in for those that it lacks. */
export class PriceGaps {
  readonly #byCategory = new Map<string, Map<number, number>>();
  readonly #all = new Map<number, number>();
  readonly #last: number;

  /** `last` in minor units: the stand-in of a source without any price. */
  constructor(last: number) {
    this.#last = last;
  }

  /** Learns a true price. */
  see(category: string, priceMinor: number): void {
    const counts = this.#byCategory.get(category) ?? new Map<number, number>();
    this.#byCategory.set(category, counts);
    counts.set(priceMinor, (counts.get(priceMinor) ?? 0) + 1);
    this.#all.set(priceMinor, (this.#all.get(priceMinor) ?? 0) + 1);
  }

  /** The median of the category, else of the source, else the last resort. */
  standIn(category: string): number {
    return medianOf(this.#byCategory.get(category)) ?? medianOf(this.#all) ?? this.#last;
  }
}

/** The median of counted values (the lower of two); undefined of none. */
export function medianOf(counts: ReadonlyMap<number, number> | undefined): number | undefined {
  if (!counts) return undefined;
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  let passed = 0;
  for (const [value, count] of [...counts].sort((left, right) => left[0] - right[0])) {
    passed += count;
    if (passed * 2 >= total) return value;
  }
  return undefined;
}

/** The value seen most often; of several the smallest, so that the order of rows does not matter. */
export function mostCommon<Value extends string | number>(counts: ReadonlyMap<Value, number>): Value | undefined {
  let best: Value | undefined;
  for (const [value, count] of counts) {
    const most = best === undefined ? 0 : (counts.get(best) ?? 0);
    if (count > most || (count === most && best !== undefined && value < best)) best = value;
  }
  return best;
}
