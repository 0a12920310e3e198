export { bindCart } from './cart.ts';
export type { Cart, CartFailure, CartUseCases } from './cart.ts';
export type { CartLine, CartOwner } from './cart.store.ts';
