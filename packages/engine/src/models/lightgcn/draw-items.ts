import type { RandomStream } from '@vitrine/kernels';

/** Draws places in proportion to weight, two random numbers each (Walker 1977, with Vose's tables). @throws RangeError without any weight. */
export function weightedDraw(weights: Float64Array): (random: RandomStream) => number {
  const count = weights.length;
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (!(total > 0 && Number.isFinite(total))) throw new RangeError(`the weights add up to ${total}; pass some above 0`);
  const share = weights.map((weight) => (weight * count) / total);
  const other = Int32Array.from({ length: count }, (_, place) => place);
  const small: number[] = [];
  const large: number[] = [];
  share.forEach((value, place) => (value < 1 ? small : large).push(place));
  while (small.length > 0 && large.length > 0) {
    const [low, high] = [small.pop() ?? 0, large.pop() ?? 0];
    other[low] = high;
    share[high] -= 1 - share[low];
    (share[high] < 1 ? small : large).push(high);
  }
  // What is left over is 1 but for rounding.
  for (const place of [...small, ...large]) share[place] = 1;
  return (random) => {
    const place = random.nextBelow(count);
    return random.next() < share[place] ? place : other[place];
  };
}
