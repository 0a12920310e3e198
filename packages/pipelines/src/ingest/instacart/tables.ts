import type { TableSpec } from '../reading/row-batches.ts';

/** Who ordered when, told by weekday, hour and the days since the order before. */
export const orders = {
  name: 'orders of Instacart',
  columns: [
    { name: 'order_id' },
    { name: 'user_id' },
    { name: 'order_number', optional: true },
    { name: 'order_dow' },
    { name: 'order_hour_of_day', also: ['order_hour'] },
    { name: 'days_since_prior_order', also: ['days_since_prior', 'days_since_last_order'], optional: true },
  ],
} as const satisfies TableSpec;

/** What was in the orders; comes as prior and train. */
export const lines = {
  name: 'order lines of Instacart',
  columns: [
    { name: 'order_id' },
    { name: 'product_id' },
    { name: 'add_to_cart_order', optional: true },
    { name: 'reordered', optional: true },
  ],
} as const satisfies TableSpec;

/** Names of products. */
export const products = {
  name: 'products of Instacart',
  columns: [
    { name: 'product_id' },
    { name: 'product_name' },
    { name: 'aisle_id', optional: true },
    { name: 'department_id', optional: true },
  ],
} as const satisfies TableSpec;

/** Names of aisles. */
export const aisles = {
  name: 'aisles of Instacart',
  columns: [{ name: 'aisle_id' }, { name: 'aisle' }],
} as const satisfies TableSpec;

/** Names of departments. */
export const departments = {
  name: 'departments of Instacart',
  columns: [{ name: 'department_id' }, { name: 'department' }],
} as const satisfies TableSpec;
