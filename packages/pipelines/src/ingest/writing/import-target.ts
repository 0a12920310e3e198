import type { Clock } from '@vitrine/database';
import type { BatchOutcome, EventInput } from '@vitrine/recsys';
import {
  loadCatalog,
  loadCustomers,
  findCustomerIds,
  findProductIds,
  findSkuProducts,
  loadOrders,
  loadReviews,
  type CatalogProduct,
  type LoadReport,
  type ShopCustomer,
  type ShopOrder,
  type ShopReview,
} from '@vitrine/shop/loading';
import { refreshStatistics } from './refresh-statistics.store.ts';

/** Where an import writes. Every write is idempotent: the same records again are `unchanged`. */
export interface ImportTarget {
  products(batch: readonly CatalogProduct[]): Promise<LoadReport>;
  customers(batch: readonly ShopCustomer[]): Promise<LoadReport>;
  orders(batch: readonly ShopOrder[]): Promise<LoadReport>;
  /** One per customer and product; both must be there. */
  reviews(batch: readonly ShopReview[]): Promise<LoadReport>;
  /** External ids of a source that the shop has, with its own ids; SKU codes, which belong to no source, with their products'. */
  find?(
    kind: 'products' | 'customers' | 'skus',
    source: string,
    externalIds: readonly string[],
  ): Promise<ReadonlyMap<string, string>>;
  /** Events with their own times (backfill). */
  events(batch: readonly EventInput[]): Promise<BatchOutcome>;
  /** Called once after many writes. */
  finish?(): Promise<void>;
}

/** The database of the shop, and the recommender's way in for past events. */
export interface ImportTargetOptions {
  readonly shop: Parameters<typeof loadCatalog>[0];
  readonly clock: Clock;
  /** `recsys.events.ingest` bound to a tenant, with `partial` and `backfill`. */
  ingest(events: readonly EventInput[]): Promise<BatchOutcome>;
}

/** A target that loads the shop's tables and backfills the recommender. */
export function databaseImportTarget(options: ImportTargetOptions): ImportTarget {
  const load = { clock: options.clock };
  return {
    products: (products) => loadCatalog(options.shop, { products }, load),
    customers: (batch) => loadCustomers(options.shop, batch, load),
    orders: (batch) => loadOrders(options.shop, batch, load),
    reviews: (batch) => loadReviews(options.shop, batch, load),
    find: (kind, source, ids) =>
      kind === 'skus'
        ? findSkuProducts(options.shop, ids)
        : kind === 'products'
          ? findProductIds(options.shop, source, ids)
          : findCustomerIds(options.shop, source, ids),
    events: (batch) => options.ingest(batch),
    finish: () => refreshStatistics(options.shop),
  };
}
