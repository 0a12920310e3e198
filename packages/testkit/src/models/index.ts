export { aShop, type ShopShape } from './a-shop.ts';
export { describedItems } from './described-items.ts';
export { describeModel, type ConformanceOptions } from './model-conformance.ts';
export { datedPurchases, purchases } from './purchases.ts';
