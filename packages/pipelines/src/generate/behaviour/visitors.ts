import { personaCount } from './personas.ts';
import { mix, mixUniform, type Random } from './random.ts';

/** Persona slots of a visitor: a taste is a mixture of this many. */
export const tasteSlots = 3;

/** Products a customer may come back for. */
export const wishSlots = 4;

/** A visitor as one session sees it; the arrays are views into the state of all customers or scratch of a guest. */
export interface Visitor {
  /** Names the visitor in events. */
  userId: string;
  /** Index of the customer, -1 for a guest. */
  customer: number;
  seed: number;
  personas: Uint8Array;
  personaWeights: Float32Array;
  /** Wanted but not bought, newest first, -1 where empty. */
  wishes: Int32Array;
  /** Last bought product, -1 when none. */
  lastBought: number;
  /** Readiness to buy beside the average customer (1). */
  buyFactor: number;
}

/**
 * What the simulation remembers of every customer, about 70 bytes each, so that hundreds of thousands fit.
 * Everything else about a customer is recomputed from the seed.
 */
export class CustomerStates {
  readonly count: number;
  readonly seeds: Uint32Array;
  /** Mean days between visits. */
  readonly meanGapDays: Float32Array;
  readonly buyFactor: Float32Array;
  readonly personas: Uint8Array;
  readonly personaWeights: Float32Array;
  readonly wishes: Int32Array;
  readonly lastBought: Int32Array;
  readonly lastVisitDay: Int32Array;
  readonly visits: Uint32Array;
  /** First day (from the start of the simulation, may be negative) and the day of the last interest. */
  readonly joinDay: Int32Array;
  readonly leaveDay: Int32Array;

  constructor(count: number, seed: number, days: number) {
    this.count = count;
    this.seeds = Uint32Array.from({ length: count }, (_, index) => customerSeed(seed, index));
    this.meanGapDays = new Float32Array(count);
    this.buyFactor = new Float32Array(count);
    this.personas = new Uint8Array(count * tasteSlots);
    this.personaWeights = new Float32Array(count * tasteSlots);
    this.wishes = new Int32Array(count * wishSlots).fill(-1);
    this.lastBought = new Int32Array(count).fill(-1);
    this.lastVisitDay = new Int32Array(count);
    this.visits = new Uint32Array(count);
    this.joinDay = new Int32Array(count);
    this.leaveDay = new Int32Array(count);
    for (let index = 0; index < count; index++) this.#create(index, days);
  }

  #create(index: number, days: number): void {
    const seed = this.seeds[index] ?? 0;
    const traits = customerTraits(seed, days);
    this.joinDay[index] = traits.joinDay;
    this.leaveDay[index] = traits.leaveDay;
    this.meanGapDays[index] = traits.activity;
    this.buyFactor[index] = traits.buyFactor;
    for (let slot = 0; slot < tasteSlots; slot++) {
      this.personas[index * tasteSlots + slot] = initialPersona(seed, slot);
      this.personaWeights[index * tasteSlots + slot] = initialPersonaWeight(seed, slot);
    }
  }

  /** Scales the gaps between visits so that all customers together pay about `visits` visits in `days`. */
  scaleVisits(visits: number, days: number): void {
    let expected = 0;
    for (let index = 0; index < this.count; index++) {
      const from = Math.max(this.joinDay[index] ?? 0, 0);
      const until = Math.min(this.leaveDay[index] ?? days, days);
      expected += Math.max(until - from, 0) / (this.meanGapDays[index] ?? 1);
    }
    const factor = visits > 0 ? expected / visits : Number.MAX_VALUE;
    for (let index = 0; index < this.count; index++) {
      this.meanGapDays[index] = Math.max((this.meanGapDays[index] ?? 1) * factor, 0.5);
    }
  }

  /** The customer as a visitor; `into` is reused, its arrays then point into this state. */
  visitor(index: number, userId: string): Visitor {
    return {
      userId,
      customer: index,
      seed: this.seeds[index] ?? 0,
      personas: this.personas.subarray(index * tasteSlots, (index + 1) * tasteSlots),
      personaWeights: this.personaWeights.subarray(index * tasteSlots, (index + 1) * tasteSlots),
      wishes: this.wishes.subarray(index * wishSlots, (index + 1) * wishSlots),
      lastBought: this.lastBought[index] ?? -1,
      buyFactor: this.buyFactor[index] ?? 1,
    };
  }
}

/** Names all random choices of a customer's account and first tastes. */
export function customerSeed(seed: number, customer: number): number {
  return mix(seed ^ 0xc057, customer);
}

/** Facts of a customer that follow from the seed alone, shared by the state and the customer's record. */
export function customerTraits(
  seed: number,
  days: number,
): { joinDay: number; leaveDay: number; activity: number; buyFactor: number; loyal: number } {
  const draw = (salt: number): number => mixUniform(seed, salt);
  // six in ten were customers before the year began; the others arrive through it
  const joinDay = draw(1) < 0.6 ? -Math.floor(1 + 600 * draw(2)) : Math.floor(days * 0.97 * draw(2));
  const leaves = draw(3) < 0.3;
  const leaveDay = leaves ? Math.max(joinDay, 0) + 30 + Math.floor(days * draw(4)) : 1_000_000;
  return {
    joinDay,
    leaveDay,
    activity: normalFactor(seed, 5, 0.85),
    buyFactor: normalFactor(seed, 7, 0.95),
    loyal: draw(9),
  };
}

function normalFactor(seed: number, salt: number, sigma: number): number {
  const normal =
    Math.sqrt(-2 * Math.log(1 - mixUniform(seed, salt))) * Math.cos(2 * Math.PI * mixUniform(seed, salt + 1));
  return Math.exp(sigma * normal - (sigma * sigma) / 2);
}

/** Persona of a slot when a person first appears. */
export function initialPersona(seed: number, slot: number): number {
  return 1 + (mix(seed, 40 + slot) % (personaCount - 1));
}

/** The first slot leads, the last is a side interest. */
function initialPersonaWeight(seed: number, slot: number): number {
  const base = [1, 0.35, 0.12][slot] ?? 0.1;
  return base * (0.6 + 0.8 * mixUniform(seed, 50 + slot));
}

/**
 * Lets a taste drift over the days since the last visit: side interests grow or fade, and sometimes the weakest gives
 * way to a new one (a move, a child, a hobby).
 */
export function driftTaste(visitor: Visitor, elapsedDays: number, random: Random): void {
  if (elapsedDays <= 0) return;
  const step = Math.sqrt(elapsedDays / 365) * 0.6;
  let weakest = 0;
  for (let slot = 0; slot < tasteSlots; slot++) {
    const weight = (visitor.personaWeights[slot] ?? 0) * Math.exp(step * random.normal());
    visitor.personaWeights[slot] = Math.min(Math.max(weight, 0.02), 4);
    if (weight < (visitor.personaWeights[weakest] ?? 0)) weakest = slot;
  }
  if (random.chance(1 - Math.exp(-elapsedDays / 500))) {
    visitor.personas[weakest] = 1 + random.below(personaCount - 1);
    visitor.personaWeights[weakest] = 0.5 + 0.6 * random.next();
  }
}

/** A guest without an account: tastes and all come from the seed, so a returning guest needs no memory. */
export function guestVisitor(seed: number): Visitor {
  return {
    userId: `guest-${seed.toString(36)}`,
    customer: -1,
    seed,
    personas: Uint8Array.from({ length: tasteSlots }, (_, slot) => initialPersona(seed, slot)),
    personaWeights: Float32Array.from({ length: tasteSlots }, (_, slot) => initialPersonaWeight(seed, slot)),
    wishes: new Int32Array(wishSlots).fill(-1),
    lastBought: -1,
    buyFactor: 0.3,
  };
}
