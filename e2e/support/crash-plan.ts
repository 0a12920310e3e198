import type { EventInput } from '@vitrine/recsys';
import type { CatalogProduct } from '@vitrine/shop/loading';

/** Stock of every SKU before the first order: more than all orders of a test can take. */
export const initialStock = 100_000;

/** The shop that the writer sells from: five products of one SKU each. */
export const catalog: CatalogProduct[] = Array.from({ length: 5 }, (_, index) => ({
  source: 'crash',
  externalId: `thing-${index}`,
  slug: `thing-${index}`,
  name: `Thing ${index}`,
  description: 'Sold while the program is being killed.',
  brand: { slug: 'nordlys', name: 'Nordlys' },
  categoryPath: [{ slug: 'home', name: 'Home' }],
  skus: [{ sku: `THING-${index}`, options: {}, priceMinor: 1_000 + index, currency: 'EUR', stock: initialStock }],
  tags: [],
  specs: [],
  metadata: {},
  firstAvailable: new Date('2026-01-01T00:00:00Z'),
  images: [],
}));

/** A line of a planned order. */
export interface PlannedLine {
  readonly sku: string;
  readonly quantity: number;
}

/** One write: a batch of events, or an order under its idempotency key. */
export type PlannedWrite =
  | { readonly kind: 'events'; readonly events: readonly (EventInput & { readonly sourceEventId: string })[] }
  | { readonly kind: 'order'; readonly key: string; readonly lines: readonly PlannedLine[] };

/** The nth write, the same in every process, so that a retry sends exactly what was sent before. Two of five are orders. */
export function plannedWrite(n: number): PlannedWrite {
  if (n % 5 < 2) {
    const lines = Array.from({ length: 1 + (n % 3) }, (_, line) => ({
      sku: `THING-${(n + line) % catalog.length}`,
      quantity: 1 + ((n + line) % 4),
    }));
    return { kind: 'order', key: `crash-order-${n}`, lines };
  }
  const events = Array.from({ length: 1 + (n % 4) }, (_, index) => ({
    userId: `visitor-${n % 17}`,
    itemId: `thing-${(n + index) % catalog.length}`,
    type: index % 3,
    sourceEventId: `crash-event-${n}-${index}`,
    meta: { surface: 'home', rank: index + 1 },
  }));
  return { kind: 'events', events };
}
