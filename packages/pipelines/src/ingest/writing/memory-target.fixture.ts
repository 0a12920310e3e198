import type { EventInput } from '@vitrine/recsys';
import type { CatalogProduct, LoadReport, ShopCustomer, ShopOrder, ShopReview } from '@vitrine/shop/loading';
import type { ImportTarget } from '../index.ts';

/** A target that keeps what it is given, like a database that knows external ids. */
export function memoryTarget() {
  const kept = {
    products: new Map<string, CatalogProduct>(),
    customers: new Map<string, ShopCustomer>(),
    orders: new Map<string, ShopOrder>(),
    reviews: new Map<string, ShopReview>(),
    events: new Map<string, EventInput>(),
  };
  async function keep<Row extends { externalId: string }>(
    into: Map<string, Row>,
    rows: readonly Row[],
  ): Promise<LoadReport> {
    const fresh = rows.filter((row) => !into.has(row.externalId));
    for (const row of fresh) into.set(row.externalId, row);
    const ids = new Map(rows.map((row) => [row.externalId, `id-${row.externalId}`]));
    return { inserted: fresh.length, updated: 0, unchanged: rows.length - fresh.length, rejected: [], ids };
  }
  const target: ImportTarget = {
    products: (rows) => keep(kept.products, rows),
    customers: (rows) => keep(kept.customers, rows),
    orders: (rows) => keep(kept.orders, rows),
    reviews: (rows) => keep(kept.reviews, rows),
    async events(rows) {
      const fresh = rows.filter((row) => !kept.events.has(row.sourceEventId ?? ''));
      for (const row of fresh) kept.events.set(row.sourceEventId ?? '', row);
      return { ok: true, accepted: fresh.length, duplicates: rows.length - fresh.length, rejected: [] };
    },
  };
  return { target, kept };
}
