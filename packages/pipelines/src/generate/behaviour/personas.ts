import { mix, mixUniform, Random } from './random.ts';
import type { Shelf } from './shelf.ts';

/**
 * A taste that many people share in part: favourite categories, and how much more or less than the crowd it likes each
 * product (style, brand, colour, kind and price level). Customers are mixtures of a few of them.
 */
export interface Persona {
  /** Share of needs by category, sums to 1. */
  readonly categoryShares: Float64Array;
  /** Multiplies the crowd's draw weight of each product; the crowd's own persona has 1 everywhere. */
  readonly itemFactor: Float32Array;
  /** 0 buys the cheapest of a category .. 1 the dearest. */
  readonly priceLevel: number;
}

/** How many shared tastes there are; the first, index 0, is the crowd without a taste. */
export const personaCount = 17;

/** Spread of a persona's liking (sigma of the log factor) by property. */
const spread = { style: 1.4, brand: 1.3, color: 0.6, kind: 1.4 };

/** Makes the shared tastes of a shop; equal seeds and catalogs give equal tastes. */
export function buildPersonas(shelf: Shelf, seed: number): Persona[] {
  const crowdShares = categoryDemand(shelf);
  const personas: Persona[] = [
    { categoryShares: crowdShares, itemFactor: new Float32Array(shelf.products.length).fill(1), priceLevel: 0.5 },
  ];
  const random = new Random(seed, 0x7a57e);
  const deck = new CategoryDeck(crowdShares.length, random);
  for (let index = 1; index < personaCount; index++) {
    const priceLevel = 0.12 + 0.76 * random.next();
    personas.push({
      categoryShares: favouriteCategories(deck, crowdShares),
      itemFactor: likings(shelf, mix(seed, index), priceLevel),
      priceLevel,
    });
  }
  return personas;
}

function categoryDemand(shelf: Shelf): Float64Array {
  const shares = new Float64Array(shelf.inCategory.length);
  for (const [category, products] of shelf.inCategory.entries()) {
    let sum = 0;
    for (const product of products) sum += shelf.appeal[product] ?? 0;
    shares[category] = sum / shelf.products.length;
  }
  return shares;
}

/** Deals categories from a shuffled deck, so that the personas together like every category about equally often. */
class CategoryDeck {
  readonly #count: number;
  readonly #random: Random;
  #left: number[] = [];

  constructor(count: number, random: Random) {
    this.#count = count;
    this.#random = random;
  }

  deal(): number {
    if (this.#left.length === 0) this.#left = Array.from({ length: this.#count }, (_, category) => category);
    return this.#left.splice(this.#random.below(this.#left.length), 1)[0] ?? 0;
  }
}

/** Shares of a persona's needs that its three favourite categories take; the rest follows the crowd. */
const favouriteShares = [0.44, 0.29, 0.18];

function favouriteCategories(deck: CategoryDeck, crowdShares: Float64Array): Float64Array {
  const rest = 1 - favouriteShares.reduce((sum, share) => sum + share, 0);
  const shares = crowdShares.map((share) => share * rest);
  for (const favourite of favouriteShares) {
    const category = deck.deal();
    shares[category] = (shares[category] ?? 0) + favourite;
  }
  return shares;
}

function likings(shelf: Shelf, personaSeed: number, priceLevel: number): Float32Array {
  const styles = factors(mix(personaSeed, 1), shelf.styleCount, spread.style);
  const brands = factors(mix(personaSeed, 2), shelf.brandCount, spread.brand);
  const colors = factors(mix(personaSeed, 3), shelf.colorCount, spread.color);
  const kinds = factors(mix(personaSeed, 4), shelf.inKind.length, spread.kind);
  return Float32Array.from(shelf.products, (_, product) => {
    const price = ((shelf.priceRank[product] ?? 0.5) - priceLevel) / 0.38;
    return (
      (styles[shelf.style[product] ?? 0] ?? 1) *
      (brands[shelf.brand[product] ?? 0] ?? 1) *
      (colors[shelf.color[product] ?? 0] ?? 1) *
      (kinds[shelf.kind[product] ?? 0] ?? 1) *
      Math.exp(-0.5 * price * price)
    );
  });
}

function factors(seed: number, count: number, sigma: number): Float64Array {
  const random = new Random(seed);
  return Float64Array.from({ length: count }, () => random.logNormal(1, sigma));
}

/** One visitor's own liking of a brand beside the personas', 0.5..3, recomputed from the visitor's seed. */
export function ownBrandFactor(visitorSeed: number, brand: number): number {
  const draw = mixUniform(visitorSeed, 0x5b4a0d + brand);
  return draw > 0.93 ? 3 : 0.6 + 0.7 * draw;
}
