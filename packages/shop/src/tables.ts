import type { AccountTables } from './account-tables.ts';
import type { BuyingTables } from './buying-tables.ts';
import type { Generated } from 'kysely';

/** The tables of schema `shop` as the driver returns them: int8 as number, numeric as text, timestamptz as Date. */
export interface ShopTables extends AccountTables, BuyingTables {
  'shop.address': {
    id: string;
    customer_id: string;
    recipient: string;
    line1: string;
    line2: string | null;
    postal_code: string;
    city: string;
    region: string | null;
    country: string;
    is_default: Generated<boolean>;
  };
  'shop.brand': {
    id: string;
    slug: string;
    name: string;
    version: Generated<number>;
  };
  'shop.campaign': {
    id: string;
    slug: string;
    name: string;
    channel: string;
    starts_at: Date;
    ends_at: Date | null;
  };
  'shop.campaign_influencer': {
    campaign_id: string;
    influencer_id: string;
    commission_bp: Generated<number>;
  };
  'shop.catalog_batch': {
    id: string;
    kind: string;
    summary: string;
    actor: string;
    started_at: Date;
    undone_at: Date | null;
    undone_by: string | null;
  };
  'shop.catalog_change': {
    id: string;
    batch_id: string | null;
    kind: string;
    entity_id: string;
    label: string;
    action: string;
    actor: string;
    changed_at: Date;
    fields: Generated<Record<string, unknown>>;
  };
  'shop.category': {
    id: string;
    parent_id: string | null;
    slug: string;
    position: Generated<number>;
    base_locale: string;
    version: Generated<number>;
  };
  'shop.category_translation': {
    category_id: string;
    locale: string;
    name: string;
    description: Generated<string>;
  };
  'shop.collection': {
    id: string;
    slug: string;
    base_locale: string;
    starts_at: Date | null;
    ends_at: Date | null;
    version: Generated<number>;
  };
  'shop.collection_product': {
    collection_id: string;
    product_id: string;
    position: number;
  };
  'shop.collection_translation': {
    collection_id: string;
    locale: string;
    name: string;
    description: Generated<string>;
  };
  'shop.consent': {
    customer_id: string;
    purpose: string;
    decided_at: Date;
    granted: boolean;
  };
  'shop.currency': {
    code: string;
    name: string;
    minor_digits: number;
  };
  'shop.customer': {
    id: string;
    email: string | null;
    first_name: string | null;
    last_name: string | null;
    birth_year: number | null;
    gender: string | null;
    locale: string | null;
    country: string | null;
    loyalty_tier: string | null;
    joined_at: Date;
    updated_at: Date;
    erased_at: Date | null;
  };
  'shop.customer_identity': {
    source: string;
    external_id: string;
    customer_id: string;
  };
  'shop.customer_preferred_category': {
    customer_id: string;
    category_id: string;
  };
  'shop.failed_sign_in': {
    id: Generated<number>;
    email: string;
    address: string;
    failed_at: Date;
  };
  'shop.influencer': {
    id: string;
    handle: string;
    name: string;
  };
  'shop.listing_change': {
    by: Generated<string>;
    product_id: string;
    texts: boolean;
  };
  'shop.listing_key': {
    id: Generated<number>;
    kind: string;
    slug: string;
  };
  'shop.listing_turn': {
    by: Generated<string>;
  };
  'shop.loyalty_tier': {
    code: string;
    rank: number;
    name: string;
  };
  'shop.media': {
    id: string;
    url: string;
    kind: string;
    width: number;
    height: number;
  };
  'shop.media_rendition': {
    media_id: string;
    format: string;
    width: number;
    url: string;
  };
  'shop.media_translation': {
    media_id: string;
    locale: string;
    alt: string;
  };
  'shop.newsletter_subscription': {
    email: string;
    locale: string;
    token_hash: Buffer;
    asked_at: Date;
    confirmed_at: Date | null;
    ended_at: Date | null;
  };
  'shop.price': {
    sku_id: string;
    currency: string;
    amount_minor: number;
    compare_at_minor: number | null;
    version: Generated<number>;
    valid_from: Date;
  };
  'shop.price_history': {
    sku_id: string;
    currency: string;
    version: number;
    amount_minor: number;
    compare_at_minor: number | null;
    valid_from: Date;
  };
  'shop.product': {
    id: string;
    source: Generated<string>;
    external_id: string;
    slug: string;
    brand_id: string | null;
    category_id: string;
    base_locale: string;
    color: string | null;
    tint: string | null;
    metadata: Generated<Record<string, unknown>>;
    first_available_at: Date;
    created_at: Date;
    updated_at: Date;
    archived_at: Date | null;
    version: Generated<number>;
  };
  /** The texts and pictures of a tile; made by the database beside `product_listing`. */
  'shop.product_card': {
    product_id: string;
    locale: string;
    card: unknown;
  };
  'shop.product_category': {
    product_id: string;
    category_id: string;
  };
  'shop.product_import': {
    product_id: string;
    fingerprint: string;
    imported_at: Date;
    as_of: Date | null;
  };
  'shop.product_imported_rating': {
    product_id: string;
    average: string;
    count: number;
  };
  /** Made by the database from the plain tables; never written by hand. */
  'shop.product_listing': {
    product_id: string;
    locale: string;
    currency: string;
    is_base: boolean;
    other_locales: string[];
    name: string;
    price_minor: number;
    compare_at_minor: number | null;
    available: boolean;
    stock_left: number | null;
    rating_average: number | null;
    rating_count: number;
    popularity: number;
    first_available_at: Date;
    brand: number | null;
    shelves: number[];
    colors: number[];
    tags: number[];
    collections: number[];
    heading: string;
    document: string;
  };
  'shop.product_media': {
    product_id: string;
    position: number;
    media_id: string;
  };
  'shop.product_popularity': {
    product_id: string;
    score: Generated<number>;
  };
  'shop.product_rating': {
    product_id: string;
    stars_1: Generated<number>;
    stars_2: Generated<number>;
    stars_3: Generated<number>;
    stars_4: Generated<number>;
    stars_5: Generated<number>;
  };
  'shop.product_spec': {
    product_id: string;
    locale: string;
    name: string;
    value: string;
    position: number;
  };
  'shop.product_tag': {
    product_id: string;
    tag: string;
  };
  'shop.product_translation': {
    product_id: string;
    locale: string;
    name: string;
    description: Generated<string>;
  };
  'shop.review': {
    id: string;
    source: Generated<string>;
    external_id: string;
    product_id: string;
    customer_id: string;
    rating: number;
    title: Generated<string>;
    body: Generated<string>;
    locale: string;
    verified: Generated<boolean>;
    status: Generated<string>;
    created_at: Date;
  };
  'shop.search_synonym': {
    term: string;
    synonym: string;
  };
  'shop.search_term': {
    locale: string;
    term: string;
    documents: number;
    near: string[];
  };
  'shop.setting': {
    only_row: Generated<boolean>;
    currency: string;
    locale: string;
    time_zone: string;
  };
  'shop.sku': {
    id: string;
    product_id: string;
    code: string;
    position: Generated<number>;
    archived_at: Date | null;
  };
  'shop.sku_option': {
    sku_id: string;
    name: string;
    value: string;
  };
  'shop.slug_history': {
    kind: string;
    slug: string;
    entity_id: string;
    replaced_at: Date;
  };
  'shop.stock': {
    sku_id: string;
    on_hand: number;
    low_at: Generated<number>;
  };
  'shop.stock_movement': {
    id: Generated<number>;
    sku_id: string;
    change: number;
    reason: string;
    order_id: string | null;
    moved_at: Date;
  };
  'shop.tag': {
    slug: string;
  };
  'shop.wishlist_item': {
    customer_id: string;
    product_id: string;
    added_at: Date;
  };
  'shop.word_translation': {
    locale: string;
    word: string;
    text: string;
  };
}
