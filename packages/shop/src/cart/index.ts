export { bindCart } from './cart.ts';
export type { Cart, CartFailure, CartLineView, CartUseCases, ChangedCart, ChangeOptions, LineNotice } from './cart.ts';
export type { CartLine, CartOwner } from './cart-reads.store.ts';
export type { CartCosts } from './costs.ts';
export type { BuyCause, BuyerTrace } from './cause.ts';
