export { createShop } from './create-shop.ts';
export type { CreateShopOptions, ShopUseCases } from './create-shop.ts';
export type { ShopContext } from './shop-context.ts';
export type { ShopTables } from './tables.ts';
export type { Outcome } from './outcome.ts';
