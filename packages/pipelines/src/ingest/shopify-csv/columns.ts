import type { TableShape } from '../reading/read-table.ts';

/** The source's name in `(source, external id)`. */
export const source = 'shopify-csv';

/**
 * The product export. The older names ("Handle", "Body (HTML)", "Variant Price") are the keys; the newer template
 * ("URL handle", "Description", "Price") is brought to them.
 */
export const shape: TableShape = {
  required: ['handle', 'title', 'variant_price'],
  aliases: {
    url_handle: 'handle',
    description: 'body_html',
    body: 'body_html',
    product_type: 'type',
    published_on_online_store: 'published',
    product_category: 'category',
    standard_product_type: 'category',
    sku: 'variant_sku',
    barcode: 'variant_barcode',
    price: 'variant_price',
    compare_at_price: 'variant_compare_at_price',
    inventory_quantity: 'variant_inventory_qty',
    inventory_tracker: 'variant_inventory_tracker',
    continue_selling_when_out_of_stock: 'variant_inventory_policy',
    weight_value_grams: 'variant_grams',
    weight_unit_for_display: 'variant_weight_unit',
    product_image_url: 'image_src',
    image_alt: 'image_alt_text',
    variant_image_url: 'variant_image',
    google_product_category: 'google_shopping_google_product_category',
    custom_product_type: 'type',
  },
};
