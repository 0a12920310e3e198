import { findTables, type FoundTables, type TableRole } from '../reading/find-tables.ts';
import type { ImportRun } from '../import-run.ts';
import type { TableRow } from '../reading/read-table.ts';

/** The source's name in `(source, external id)`. */
export const source = 'olist';

export const currency = 'BRL';

/** Times of the source are local times of Brazil without a zone. */
export const zone = 'America/Sao_Paulo';

export const roles = {
  orders: {
    named: /orders_dataset/i,
    required: ['order_id', 'customer_id', 'order_status', 'order_purchase_timestamp'],
  },
  items: { named: /order_items/i, required: ['order_id', 'order_item_id', 'product_id', 'price'] },
  customers: { named: /customers_dataset/i, required: ['customer_id', 'customer_unique_id'] },
  products: { named: /products_dataset/i, required: ['product_id', 'product_category_name'], optional: true },
  sellers: { named: /sellers_dataset/i, required: ['seller_id', 'seller_city', 'seller_state'], optional: true },
  reviews: { named: /order_reviews/i, required: ['review_id', 'order_id', 'review_score'], optional: true },
  payments: { named: /order_payments/i, required: ['order_id', 'payment_type', 'payment_value'], optional: true },
  translation: {
    named: /category_name_translation/i,
    required: ['product_category_name', 'product_category_name_english'],
    optional: true,
  },
  geolocation: {
    named: /geolocation/i,
    required: ['geolocation_zip_code_prefix', 'geolocation_lat', 'geolocation_lng'],
    optional: true,
  },
} as const satisfies Readonly<Record<string, TableRole>>;

export type Role = keyof typeof roles;

export function findOlistTables(run: ImportRun): Promise<FoundTables<Role>> {
  return findTables<Role>(run, source, roles);
}

/** Why a record is refused. */
export interface Fault {
  readonly field: string;
  readonly reason: string;
  readonly message: string;
}

export function reject(run: ImportRun, row: TableRow, fault: Fault): Promise<void> {
  return run.rejects.add({ file: row.file, line: row.line, ...fault, row: row.fields });
}
