import { isProductId as isUuid } from '../catalog/product-cards.store.ts';
import { failure, success, type Outcome } from '../outcome.ts';
import type { ShopContext } from '../shop-context.ts';
import {
  deleteWish,
  handOverWishes,
  insertWish,
  selectWishes,
  sweepGuestWishes,
  type WishOwner,
} from './wishlist.store.ts';

/** There is no such product, or the list is full. */
export interface WishFailure {
  readonly code: 'wishlist.not_added';
}

const guestDays = 180;
const dayMs = 86_400_000;

/** What people want to keep an eye on, guests too; at most 200 each. */
export interface WishlistUseCases {
  /** Ids of the products, newest first; those no longer sold among them. */
  list(owner: WishOwner): Promise<readonly string[]>;
  /** Adding what is there already changes nothing. */
  add(owner: WishOwner, productId: string): Promise<Outcome<true, WishFailure>>;
  remove(owner: WishOwner, productId: string): Promise<void>;
  /** When a visitor takes back leave to be known again: the wishes stay with this visit. */
  handOver(from: { visitorId: string; sessionId: string }): Promise<void>;
  /** Forgets what guests wished for half a year ago; for a daily job. */
  sweep(): Promise<void>;
}

/** The wishlist use cases. */
export function bindWishlist(context: ShopContext): WishlistUseCases {
  return {
    list: (owner) => selectWishes(context, owner),
    add: async (owner, productId) =>
      isUuid(productId) && (await insertWish(context, owner, productId))
        ? success(true)
        : failure({ code: 'wishlist.not_added' }),
    remove: async (owner, productId) => {
      if (isUuid(productId)) await deleteWish(context, owner, productId);
    },
    handOver: (from) => handOverWishes(context, from),
    sweep: () => sweepGuestWishes(context, new Date(context.clock.now().getTime() - guestDays * dayMs)),
  };
}
