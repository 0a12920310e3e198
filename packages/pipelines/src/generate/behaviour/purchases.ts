import { dayMs } from './calendar.ts';
import { mixUniform, Random } from './random.ts';
import { deliveryDays, lateAfterDays, rateProduct, reviewLagDays } from './ratings.ts';
import { customerExternalId, type SimulatedOrder, type SimulatedReview } from './records.ts';
import type { SessionStep, ShopWorld } from './session.ts';
import type { Visitor } from './visitors.ts';

/** Share of bought products that get a review. */
const reviewChance = 0.42;
const cancelChance = 0.022;
const refundChance = 0.018;

/** One sold line before it becomes events, order and perhaps a review. */
export interface SoldLine {
  readonly product: number;
  readonly sku: string;
  readonly quantity: number;
  readonly unitPriceMinor: number;
}

/** The SKU a visitor takes of a product: the same person takes the same one again. */
function chosenSku(world: ShopWorld, product: number, visitorSeed: number): SoldLine & { currency: string } {
  const entry = world.shelf.products[product];
  const skus = entry?.skus ?? [];
  // sizes at the ends of a range sell less: the average of two draws prefers the middle of the list
  const draw = (mixUniform(visitorSeed, product) + mixUniform(visitorSeed, product ^ 0x51ce)) / 2;
  const sku = skus[Math.floor(draw * skus.length)];
  return {
    product,
    sku: sku?.sku ?? entry?.externalId ?? '',
    quantity: 1,
    unitPriceMinor: sku?.priceMinor ?? entry?.priceMinor ?? 0,
    currency: sku?.currency ?? 'EUR',
  };
}

/** Turns the purchase steps of one session into an order, and queues the reviews its buyer will write. */
export class PurchaseDesk {
  readonly #world: ShopWorld;
  readonly #asOfMs: number;
  readonly #seed: number;
  readonly #random = new Random();
  readonly #reviewsByDay = new Map<number, SimulatedReview[]>();
  readonly #reviewed = new Set<number>();
  #orders = 0;

  constructor(world: ShopWorld, options: { readonly asOfMs: number; readonly seed: number }) {
    this.#world = world;
    this.#asOfMs = options.asOfMs;
    this.#seed = options.seed;
  }

  /** The order of a session's purchase steps; its number is the next in sequence. */
  sell(visitor: Visitor, bought: readonly SessionStep[]): SimulatedOrder {
    this.#orders++;
    this.#random.seed(this.#seed, 0x0bde5, this.#orders);
    const placedMs = bought[0]?.ms ?? 0;
    const doorstepDays = deliveryDays(this.#random);
    const status = this.#status(placedMs, doorstepDays);
    const lines = bought.map((step) => ({
      ...chosenSku(this.#world, step.product, visitor.seed),
      quantity: step.quantity,
    }));
    if (visitor.customer >= 0 && status === 'delivered') this.#queueReviews(visitor, lines, { placedMs, doorstepDays });
    return {
      externalId: `order-${String(this.#orders).padStart(7, '0')}`,
      customerExternalId: visitor.customer >= 0 ? customerExternalId(visitor.customer) : null,
      placedAt: new Date(placedMs),
      currency: lines[0]?.currency ?? 'EUR',
      status,
      lines: lines.map((line) => ({
        sku: line.sku,
        productExternalId: this.#world.shelf.products[line.product]?.externalId ?? '',
        quantity: line.quantity,
        unitPriceMinor: line.unitPriceMinor,
      })),
    };
  }

  /** Reviews written on a day (days since 1970), which are then forgotten. */
  takeReviews(day: number): SimulatedReview[] {
    const reviews = this.#reviewsByDay.get(day) ?? [];
    this.#reviewsByDay.delete(day);
    return reviews.sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime());
  }

  #status(placedMs: number, doorstepDays: number): SimulatedOrder['status'] {
    const ageDays = (this.#asOfMs - placedMs) / dayMs;
    const fate = this.#random.next();
    if (fate < cancelChance) return 'cancelled';
    if (ageDays > doorstepDays) return fate > 1 - refundChance && ageDays > doorstepDays + 5 ? 'refunded' : 'delivered';
    if (ageDays > 1.2) return 'shipped';
    if (ageDays > 0.6) return 'packed';
    return ageDays > 0.02 ? 'paid' : 'pending';
  }

  #queueReviews(visitor: Visitor, lines: readonly SoldLine[], trip: { placedMs: number; doorstepDays: number }): void {
    const doorstepMs = trip.placedMs + trip.doorstepDays * dayMs;
    const late = trip.doorstepDays > lateAfterDays;
    for (const line of lines) {
      const key = visitor.customer * this.#world.shelf.products.length + line.product;
      if (!this.#random.chance(reviewChance) || this.#reviewed.has(key)) continue;
      const createdMs = doorstepMs + reviewLagDays(this.#random) * dayMs;
      const review = this.#review(visitor, line.product, { createdMs, late });
      if (createdMs >= this.#asOfMs) continue;
      this.#reviewed.add(key);
      const day = Math.floor(createdMs / dayMs);
      this.#reviewsByDay.set(day, [...(this.#reviewsByDay.get(day) ?? []), review]);
    }
  }

  #review(visitor: Visitor, product: number, written: { createdMs: number; late: boolean }): SimulatedReview {
    const entry = this.#world.shelf.products[product];
    const rating = rateProduct(
      {
        quality: this.#world.shelf.qualityRank[product] ?? 0.5,
        liking: likingOf(this.#world, visitor, product),
        late: written.late,
      },
      this.#random,
    );
    return {
      externalId: `review-${customerExternalId(visitor.customer)}-${entry?.externalId ?? product}`,
      product,
      productExternalId: entry?.externalId ?? '',
      customer: visitor.customer,
      customerExternalId: customerExternalId(visitor.customer),
      rating,
      createdAt: new Date(Math.floor(written.createdMs)),
      verified: true,
    };
  }
}

/** How much more than the crowd a visitor likes a product: the weighted mean of the visitor's personas. */
function likingOf(world: ShopWorld, visitor: Visitor, product: number): number {
  let sum = 0;
  let total = 0;
  for (const [slot, weight] of visitor.personaWeights.entries()) {
    sum += weight * (world.personas[visitor.personas[slot] ?? 0]?.itemFactor[product] ?? 1);
    total += weight;
  }
  return total > 0 ? sum / total : 1;
}
