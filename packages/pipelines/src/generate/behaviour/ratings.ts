import type { Random } from './random.ts';

/**
 * Lower bounds, in standard deviations, of 2, 3, 4 and 5 stars: they cut a standard normal into about
 * 4, 6, 11, 22 and 57 %, the shares of a real fashion shop's 23,486 reviews.
 */
const starBounds = [-1.75, -1.28, -0.8, -0.18];

/**
 * What moves a rating, in standard deviations: the product, how well it suits the buyer, the delivery, and that people
 * buy what they already like and judge it by that.
 */
const effects = { quality: 0.5, liking: 0.3, late: -1.3, expectation: -0.34 };

/** A rating of 1..5 stars from the rank of quality (0..1), liking (factor beside the crowd, 1 = average), delivery and mood. */
export function rateProduct(
  bought: { readonly quality: number; readonly liking: number; readonly late: boolean },
  random: Random,
): 1 | 2 | 3 | 4 | 5 {
  // sqrt(12) scales a uniform quality to unit variance; a liking's logarithm has a sigma near 1
  const quality = (bought.quality - 0.5) * Math.sqrt(12);
  const liking = Math.min(Math.max(Math.log(Math.max(bought.liking, 0.01)), -2), 2);
  const noise = Math.sqrt(1 - effects.quality ** 2 - effects.liking ** 2);
  const score =
    effects.quality * quality +
    effects.liking * liking +
    (bought.late ? effects.late : 0) +
    effects.expectation +
    noise * random.normal();
  const stars = 1 + starBounds.filter((bound) => score > bound).length;
  return stars as 1 | 2 | 3 | 4 | 5;
}

/** Days from order to doorstep; more than `lateAfterDays` counts as late and costs stars. */
export function deliveryDays(random: Random): number {
  return 1 + random.logNormal(3.2, 0.45);
}

/** Beyond this many days from order to doorstep buyers call a delivery late. */
export const lateAfterDays = 8;

/** Days from doorstep to review: half within two, one in ten after more than five. */
export function reviewLagDays(random: Random): number {
  return random.logNormal(1.9, 0.79);
}
