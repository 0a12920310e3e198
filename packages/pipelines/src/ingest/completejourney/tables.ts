import type { TableRole } from '../reading/find-tables.ts';

/** The source's name in `(source, external id)`. */
export const source = 'completejourney';

export const currency = 'USD';

/** Names of the first release (dunnhumby) and of the package that made it known, brought together. */
const aliases = {
  household_key: 'household_id',
  store: 'store_id',
  commodity_desc: 'product_category',
  sub_commodity_desc: 'product_type',
  curr_size_of_product: 'package_size',
  manufacturer: 'manufacturer_id',
  age_desc: 'age',
  campaign: 'campaign_id',
  week_no: 'week',
} as const;

export const roles = {
  transactions: {
    named: /transaction/i,
    required: ['household_id', 'basket_id', 'product_id', 'quantity', 'sales_value'],
    aliases,
  },
  products: {
    named: /product/i,
    required: ['product_id', 'department', 'product_category', 'product_type'],
    aliases,
  },
  demographics: { named: /demographic/i, required: ['household_id', 'age'], aliases, optional: true },
  campaigns: {
    named: /^campaigns|campaign_table/i,
    required: ['campaign_id', 'household_id'],
    aliases,
    optional: true,
  },
  descriptions: { named: /campaign_desc/i, required: ['campaign_id'], aliases, optional: true },
  coupons: { named: /^coupons?\./i, required: ['coupon_upc', 'product_id', 'campaign_id'], aliases, optional: true },
  redemptions: {
    named: /redempt|redemt/i,
    required: ['household_id', 'coupon_upc', 'campaign_id'],
    aliases,
    optional: true,
  },
} as const satisfies Readonly<Record<string, TableRole>>;

export type Role = keyof typeof roles;
