import type { Generated } from 'kysely';

/** The tables of baskets, checkouts, orders, payments and promotions. */
export interface BuyingTables {
  'shop.cart': {
    id: string;
    customer_id: string | null;
    visitor_id: string | null;
    currency: string;
    created_at: Date;
    updated_at: Date;
    closed_at: Date | null;
  };
  'shop.cart_line': {
    seen_price_minor: number | null;
    cart_id: string;
    sku_id: string;
    quantity: number;
    added_at: Date;
  };
  'shop.cart_line_cause': {
    cart_id: string;
    sku_id: string;
    surface: string;
    widget: string | null;
    request_id: string | null;
    rank: number | null;
    recommended: boolean;
  };
  'shop.order_line_cause': {
    order_id: string;
    line_no: number;
    surface: string;
    widget: string | null;
    request_id: string | null;
    rank: number | null;
    recommended: boolean;
  };
  'shop.delivery_method': {
    code: string;
    position: number;
    min_days: number;
    max_days: number;
    is_active: Generated<boolean>;
  };
  'shop.delivery_method_translation': {
    method: string;
    locale: string;
    name: string;
    description: Generated<string>;
  };
  'shop.delivery_price': {
    method: string;
    currency: string;
    price_minor: number;
    free_from_minor: number | null;
  };
  'shop.checkout': {
    cart_id: string;
    email: string | null;
    delivery_method: string | null;
    payment_provider: string | null;
    updated_at: Date;
  };
  'shop.checkout_address': {
    cart_id: string;
    recipient: string;
    line1: string;
    line2: string | null;
    postal_code: string;
    city: string;
    region: string | null;
    country: string;
  };
  'shop.order_delivery': {
    order_id: string;
    method: string;
  };
  'shop.order_access': {
    order_id: string;
    token: string;
  };
  'shop.order_visit': {
    order_id: string;
    cart_id: string | null;
    session_id: string | null;
    tracked: boolean;
  };
  'shop.order_address': {
    order_id: string;
    purpose: string;
    recipient: string;
    line1: string;
    line2: string | null;
    postal_code: string;
    city: string;
    region: string | null;
    country: string;
  };
  'shop.order_attribution': {
    order_id: string;
    campaign_id: string;
    influencer_id: string | null;
  };
  'shop.order_line': {
    order_id: string;
    line_no: number;
    sku_id: string;
    product_name: string;
    unit_price_minor: number;
    quantity: number;
  };
  'shop.order_promotion': {
    order_id: string;
    promotion_id: string;
    discount_minor: number;
  };
  'shop.order_request': {
    idempotency_key: string;
    fingerprint: string;
    order_id: string;
    created_at: Date;
  };
  'shop.order_status_history': {
    order_id: string;
    position: number;
    status: string;
    changed_at: Date;
  };
  'shop.order_transition': {
    from_status: string;
    to_status: string;
  };
  'shop.orders': {
    id: string;
    number: Generated<number>;
    source: Generated<string>;
    external_id: string;
    customer_id: string | null;
    visitor_id: string | null;
    email: string | null;
    currency: string;
    status: string;
    goods_minor: number;
    discount_minor: Generated<number>;
    delivery_minor: Generated<number>;
    included_tax_minor: Generated<number>;
    placed_at: Date;
    updated_at: Date;
  };
  'shop.payment': {
    id: string;
    order_id: string;
    currency: string;
    amount_minor: number;
    provider: string;
    provider_reference: string | null;
    status: string;
    created_at: Date;
    updated_at: Date;
  };
  'shop.promotion': {
    id: string;
    code: string;
    kind: string;
    percent_bp: number | null;
    campaign_id: string | null;
    influencer_id: string | null;
    starts_at: Date;
    ends_at: Date | null;
    max_uses: number | null;
    used: Generated<number>;
  };
  'shop.promotion_amount': {
    promotion_id: string;
    currency: string;
    amount_minor: number;
    minimum_minor: Generated<number>;
  };
}
