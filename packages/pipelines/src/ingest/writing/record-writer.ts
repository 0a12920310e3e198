import type { EventInput } from '@vitrine/recsys';
import type { CatalogProduct, LoadReport, ShopCustomer, ShopOrder, ShopReview } from '@vitrine/shop/loading';
import { countWritten, type ImportRun } from '../import-run.ts';
import type { ImportTarget } from './import-target.ts';

/** A record and where in the source it stands. */
export interface Placed<Row> {
  readonly file: string;
  readonly line: number;
  readonly row: Row;
}

const batchRows = 2000;
const batchEvents = 5000;

/** Writes records batch by batch, counts what happened, and puts what the shop or the recommender refuses into the rejects. */
export class RecordWriter {
  /** External ids of the products that are in the shop, with its ids. */
  readonly products = new Map<string, string>();
  /** External ids of the customers that are in the shop, with its ids. */
  readonly customers = new Map<string, string>();
  readonly #run: ImportRun;
  readonly #target: ImportTarget;

  constructor(run: ImportRun, target: ImportTarget) {
    this.#run = run;
    this.#target = target;
  }

  async writeProducts(rows: readonly Placed<CatalogProduct>[]): Promise<void> {
    for (const batch of batches(rows)) {
      const report = await this.#target.products(batch.map(({ row }) => row));
      await this.#tell('products', batch, report);
      for (const [externalId, id] of report.ids) this.products.set(externalId, id);
    }
  }

  async writeCustomers(rows: readonly Placed<ShopCustomer>[]): Promise<void> {
    for (const batch of batches(rows)) {
      const report = await this.#target.customers(batch.map(({ row }) => row));
      await this.#tell('customers', batch, report);
      for (const [externalId, id] of report.ids) this.customers.set(externalId, id);
    }
  }

  /** Answers those that the shop took or had. */
  async writeOrders(rows: readonly Placed<ShopOrder>[]): Promise<Placed<ShopOrder>[]> {
    const taken: Placed<ShopOrder>[] = [];
    for (const batch of batches(rows)) {
      const report = await this.#target.orders(batch.map(({ row }) => row));
      await this.#tell('orders', batch, report);
      taken.push(...batch.filter(({ row }) => report.ids.has(row.externalId)));
    }
    return taken;
  }

  async writeReviews(rows: readonly Placed<ShopReview>[]): Promise<void> {
    for (const batch of batches(rows)) {
      const report = await this.#target.reviews(batch.map(({ row }) => row));
      await this.#tell('reviews', batch, report);
    }
  }

  async writeEvents(events: readonly EventInput[]): Promise<void> {
    for (let start = 0; start < events.length; start += batchEvents) {
      const batch = events.slice(start, start + batchEvents);
      const outcome = await this.#target.events(batch);
      if (outcome.ok) {
        const counts = { inserted: outcome.accepted, updated: 0, unchanged: outcome.duplicates };
        countWritten(this.#run.written.events, counts);
      }
      for (const { index, field, message } of outcome.ok ? outcome.rejected : outcome.error.rejected) {
        const label = batch[index]?.sourceEventId ?? '?';
        await this.#run.rejects.add({
          file: 'all files',
          line: 0,
          field,
          reason: 'refused-by-recommender',
          message: `${label}: ${message}`,
        });
      }
    }
  }

  async #tell(
    kind: 'products' | 'customers' | 'orders' | 'reviews',
    batch: readonly Placed<{ externalId: string }>[],
    report: LoadReport,
  ): Promise<void> {
    countWritten(this.#run.written[kind], report);
    this.#run.meter.advanceWritten(batch.length);
    for (const { index, field, reason } of report.rejected) {
      const { file, line, row } = batch[index] ?? { file: '?', line: 0, row: { externalId: '?' } };
      const message = `${row.externalId}: ${reason}`;
      await this.#run.rejects.add({ file, line, field, reason: 'refused-by-shop', message });
    }
  }
}

function* batches<Row>(rows: readonly Row[]): Generator<readonly Row[]> {
  for (let start = 0; start < rows.length; start += batchRows) yield rows.slice(start, start + batchRows);
}
