import type { Clock } from '@vitrine/database';
import type { Kysely } from 'kysely';
import { bindAccounts, type AccountUseCases } from './accounts/index.ts';
import { bindCart, type CartUseCases } from './cart/index.ts';
import { bindCatalogDesk, type CatalogDesk } from './catalog-editor/index.ts';
import { bindCatalog, type CatalogUseCases } from './catalog/index.ts';
import { bindCheckout, type CheckoutUseCases } from './checkout/index.ts';
import { bindCustomers, type CustomerUseCases } from './customers/index.ts';
import { bindInventory, type InventoryUseCases } from './inventory/index.ts';
import { bindNewsletter, type NewsletterUseCases } from './newsletter/index.ts';
import { bindOrders, type OrderTerms, type OrderUseCases } from './orders/index.ts';
import {
  bindPayments,
  type PaymentProvider,
  type PaymentUseCases,
  type ReportProviderFailure,
} from './payments/index.ts';
import { bindReports, type ReportUseCases } from './reports/index.ts';
import { bindReviews, type ReviewUseCases } from './reviews/index.ts';
import { bindSearch, type SearchUseCases } from './search/index.ts';
import { bindWishlist, type WishlistUseCases } from './wishlist/index.ts';
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
  /** Who takes the money; the first is offered first. None: orders can be placed, and wait. */
  readonly payments?: readonly PaymentProvider[];
  /** Told of every question that a payment provider did not answer; else nobody would know why nothing is paid. */
  readonly reportPaymentFailure?: ReportProviderFailure;
  /** Signs the tokens of API clients; without it the database keeps a key of its own. */
  readonly secret?: string | undefined;
}

/** The shop's use cases, bound to a database, a clock, and a visitor's language and currency. */
export interface ShopUseCases {
  readonly context: ShopContext;
  readonly accounts: AccountUseCases;
  readonly cart: CartUseCases;
  readonly catalog: CatalogUseCases;
  /** The catalog as the office sees and edits it. */
  readonly catalogDesk: CatalogDesk;
  readonly checkout: CheckoutUseCases;
  readonly customers: CustomerUseCases;
  readonly inventory: InventoryUseCases;
  readonly newsletter: NewsletterUseCases;
  readonly orders: OrderUseCases;
  readonly payments: PaymentUseCases;
  readonly reports: ReportUseCases;
  readonly reviews: ReviewUseCases;
  readonly search: SearchUseCases;
  readonly wishlist: WishlistUseCases;
  /** The same shop for a visitor of another language or currency. */
  forVisitor(visitor: { locale?: string; currency?: string }): ShopUseCases;
}

const defaultTerms: OrderTerms = { deliveryMinor: 490, freeDeliveryFromMinor: 5900, includedTaxBp: 1900 };

/** Binds the use cases. Nothing is opened here; the handle belongs to the caller. */
export function createShop(options: CreateShopOptions): ShopUseCases {
  const { db, clock, locale = 'en', currency = 'EUR', terms = defaultTerms, payments = [] } = options;
  const context: ShopContext = { db, clock, locale, currency };
  const cart = bindCart(context, terms);
  return {
    context,
    accounts: bindAccounts(context, { secret: options.secret }),
    cart,
    catalog: bindCatalog(context),
    catalogDesk: bindCatalogDesk(context),
    checkout: bindCheckout({ context, terms, cart, providers: payments.map(({ code }) => code) }),
    customers: bindCustomers(context),
    inventory: bindInventory(context),
    newsletter: bindNewsletter(context),
    orders: bindOrders(context, terms),
    payments: bindPayments(context, payments, options.reportPaymentFailure ?? (() => undefined)),
    reports: bindReports(context),
    reviews: bindReviews(context),
    search: bindSearch(context),
    wishlist: bindWishlist(context),
    forVisitor: (visitor) => createShop({ ...options, ...visitor }),
  };
}
