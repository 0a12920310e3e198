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
const spread = { style: 1.1, brand: 1.2, color: 0.5, kind: 1.15 };

/** Makes the shared tastes of a shop; equal seeds and catalogs give equal tastes. */
export function buildPersonas(shelf: Shelf, seed: number): Persona[] {
  const crowdShares = categoryDemand(shelf);
  const personas: Persona[] = [
    { categoryShares: crowdShares, itemFactor: new Float32Array(shelf.products.length).fill(1), priceLevel: 0.5 },
  ];
  const random = new Random(seed, 0x7a57e);
  for (let index = 1; index < personaCount; index++) {
    const priceLevel = 0.12 + 0.76 * random.next();
    personas.push({
      categoryShares: favouriteCategories(random, crowdShares),
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

/** Two to four favourites take nearly all needs; the rest follows the crowd, so nobody is blind to a category. */
function favouriteCategories(random: Random, crowdShares: Float64Array): Float64Array {
  const shares = crowdShares.map((share) => share * 0.1);
  const favourites = 2 + random.below(3);
  const strengths = Array.from({ length: favourites }, () => 0.35 + random.next());
  const total = strengths.reduce((sum, strength) => sum + strength, 0);
  for (const strength of strengths) {
    const category = random.below(shares.length);
    shares[category] = (shares[category] ?? 0) + (0.9 * strength) / total;
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
