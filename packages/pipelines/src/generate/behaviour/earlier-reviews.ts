import { dayMs, startOfDay } from './calendar.ts';
import { Random } from './random.ts';
import { rateProduct } from './ratings.ts';
import { customerExternalId, type SimulatedReview } from './records.ts';
import { buildShelf } from './shelf.ts';
import type { BehaviourOptions } from './simulate.ts';
import { customerSeed, customerTraits } from './visitors.ts';

/** Earlier reviews per product that was on sale before the history begins. */
const reviewsPerProduct = 2.8;

/**
 * Reviews from before the history, by people who had an account by then, so that a year-old shop does not look as if
 * nobody had ever written a word. They carry no order of the history and so are not verified. In time order.
 */
export function* earlierReviews(options: BehaviourOptions): Generator<SimulatedReview, void, void> {
  const startMs = startOfDay(options.asOf.getTime()) - (options.days - 1) * dayMs;
  const shelf = buildShelf(options.products);
  const random = new Random(options.seed, 0xea711e5);
  const writers = earlierCustomers(options);
  const reviews: SimulatedReview[] = [];
  const seen = new Set<string>();
  for (const [product, entry] of options.products.entries()) {
    const soldDays = (startMs - entry.firstAvailable.getTime()) / dayMs;
    if (soldDays < 30) continue;
    const expected =
      reviewsPerProduct * Math.min(Math.max(shelf.appeal[product] ?? 1, 0.6), 4) * Math.min(soldDays / 365, 1.5);
    for (let left = random.exponential(expected); left > 0.5; left--) {
      const writer = writers[random.below(writers.length)];
      if (writer === undefined) continue;
      const fromMs = Math.max(startMs + writer.joinDay * dayMs, entry.firstAvailable.getTime()) + 4 * dayMs;
      const createdMs = fromMs + random.next() * (startMs - fromMs);
      const externalId = `review-${customerExternalId(writer.customer)}-${entry.externalId}`;
      if (fromMs >= startMs || seen.has(externalId)) continue;
      seen.add(externalId);
      const rating = rateProduct(
        { quality: shelf.qualityRank[product] ?? 0.5, liking: random.logNormal(3.2, 0.8), late: random.chance(0.04) },
        random,
      );
      reviews.push({
        externalId,
        product,
        productExternalId: entry.externalId,
        customer: writer.customer,
        customerExternalId: customerExternalId(writer.customer),
        rating,
        createdAt: new Date(Math.floor(createdMs)),
        verified: false,
      });
    }
  }
  yield* reviews.sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime());
}

function earlierCustomers(options: BehaviourOptions): { customer: number; joinDay: number }[] {
  const earlier: { customer: number; joinDay: number }[] = [];
  for (let customer = 0; customer < options.customers; customer++) {
    const { joinDay } = customerTraits(customerSeed(options.seed, customer), options.days);
    if (joinDay < -30) earlier.push({ customer, joinDay });
  }
  return earlier;
}
