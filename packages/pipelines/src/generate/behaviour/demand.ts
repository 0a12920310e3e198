import { dayMs } from './calendar.ts';
import type { Persona } from './personas.ts';
import { mix, mixUniform, Random } from './random.ts';
import type { Shelf } from './shelf.ts';

/** How strongly each force bends a product's draw weight over the year. */
const forces = {
  season: 0.7,
  fashion: 0.45,
  noveltyLift: 0.9,
  noveltyDays: 24,
  burstChance: 0.004,
  burstLift: 3,
  feedback: 0.12,
  feedbackMemory: 0.97,
};

/**
 * The draw weights of all products on one day: appeal, season, novelty, changing fashions, short bursts, and what the
 * crowd has looked at lately. `advance` moves to a day; `note` feeds views back.
 */
export class Demand {
  readonly #shelf: Shelf;
  readonly #seed: number;
  readonly #launchMs: Float64Array;
  readonly #noticed: Float64Array;
  readonly #burstUntil: Float64Array;
  /** The crowd's weight of each product today; 0 before its launch. */
  readonly crowd: Float64Array;
  /** Per persona, the weight of each product today. */
  readonly byPersona: readonly Float64Array[];
  readonly #personas: readonly Persona[];

  constructor(shelf: Shelf, personas: readonly Persona[], seed: number) {
    this.#shelf = shelf;
    this.#personas = personas;
    this.#seed = seed;
    this.#launchMs = Float64Array.from(shelf.products, (product) => product.firstAvailable.getTime());
    this.#noticed = new Float64Array(shelf.products.length);
    this.#burstUntil = new Float64Array(shelf.products.length);
    this.crowd = new Float64Array(shelf.products.length);
    this.byPersona = personas.map(() => new Float64Array(shelf.products.length));
  }

  /** Sets the weights of the day that starts at `dayStartMs`. Cost: products x personas. */
  advance(dayStartMs: number): void {
    const day = Math.round(dayStartMs / dayMs);
    const random = new Random(this.#seed, 0xb0257, day);
    const yearShare = dayOfYearShare(dayStartMs);
    const styles = this.#waves(day, this.#shelf.styleCount, 11);
    const colors = this.#waves(day, this.#shelf.colorCount, 12);
    let mean = 0;
    for (const value of this.#noticed) mean += value;
    mean = mean / this.#noticed.length + 1;
    for (let product = 0; product < this.crowd.length; product++) {
      if (random.chance(forces.burstChance)) this.#burstUntil[product] = day + 3 + random.below(9);
      const fashion = (styles[this.#shelf.style[product] ?? 0] ?? 0) + (colors[this.#shelf.color[product] ?? 0] ?? 0);
      const burst = (this.#burstUntil[product] ?? 0) > day ? forces.burstLift : 1;
      const noticed = this.#noticed[product] ?? 0;
      this.crowd[product] =
        (this.#shelf.appeal[product] ?? 0) *
        this.#novelty(product, dayStartMs) *
        this.#season(product, yearShare) *
        Math.exp(forces.fashion * fashion) *
        burst *
        (0.4 + noticed / mean) ** forces.feedback;
      this.#noticed[product] = noticed * forces.feedbackMemory;
    }
    this.#spreadToPersonas();
  }

  /** Counts a view, so that what is looked at gets seen by others. */
  note(product: number): void {
    this.#noticed[product] = (this.#noticed[product] ?? 0) + 1;
  }

  #spreadToPersonas(): void {
    for (const [index, persona] of this.#personas.entries()) {
      const weights = this.byPersona[index];
      if (weights === undefined) continue;
      for (let product = 0; product < weights.length; product++) {
        weights[product] = (this.crowd[product] ?? 0) * (persona.itemFactor[product] ?? 1);
      }
    }
  }

  #novelty(product: number, nowMs: number): number {
    const ageDays = (nowMs - (this.#launchMs[product] ?? 0)) / dayMs;
    if (ageDays < 0) return 0;
    return 1 + forces.noveltyLift * Math.exp(-ageDays / forces.noveltyDays);
  }

  #season(product: number, yearShare: number): number {
    const peak = this.#shelf.products[product]?.seasonPeakMonth ?? null;
    if (peak === null) return 1;
    return Math.exp(forces.season * Math.cos(2 * Math.PI * (yearShare - (peak - 0.5) / 12)));
  }

  /** Slow waves of different length and phase, one for each style or colour: fashions that come and go. */
  #waves(day: number, count: number, salt: number): Float64Array {
    const seed = mix(this.#seed, salt);
    return Float64Array.from({ length: count }, (_, index) => {
      const lengthDays = 150 + 200 * mixUniform(seed, 2 * index);
      return Math.sin(2 * Math.PI * (day / lengthDays + mixUniform(seed, 2 * index + 1)));
    });
  }
}

function dayOfYearShare(ms: number): number {
  const date = new Date(ms);
  return (date.getUTCMonth() + date.getUTCDate() / 31) / 12;
}
