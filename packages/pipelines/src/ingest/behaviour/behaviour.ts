import type { CatalogProduct, ShopCustomer } from '@vitrine/shop/loading';
import type { OpenTable, TableRow } from '../reading/row-batches.ts';

/** What somebody did. `wish` is putting on a list of wishes. */
export type Deed = 'view' | 'click' | 'add' | 'purchase' | 'wish';

/** One deed of one person with one thing, as a source tells it. */
export interface Behaviour {
  readonly deed: Deed;
  /** Milliseconds since 1970. */
  readonly atMs: number;
  readonly item: string;
  /** The source's id of the person; of the session where it knows no people. */
  readonly person: string;
  readonly session: string | null;
  /** In the source's unit; null when unknown. A purchase at a known price becomes part of an order. */
  readonly price: number | null;
  readonly quantity: number;
  /** The source's id of the order; null where it has none. */
  readonly order: string | null;
  /** What the row says about the thing. */
  readonly category: string;
  readonly brand: string;
}

/** A behaviour and where it stands; a row that is none says why. */
export type Reading =
  | { readonly ok: true; readonly line: number; readonly behaviour: Behaviour }
  | {
      readonly ok: false;
      readonly line: number;
      readonly field: string | null;
      readonly reason: string;
      readonly message: string;
      readonly row: readonly string[];
    }
  /** A good row that makes no event; counted under the words. */
  | { readonly ok: null; readonly words: string };

/** What was learned of a thing. */
export interface ItemFacts {
  firstMs: number;
  lastMs: number;
  /** The newest known price, in the source's unit. */
  price: number | null;
  priceMs: number;
  category: string;
  brand: string;
}

/** The prices of a source, for finding out their unit. */
export interface PriceRange {
  max: number;
  hasFractions: boolean;
}

/** A source of behaviours, opened. */
export interface BehaviourSource {
  /** In `(source, external id)` and before ids of sessions and events. */
  readonly name: string;
  /** Whether its people are customers of the shop, or only sessions. */
  readonly people: 'customers' | 'sessions';
  /** ISO 4217. */
  readonly currency: string;
  /** Tables with behaviours, in order of reading. */
  readonly tables: readonly OpenTable[];
  /** A new reader for one pass over one table. */
  reader(table: OpenTable): (row: TableRow) => Reading | readonly Reading[];
  /** Minor units of the currency in one unit of its prices. */
  minorPerUnit(prices: PriceRange): number;
  /** The product of a thing that was seen in the behaviours; null leaves it out. */
  product(id: string, facts: ItemFacts, priceMinor: number | null): CatalogProduct;
  /** The product with the picture that lies beside the source, where one does. */
  pictured?(product: CatalogProduct): Promise<CatalogProduct>;
  /** Products that the source lists itself, besides those. `priceOf` gives what was learned. */
  catalog?(known: { facts: ReadonlyMap<string, ItemFacts>; minorPerUnit: number }): AsyncIterable<CatalogProduct[]>;
  /** People as the source describes them; `joined` says when each was first seen, in milliseconds. */
  customers?(joined: ReadonlyMap<string, number>): AsyncIterable<ShopCustomer[]>;
  /** Sentences for the report. */
  readonly notes: readonly string[];
}
