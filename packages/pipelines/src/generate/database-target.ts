import type { Clock } from '@vitrine/database';
import type { EventInput } from '@vitrine/recsys/events';
import { loadCatalog, loadCustomers, loadOrders, loadReviews, type LoadReport } from '@vitrine/shop/loading';
import type { Kysely } from 'kysely';
import { germanWords } from './catalog/german/words.ts';
import { parseGeneration } from './file-target.ts';
import { selectGeneration } from './generation.store.ts';
import type { BatchResult, GenerateTarget } from './target.ts';

type ShopDatabase = Parameters<typeof loadCatalog>[0];

/** Where a generated shop is put, and how its events reach the recommender. */
export interface DatabaseTargetOptions {
  readonly shop: ShopDatabase;
  readonly clock: Clock;
  /** Source under which products and people are known; the one that the catalog generator writes. */
  readonly source: string;
  /** Takes events in with their own times (backfill); `recsys.events.ingest` bound to the shop's tenant. */
  ingest(events: readonly EventInput[]): Promise<IngestResult>;
}

/** What `recsys.events.ingest` answers. */
type IngestResult =
  | { readonly ok: true; readonly accepted: number; readonly duplicates: number; readonly rejected: readonly Refusal[] }
  | { readonly ok: false; readonly error: { readonly rejected?: readonly Refusal[] } };

interface Refusal {
  readonly index: number;
  readonly field: string | null;
  readonly message: string;
}

/** A target that loads the shop's tables and the recommender's events. */
export function databaseTarget(options: DatabaseTargetOptions): GenerateTarget {
  const { shop } = options;
  const load = { clock: options.clock };
  return {
    batchSize: 4000,
    previous: async () => parseGeneration(await selectGeneration(shop as Kysely<unknown>, options.source)),
    products: async (products) => fromLoad(await loadCatalog(shop, { products, words: { de: germanWords } }, load)),
    customers: async (rows) => fromLoad(await loadCustomers(shop, rows, load)),
    orders: async (rows) => fromLoad(await loadOrders(shop, rows, load)),
    reviews: async (rows) => fromLoad(await loadReviews(shop, rows, load)),
    events: async (rows) => fromIngest(await options.ingest(rows)),
    finish: async () => {},
  };
}

function fromLoad(report: LoadReport): BatchResult {
  return {
    inserted: report.inserted + report.updated,
    unchanged: report.unchanged,
    rejected: report.rejected.map(
      (row) => `row ${row.index}${row.field === null ? '' : `, ${row.field}`}: ${row.reason}`,
    ),
    ids: report.ids,
  };
}

function fromIngest(outcome: IngestResult): BatchResult {
  const refused = outcome.ok ? outcome.rejected : (outcome.error.rejected ?? []);
  const rejected = refused.map((row) => `event ${row.index}, ${row.field ?? ''}: ${row.message}`);
  if (!outcome.ok && rejected.length === 0) rejected.push('the batch was refused whole');
  return {
    inserted: outcome.ok ? outcome.accepted : 0,
    unchanged: outcome.ok ? outcome.duplicates : 0,
    rejected,
    ids: new Map(),
  };
}
