export { bindInventory } from './inventory.ts';
export type { InventoryFailure, InventoryUseCases } from './inventory.ts';
export type { LowStockItem } from './inventory.store.ts';
