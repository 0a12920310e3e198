import type { Clock } from '@vitrine/database';
import type { Kysely } from 'kysely';
import type { ShopTables } from './tables.ts';

/** What every use case of the shop runs on: the database, the time, and the language and currency of the visitor. */
export interface ShopContext {
  readonly db: Kysely<ShopTables>;
  readonly clock: Clock;
  /** BCP 47, such as `en`; texts missing in it fall back to each product's own base language. */
  readonly locale: string;
  /** ISO 4217; only prices in this currency are shown, nothing is converted. */
  readonly currency: string;
}
