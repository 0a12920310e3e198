export { bindWishlist, type WishFailure, type WishlistUseCases } from './wishlist.ts';
export { maxWishes, type WishOwner } from './wishlist.store.ts';
