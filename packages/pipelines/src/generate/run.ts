import type { EventInput } from '@vitrine/recsys/events';
import type { ShopOrder, ShopReview } from '@vitrine/shop/loading';
import { describeCustomers } from './behaviour/customers.ts';
import { earlierReviews } from './behaviour/earlier-reviews.ts';
import { launchDate } from './behaviour/launches.ts';
import { Random } from './behaviour/random.ts';
import type { BehaviourEvent, SimulatedOrder, SimulatedReview } from './behaviour/records.ts';
import { simulateBehaviour } from './behaviour/simulate.ts';
import { checkSettings, type GenerateSettings } from './check-settings.ts';
import type { CatalogProduct, GeneratedProduct } from './catalog/product.ts';
import { writeDrawings, type DrawingWriter } from './drawing-files.ts';
import type { BatchResult, Generation, GenerateTarget } from './target.ts';

/** Source under which the demo shop's products, people and orders are known. */
export const generatedSource = 'vitrine-demo';

/** The makers of things, given so that tests and other catalogs can bring their own. */
export interface ShopMakers {
  catalog(options: { products: number; seed: number }): readonly GeneratedProduct[];
  review(
    product: GeneratedProduct,
    rating: number,
    writing: { random: () => number; reviewer: string },
  ): { title: string; body: string };
  /** Views of a product and its drawing, null for a shop without pictures. */
  readonly drawings: DrawingWriter | null;
}

/** What to generate and where to put it. */
export interface GenerateOptions extends GenerateSettings {
  readonly target: GenerateTarget;
  readonly makers: ShopMakers;
  /** The history ends here; pass the present, so that "trending this week" is alive. */
  readonly asOf: Date;
  /** Folder `media/drawings` of the shop's home; without it no picture files are written. */
  readonly drawingsFolder?: string;
  /** Called after each batch: what is being made, how much of it is done, and how much there will be (about). */
  progress?(phase: GeneratePhase, done: number, total: number): void;
}

/** The parts of a generation, in order; history is customers' and guests' behaviour, orders and reviews together. */
export type GeneratePhase = 'catalog' | 'drawings' | 'customers' | 'history';

/** Rows by kind. */
export interface GenerateCounts {
  readonly products: number;
  readonly drawings: number;
  readonly customers: number;
  readonly orders: number;
  readonly reviews: number;
  readonly events: number;
}

/** What a generation did, or why it did nothing. */
export type GenerateOutcome =
  | {
      readonly ok: true;
      readonly generation: Generation;
      /** Rows that were new to the target; all zero in a second run. */
      readonly inserted: GenerateCounts;
      readonly total: GenerateCounts;
      /** The first refused rows, one sentence each; empty when all is well. */
      readonly rejected: readonly string[];
    }
  | {
      readonly ok: false;
      readonly error:
        | { readonly code: 'generate.other_settings'; readonly message: string; readonly existing: Generation }
        | { readonly code: 'generate.catalog_refused' | 'generate.invalid_settings'; readonly message: string };
    };

/**
 * Makes a shop and loads it: catalog, pictures, customers, and a history of events, orders and reviews that agree with
 * each other. Streams, so memory is bounded by customers and products. A second run with the same numbers and seed
 * continues the first one's history and therefore changes nothing; other numbers are refused.
 */
export async function runGenerate(options: GenerateOptions): Promise<GenerateOutcome> {
  const fault = checkSettings(options);
  if (fault !== null) return { ok: false, error: { code: 'generate.invalid_settings', message: fault } };
  const existing = await options.target.previous();
  if (existing !== null && !sameSettings(existing, options)) return otherSettings(existing);
  const generation = existing ?? newGeneration(options);
  const run = new GenerateRun(options, generation);
  await run.loadCatalog();
  // a history of products that the shop does not have would be worse than none
  if (run.rejected.length > 0) return catalogRefused(run.rejected);
  await run.loadCustomers();
  await run.loadHistory();
  await options.target.finish(generation, { ...run.total });
  return { ok: true, generation, inserted: run.inserted, total: run.total, rejected: run.rejected };
}

function newGeneration(options: GenerateOptions): Generation {
  const { seed, products, customers, events, days } = options;
  return { seed, products, customers, events, days, asOf: options.asOf.toISOString() };
}

function sameSettings(existing: Generation, options: GenerateOptions): boolean {
  const names = ['seed', 'products', 'customers', 'events', 'days'] as const;
  return names.every((name) => existing[name] === options[name]);
}

function otherSettings(existing: Generation): GenerateOutcome {
  const { seed, products, customers, events, days } = existing;
  const message =
    `This shop already holds a generated history (seed ${seed}, ${products} products, ${customers} customers, ` +
    `${events} events, ${days} days up to ${existing.asOf}). Ask for the same numbers to continue, or use another database.`;
  return { ok: false, error: { code: 'generate.other_settings', message, existing } };
}

function catalogRefused(rejected: readonly string[]): GenerateOutcome {
  const message = `The shop refused products of the generated catalog, so nothing else was loaded. First: ${rejected[0]}. Free those slugs and codes, or use an empty database.`;
  return { ok: false, error: { code: 'generate.catalog_refused', message } };
}

/** Refused rows that are reported; more than a few are one fault repeated. */
const rejectedLimit = 20;

class GenerateRun {
  readonly #options: GenerateOptions;
  readonly #generation: Generation;
  readonly #asOf: Date;
  readonly inserted = { products: 0, drawings: 0, customers: 0, orders: 0, reviews: 0, events: 0 };
  readonly total = { products: 0, drawings: 0, customers: 0, orders: 0, reviews: 0, events: 0 };
  readonly rejected: string[] = [];
  #products: readonly GeneratedProduct[] = [];
  #productIds: ReadonlyMap<string, string> = new Map();
  readonly #customerIds = new Map<string, string>();
  readonly #firstNames: string[] = [];
  readonly #orders: ShopOrder[] = [];
  readonly #reviews: ShopReview[] = [];
  readonly #events: EventInput[] = [];
  readonly #random = new Random();

  constructor(options: GenerateOptions, generation: Generation) {
    this.#options = options;
    this.#generation = generation;
    this.#asOf = new Date(generation.asOf);
  }

  async loadCatalog(): Promise<void> {
    const { seed, products: count } = this.#generation;
    const made = this.#options.makers.catalog({ products: count, seed });
    this.#products = made.map((product) => ({
      ...product,
      source: generatedSource,
      firstAvailable: launchDate(product, { seed, asOf: this.#asOf, days: this.#generation.days }),
    }));
    this.#options.progress?.('catalog', 0, count);
    const images = await this.#draw();
    const rows = this.#products.map((product) => this.#shopRecord(product, images.get(product.externalId)));
    const result = await this.#options.target.products(rows);
    this.#count('products', rows.length, result);
    this.#productIds = result.ids;
    this.#options.progress?.('catalog', rows.length, count);
  }

  async #draw(): Promise<ReadonlyMap<string, CatalogProduct['images']>> {
    const { makers, drawingsFolder, progress } = this.#options;
    if (makers.drawings === null) return new Map();
    const drawn = await writeDrawings(this.#products, {
      writer: makers.drawings,
      folder: drawingsFolder ?? null,
      progress: (done, total) => progress?.('drawings', done, total),
    });
    this.total.drawings = drawn.files;
    this.inserted.drawings = drawn.written;
    return drawn.images;
  }

  /** The record without the latent traits, which a shop would not know, and with what made it. */
  #shopRecord(product: GeneratedProduct, images: CatalogProduct['images'] | undefined): CatalogProduct {
    return {
      source: product.source,
      externalId: product.externalId,
      slug: product.slug,
      name: product.name,
      description: product.description,
      ...(product.brand === undefined ? {} : { brand: product.brand }),
      categoryPath: product.categoryPath,
      skus: product.skus,
      ...(product.color === undefined ? {} : { color: product.color }),
      tags: product.tags,
      specs: product.specs,
      metadata: { ...product.metadata, generation: this.#generation },
      firstAvailable: product.firstAvailable,
      images: images ?? product.images,
      ...(product.tint === undefined ? {} : { tint: product.tint }),
      ...(product.translations === undefined ? {} : { translations: product.translations }),
    };
  }

  async loadCustomers(): Promise<void> {
    const { target, progress } = this.#options;
    const { customers: wanted } = this.#generation;
    let batch = [];
    for (const customer of describeCustomers(this.#behaviour())) {
      batch.push({ ...customer, source: generatedSource });
      this.#firstNames.push(customer.firstName);
      if (batch.length < target.batchSize && this.#firstNames.length < wanted) continue;
      const result = await target.customers(batch);
      this.#count('customers', batch.length, result);
      for (const [externalId, id] of result.ids) this.#customerIds.set(externalId, id);
      batch = [];
      progress?.('customers', this.#firstNames.length, wanted);
    }
  }

  async loadHistory(): Promise<void> {
    // a person reviews a product once: who wrote before the history does not write again in it
    const earlier = new Set<string>();
    for (const review of earlierReviews(this.#behaviour())) {
      earlier.add(review.externalId);
      this.#reviews.push(this.#shopReview(review));
    }
    // one batch is written while the next is simulated: the database and the generator keep a core each busy
    let writing: Promise<void> = Promise.resolve();
    for (const day of simulateBehaviour(this.#behaviour())) {
      for (const order of day.orders) this.#orders.push(shopOrder(order));
      for (const review of day.reviews) {
        if (!earlier.has(review.externalId)) this.#reviews.push(this.#shopReview(review));
      }
      for (const event of day.events) this.#events.push(this.#eventInput(event));
      if (this.#events.length < this.#options.target.batchSize) continue;
      await writing;
      // only whole batches: what a day leaves over goes with the next, not as a batch of its own
      writing = this.#flush(this.#events.length - (this.#events.length % this.#options.target.batchSize));
      // the failure is met by the next await; until then nobody may call it unhandled
      writing.catch(() => {});
    }
    await writing;
    await this.#flush(this.#events.length);
  }

  async #flush(eventCount: number): Promise<void> {
    const { target } = this.#options;
    const orders = this.#orders.splice(0);
    const reviews = this.#reviews.splice(0);
    const events = this.#events.splice(0, eventCount);
    // orders first: whoever sees a purchase event finds its order
    if (orders.length > 0) this.#count('orders', orders.length, await target.orders(orders));
    if (reviews.length > 0) this.#count('reviews', reviews.length, await target.reviews(reviews));
    for (let from = 0; from < events.length; from += target.batchSize) {
      const batch = events.slice(from, from + target.batchSize);
      this.#count('events', batch.length, await target.events(batch));
    }
    this.#options.progress?.('history', this.total.events, Math.max(this.#generation.events, this.total.events));
  }

  #behaviour(): Parameters<typeof simulateBehaviour>[0] {
    const { customers, events, days, seed } = this.#generation;
    return { products: this.#products, customers, events, days, seed, asOf: this.#asOf };
  }

  #shopReview(review: SimulatedReview): ShopReview {
    const product = this.#products[review.product];
    if (product === undefined) throw new RangeError(`review of product ${review.product}, which the catalog lacks`);
    const random = this.#random.seed(this.#generation.seed, review.customer, review.product);
    const reviewer = this.#firstNames[review.customer] ?? '';
    const text = this.#options.makers.review(product, review.rating, { random: () => random.next(), reviewer });
    return {
      source: generatedSource,
      externalId: review.externalId,
      productExternalId: review.productExternalId,
      customerExternalId: review.customerExternalId,
      rating: review.rating,
      ...text,
      createdAt: review.createdAt,
      verified: review.verified,
    };
  }

  #eventInput(event: BehaviourEvent): EventInput {
    return {
      sourceEventId: event.source_event_id,
      userId: this.#customerIds.get(event.user_id) ?? event.user_id,
      itemId: this.#productIds.get(event.item_id) ?? event.item_id,
      type: event.type,
      value: event.value,
      ts: event.ts,
      meta: event.meta,
    };
  }

  #count(kind: keyof GenerateCounts, rows: number, result: BatchResult): void {
    this.total[kind] += rows;
    this.inserted[kind] += result.inserted;
    for (const sentence of result.rejected) {
      if (this.rejected.length < rejectedLimit) this.rejected.push(`${kind} ${sentence}`);
    }
  }
}

function shopOrder(order: SimulatedOrder): ShopOrder {
  return {
    source: generatedSource,
    externalId: order.externalId,
    customerExternalId: order.customerExternalId,
    placedAt: order.placedAt,
    currency: order.currency,
    status: order.status,
    lines: order.lines.map(({ sku, quantity, unitPriceMinor }) => ({ sku, quantity, unitPriceMinor })),
  };
}
