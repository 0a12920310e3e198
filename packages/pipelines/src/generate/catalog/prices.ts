import { normal, pickWeighted, type Random } from './random.ts';

/** Gives a price in EUR an ending a shop would print: .95 and .90 for small things, whole fives and nines for large. */
export function priceWithEnding(eur: number, random: Random): number {
  if (eur < 40) {
    const cents = pickWeighted(random, [
      [95, 4],
      [90, 3],
      [99, 3],
      [50, 1],
      [0, 2],
    ] as const);
    return Math.max(295, Math.floor(eur) * 100 + cents);
  }
  if (eur < 150) {
    const style = pickWeighted(random, [
      ['99', 3],
      ['95', 3],
      ['90', 2],
      ['whole', 4],
    ] as const);
    const whole = Math.round(eur);
    return style === 'whole' ? wholeEnding(whole, random) * 100 : (whole - 1) * 100 + Number(style);
  }
  const whole = wholeEnding(Math.round(eur / 10) * 10, random);
  return random() < 0.2 ? (whole - 1) * 100 + (random() < 0.5 ? 99 : 90) : whole * 100;
}

function wholeEnding(whole: number, random: Random): number {
  const tens = Math.floor(whole / 10) * 10;
  return (
    tens +
    pickWeighted(random, [
      [9, 5],
      [5, 3],
      [0, 2],
    ] as const)
  );
}

/** Price in minor units around a median, log-normal with a spread of a third. */
export function drawPrice(medianEur: number, random: Random): number {
  const spread = Math.max(-2.2, Math.min(2.2, normal(random))) * 0.33;
  return priceWithEnding(medianEur * Math.exp(spread), random);
}

/** The old price of a reduced product: 15 to 45 percent above, with an ending of its own. */
export function oldPrice(priceMinor: number, random: Random): number {
  const raised = (priceMinor / 100) * (1.15 + 0.3 * random());
  return Math.max(priceWithEnding(raised, random), Math.ceil(priceMinor * 1.1));
}

/** Units in stock: mostly plenty, one in nine almost gone, one in thirty sold out. */
export function drawStock(random: Random): number {
  const state = pickWeighted(random, [
    ['none', 3],
    ['low', 11],
    ['fair', 40],
    ['plenty', 46],
  ] as const);
  if (state === 'none') return 0;
  if (state === 'low') return 1 + Math.floor(random() * 4);
  return state === 'fair' ? 6 + Math.floor(random() * 24) : 30 + Math.floor(random() * 170);
}
