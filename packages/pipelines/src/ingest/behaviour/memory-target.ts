import type { EventInput } from '@vitrine/recsys';
import type { CatalogProduct, LoadReport, ShopCustomer, ShopOrder } from '@vitrine/shop/loading';
import type { ImportTarget } from '../import-target.ts';

/** What a {@link memoryTarget} was given, by external id; events by their own. */
export interface Kept {
  readonly products: Map<string, CatalogProduct>;
  readonly customers: Map<string, ShopCustomer>;
  readonly orders: Map<string, ShopOrder>;
  readonly events: Map<string, EventInput>;
}

/** A target for tests of readers: it keeps what it is given, like a database that knows external ids. */
export function memoryTarget(): { target: ImportTarget; kept: Kept } {
  const kept: Kept = { products: new Map(), customers: new Map(), orders: new Map(), events: new Map() };
  const keep = <Row extends { externalId: string }>(
    into: Map<string, Row>,
    rows: readonly Row[],
  ): Promise<LoadReport> => {
    const fresh = rows.filter((row) => !into.has(row.externalId));
    for (const row of fresh) into.set(row.externalId, row);
    const ids = new Map(rows.map((row) => [row.externalId, `id-${row.externalId}`]));
    return Promise.resolve({
      inserted: fresh.length,
      updated: 0,
      unchanged: rows.length - fresh.length,
      rejected: [],
      ids,
    });
  };
  const target = {
    products: (rows) => keep(kept.products, rows),
    customers: (rows) => keep(kept.customers, rows),
    orders: (rows) => keep(kept.orders, rows),
    events(rows) {
      const before = kept.events.size;
      for (const row of rows)
        if (!kept.events.has(row.sourceEventId ?? '')) kept.events.set(row.sourceEventId ?? '', row);
      const accepted = kept.events.size - before;
      return Promise.resolve({ ok: true, accepted, duplicates: rows.length - accepted, rejected: [] });
    },
    reviews: () => Promise.reject(new Error('no behaviour source has reviews')),
  } as ImportTarget;
  return { target, kept };
}
