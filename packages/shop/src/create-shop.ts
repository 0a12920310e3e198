import type { Clock } from '@vitrine/database';
import type { Kysely } from 'kysely';
import { bindCatalog, type CatalogUseCases } from './catalog/index.ts';
import { bindOrders, type OrderTerms, type OrderUseCases } from './orders/index.ts';
import type { ShopContext } from './shop-context.ts';
import type { ShopTables } from './tables.ts';

/** What the composition root gives; locale and currency default to `en` and `EUR`. */
export interface CreateShopOptions {
  readonly db: Kysely<ShopTables>;
  readonly clock: Clock;
  readonly locale?: string;
  readonly currency?: string;
  /** Delivery fee and tax; the default is 4.90 up to 59.00 and 19% contained. */
  readonly terms?: OrderTerms;
}

/** The shop's use cases, bound to a database, a clock, and a visitor's language and currency. */
export interface ShopUseCases {
  readonly context: ShopContext;
  readonly catalog: CatalogUseCases;
  readonly orders: OrderUseCases;
  /** The same shop for a visitor of another language or currency. */
  forVisitor(visitor: { locale?: string; currency?: string }): ShopUseCases;
}

const defaultTerms: OrderTerms = { deliveryMinor: 490, freeDeliveryFromMinor: 5900, includedTaxBp: 1900 };

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
    orders: bindOrders(context, options.terms ?? defaultTerms),
    forVisitor: (visitor) => createShop({ ...options, ...visitor }),
  };
}
