import type { Clock } from '@vitrine/database';
import type { Kysely } from 'kysely';
import { bindCatalog, type CatalogUseCases } from './catalog/index.ts';
import type { ShopContext } from './shop-context.ts';
import type { ShopTables } from './tables.ts';

/** What the composition root gives; locale and currency default to `en` and `EUR`. */
export interface CreateShopOptions {
  readonly db: Kysely<ShopTables>;
  readonly clock: Clock;
  readonly locale?: string;
  readonly currency?: string;
}

/** The shop's use cases, bound to a database, a clock, and a visitor's language and currency. */
export interface ShopUseCases {
  readonly context: ShopContext;
  readonly catalog: CatalogUseCases;
  /** The same shop for a visitor of another language or currency. */
  forVisitor(visitor: { locale?: string; currency?: string }): ShopUseCases;
}

/** Binds the use cases. Nothing is opened here; the handle belongs to the caller. */
export function createShop(options: CreateShopOptions): ShopUseCases {
  const context: ShopContext = {
    db: options.db,
    clock: options.clock,
    locale: options.locale ?? 'en',
    currency: options.currency ?? 'EUR',
  };
  return {
    context,
    catalog: bindCatalog(context),
    forVisitor: (visitor) => createShop({ ...options, ...visitor }),
  };
}
