import type { EventInput } from '@vitrine/recsys/events';
import type { CatalogProduct, ShopCustomer, ShopOrder, ShopReview } from '@vitrine/shop/loading';

/** What made a generated shop; kept with it, so that a second run can continue to say the same. */
export interface Generation {
  readonly seed: number;
  readonly products: number;
  readonly customers: number;
  readonly events: number;
  readonly days: number;
  /** RFC 3339; the moment up to which the history was made. */
  readonly asOf: string;
}

/** What became of a batch: rows new to the target, rows it had, and why others were refused. */
export interface BatchResult {
  readonly inserted: number;
  readonly unchanged: number;
  /** One sentence each, naming the row. */
  readonly rejected: readonly string[];
  /** External id to the id that events must use. */
  readonly ids: ReadonlyMap<string, string>;
}

/** Where a generated shop goes: a database, or files. Batches of one kind arrive in time order. */
export interface GenerateTarget {
  /** Rows per batch that suit the target. */
  readonly batchSize: number;
  /** The generation that the target already holds, null for none. */
  previous(): Promise<Generation | null>;
  products(rows: readonly CatalogProduct[]): Promise<BatchResult>;
  customers(rows: readonly ShopCustomer[]): Promise<BatchResult>;
  orders(rows: readonly ShopOrder[]): Promise<BatchResult>;
  reviews(rows: readonly ShopReview[]): Promise<BatchResult>;
  events(rows: readonly EventInput[]): Promise<BatchResult>;
  /** Called once after the last batch. */
  finish(generation: Generation, counts: Readonly<Record<string, number>>): Promise<void>;
}
