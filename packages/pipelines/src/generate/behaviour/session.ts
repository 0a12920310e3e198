import { conversionFactor, monthOf } from './calendar.ts';
import type { Demand } from './demand.ts';
import { ownBrandFactor, type Persona } from './personas.ts';
import type { Random } from './random.ts';
import type { Shelf } from './shelf.ts';
import { wishSlots, type Visitor } from './visitors.ts';

/** What a session did, step by step, before ids and texts are made of it. */
export interface SessionStep {
  readonly action: 'view' | 'add' | 'purchase';
  readonly product: number;
  readonly ms: number;
  readonly quantity: number;
  /** Page or list the product was reached from. */
  readonly surface: Surface;
  /** Position in that list, from 1; 0 where there is no list. */
  readonly rank: number;
}

/** Where a product page was reached from. */
export type Surface = 'landing' | 'home' | 'category' | 'search' | 'pdp-similar' | 'trending' | 'recently-viewed';

/** Everything a session needs to know of the shop. */
export interface ShopWorld {
  readonly shelf: Shelf;
  readonly personas: readonly Persona[];
  readonly demand: Demand;
}

/** Behaviour knobs, set so that the statistics fall in the bands of real shops (see `bands.ts` of analytics). */
const habits = {
  bounce: 0.37,
  extraPagesMedian: 2.5,
  extraPagesSigma: 0.98,
  pagesLimit: 60,
  explore: 0.12,
  comeBackForWish: 0.3,
  buyAgain: 0.05,
  sameProductAgain: 0.255,
  olderProductAgain: 0.03,
  stayInCategory: 0.8,
  complement: 0.5,
  sameBrand: 4.2,
  sameKind: 2.4,
  priceSpread: 0.55,
  gapMedianS: 42,
  gapSigma: 1.15,
  gapLimitS: 1500,
  addToCart: 0.0205,
  checkoutCustomer: 0.6,
  checkoutGuest: 0.3,
  crossSell: 0.45,
};

/** Plays one visit that begins at `startMs`; steps come in time order. */
export function playSession(
  world: ShopWorld,
  visit: { visitor: Visitor; startMs: number; random: Random },
): SessionStep[] {
  return new SessionPlay(world, visit).play();
}

class SessionPlay {
  readonly #world: ShopWorld;
  readonly #visitor: Visitor;
  readonly #random: Random;
  readonly #steps: SessionStep[] = [];
  readonly #seen: number[] = [];
  readonly #cart: number[] = [];
  #nowMs: number;
  #weights: Float64Array;
  #persona = 0;

  constructor(world: ShopWorld, visit: { visitor: Visitor; startMs: number; random: Random }) {
    this.#world = world;
    this.#visitor = visit.visitor;
    this.#random = visit.random;
    this.#nowMs = visit.startMs;
    this.#weights = world.demand.crowd;
  }

  play(): SessionStep[] {
    const pages = this.#pageCount();
    let product = this.#openingProduct();
    let surface: Surface = this.#openingSurface(product);
    for (let page = 0; page < pages && product >= 0; page++) {
      this.#view(product, surface);
      if (this.#wantsToAdd(product)) this.#add(product);
      if (page + 1 === pages) break;
      const next = this.#nextProduct(product);
      surface = this.#nextSurface(product, next);
      product = next;
    }
    this.#finish();
    return this.#steps;
  }

  #pageCount(): number {
    if (this.#random.chance(habits.bounce)) return 1;
    const extra = Math.round(this.#random.logNormal(habits.extraPagesMedian, habits.extraPagesSigma));
    return Math.min(1 + Math.max(extra, 1), habits.pagesLimit);
  }

  #openingProduct(): number {
    const wish = this.#visitor.wishes[this.#random.below(wishSlots)] ?? -1;
    if (wish >= 0 && this.#random.chance(habits.comeBackForWish)) {
      this.#choosePersona();
      return wish;
    }
    if (this.#visitor.lastBought >= 0 && this.#random.chance(habits.buyAgain)) return this.#visitor.lastBought;
    return this.#productOfNewNeed();
  }

  #productOfNewNeed(): number {
    this.#choosePersona();
    const persona = this.#world.personas[this.#persona];
    if (persona === undefined) return -1;
    for (let attempt = 0; attempt < 4; attempt++) {
      const category = this.#random.weighted(persona.categoryShares, 1);
      const product = this.#draw(this.#world.shelf.inCategory[category], -1);
      if (product >= 0) return product;
    }
    return -1;
  }

  /** A need comes from one of the visitor's tastes, or from the crowd: curiosity, gifts, what friends talk about. */
  #choosePersona(): void {
    if (this.#random.chance(habits.explore)) this.#persona = 0;
    else {
      let total = 0;
      for (const weight of this.#visitor.personaWeights) total += weight;
      this.#persona = this.#visitor.personas[this.#random.weighted(this.#visitor.personaWeights, total)] ?? 0;
    }
    this.#weights = this.#world.demand.byPersona[this.#persona] ?? this.#world.demand.crowd;
  }

  #nextProduct(current: number): number {
    const random = this.#random;
    if (random.chance(habits.sameProductAgain)) return current;
    if (this.#seen.length > 1 && random.chance(habits.olderProductAgain)) return random.pick(this.#seen);
    const { shelf } = this.#world;
    if (random.chance(habits.stayInCategory)) {
      const next = this.#draw(shelf.inCategory[shelf.category[current] ?? 0], current);
      return next >= 0 ? next : current;
    }
    if (random.chance(habits.complement)) {
      const complement = this.#complementOf(current);
      if (complement >= 0) return complement;
    }
    const other = this.#productOfNewNeed();
    return other >= 0 ? other : current;
  }

  #complementOf(product: number): number {
    const kinds = this.#world.shelf.complementKinds[this.#world.shelf.kind[product] ?? 0];
    if (kinds === undefined || kinds.length === 0) return -1;
    return this.#draw(this.#world.shelf.inKind[this.#random.pick(kinds)], -1);
  }

  /**
   * Draws from a group by the persona's weights; beside a product just looked at, those of its brand, kind and price
   * come first, because people compare like with like.
   */
  #draw(group: Int32Array | undefined, beside: number): number {
    if (group === undefined || group.length === 0) return -1;
    const { shelf } = this.#world;
    const scores = scratch(group.length);
    let total = 0;
    for (let at = 0; at < group.length; at++) {
      const product = group[at] ?? 0;
      let score = this.#weights[product] ?? 0;
      if (beside >= 0) score *= product === beside ? 0 : this.#closeness(product, beside);
      else score *= ownBrandFactor(this.#visitor.seed, shelf.brand[product] ?? 0);
      scores[at] = score;
      total += score;
    }
    if (!(total > 0)) return -1;
    return group[this.#random.weighted(scores.subarray(0, group.length), total)] ?? -1;
  }

  #closeness(product: number, beside: number): number {
    const { shelf } = this.#world;
    const priceStep = ((shelf.lnPrice[product] ?? 0) - (shelf.lnPrice[beside] ?? 0)) / habits.priceSpread;
    const brand = shelf.brand[product] === shelf.brand[beside] ? habits.sameBrand : 1;
    const kind = shelf.kind[product] === shelf.kind[beside] ? habits.sameKind : 1;
    return (brand * kind) / (1 + priceStep * priceStep);
  }

  #view(product: number, surface: Surface): void {
    if (this.#steps.length > 0) this.#pause();
    const rank = surface === 'landing' ? 0 : 1 + Math.floor(this.#random.exponential(2.6));
    this.#push({ action: 'view', product, ms: this.#nowMs, quantity: 1, surface, rank: Math.min(rank, 24) });
    if (!this.#seen.includes(product)) this.#seen.push(product);
    this.#world.demand.note(product);
  }

  /** Liking a product more than the crowd does, a second look and the season make a basket likelier. */
  #wantsToAdd(product: number): boolean {
    if (this.#cart.includes(product)) return false;
    const liking = this.#world.personas[this.#persona]?.itemFactor[product] ?? 1;
    const again = this.#visitor.wishes.includes(product) ? 3 : 1;
    // what sells well has more reviews and photographs, which persuade
    const trust = Math.min((this.#world.shelf.appeal[product] ?? 1) ** 0.16, 1.5);
    const crossSell = this.#cart.length > 0 ? 1 + habits.crossSell * 4 : 1;
    const chance =
      habits.addToCart *
      this.#visitor.buyFactor *
      Math.min(Math.max(liking, 0.2) ** 0.8, 2.6) *
      again *
      trust *
      crossSell;
    return this.#random.chance(Math.min(chance, 0.6));
  }

  #add(product: number): void {
    this.#nowMs += Math.ceil((4 + this.#random.exponential(14)) * 1000);
    const quantity = this.#random.chance(0.87) ? 1 : 2 + Math.floor(this.#random.exponential(0.6));
    this.#cart.push(product);
    this.#push({ action: 'add', product, ms: this.#nowMs, quantity, surface: 'landing', rank: 0 });
  }

  #finish(): void {
    if (this.#cart.length > 0 && this.#random.chance(this.#checkoutChance())) this.#buy();
    else this.#remember();
  }

  #checkoutChance(): number {
    const base = this.#visitor.customer >= 0 ? habits.checkoutCustomer : habits.checkoutGuest;
    return Math.min(base * conversionFactor(monthOf(this.#nowMs)), 0.95);
  }

  #buy(): void {
    this.#nowMs += Math.ceil((35 + this.#random.exponential(70)) * 1000);
    for (const added of this.#steps.filter((step) => step.action === 'add')) {
      this.#push({ ...added, action: 'purchase', ms: this.#nowMs });
      this.#visitor.lastBought = added.product;
      const wish = this.#visitor.wishes.indexOf(added.product);
      if (wish >= 0) this.#visitor.wishes[wish] = -1;
    }
  }

  /** What was in the basket, else what was looked at last, is what a person comes back for. */
  #remember(): void {
    const wanted = this.#cart.at(-1) ?? (this.#seen.length > 1 ? this.#seen.at(-1) : undefined);
    if (wanted === undefined || this.#visitor.wishes.includes(wanted)) return;
    this.#visitor.wishes.copyWithin(1, 0, wishSlots - 1);
    this.#visitor.wishes[0] = wanted;
  }

  #pause(): void {
    const seconds = Math.min(this.#random.logNormal(habits.gapMedianS, habits.gapSigma), habits.gapLimitS);
    this.#nowMs += Math.ceil(Math.max(seconds, 1) * 1000);
  }

  #openingSurface(product: number): Surface {
    if (this.#visitor.wishes.includes(product)) return 'recently-viewed';
    const draw = this.#random.next();
    if (draw < 0.5) return 'landing';
    if (draw < 0.68) return 'home';
    return draw < 0.76 ? 'trending' : draw < 0.9 ? 'category' : 'search';
  }

  #nextSurface(from: number, to: number): Surface {
    if (from === to) return 'landing';
    const { shelf } = this.#world;
    const draw = this.#random.next();
    if (shelf.category[from] === shelf.category[to])
      return draw < 0.42 ? 'pdp-similar' : draw < 0.9 ? 'category' : 'search';
    return draw < 0.35 ? 'home' : draw < 0.7 ? 'category' : 'search';
  }

  #push(step: SessionStep): void {
    this.#steps.push(step);
  }
}

let scores = new Float64Array(256);

/** One buffer for all draws: a draw never outlives the call, and allocating two million of them would. */
function scratch(length: number): Float64Array {
  if (scores.length < length) scores = new Float64Array(length * 2);
  return scores;
}
