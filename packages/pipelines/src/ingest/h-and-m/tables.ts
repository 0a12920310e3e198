import type { TableSpec } from '../reading/row-batches.ts';

/** Articles: a garment in one colour. */
export const articles = {
  name: 'articles of H&M',
  columns: [
    { name: 'article_id' },
    { name: 'prod_name', also: ['product_name'] },
    { name: 'product_code', optional: true },
    { name: 'product_type_name', optional: true },
    { name: 'product_group_name', optional: true },
    { name: 'index_group_name', also: ['index_name'], optional: true },
    { name: 'section_name', optional: true },
    { name: 'garment_group_name', optional: true },
    { name: 'colour_group_name', also: ['color_group_name'], optional: true },
    { name: 'graphical_appearance_name', optional: true },
    { name: 'detail_desc', also: ['description'], optional: true },
  ],
} as const satisfies TableSpec;

/** Customers, without names. */
export const customers = {
  name: 'customers of H&M',
  columns: [
    { name: 'customer_id' },
    { name: 'club_member_status', optional: true },
    { name: 'fashion_news_frequency', optional: true },
    { name: 'age' },
  ],
} as const satisfies TableSpec;

/** Who bought what on which day. */
export const transactions = {
  name: 'transactions of H&M',
  columns: [
    { name: 't_dat', also: ['date', 'transaction_date'] },
    { name: 'customer_id' },
    { name: 'article_id' },
    { name: 'price' },
    { name: 'sales_channel_id', also: ['channel'], optional: true },
  ],
} as const satisfies TableSpec;
