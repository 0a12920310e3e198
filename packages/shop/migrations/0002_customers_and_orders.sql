-- People, baskets, orders, and what brought them here.

create table shop.loyalty_tier (
  code text primary key check (code ~ '^[a-z]+$'),
  rank smallint not null unique check (rank >= 0),
  name text not null unique
);
insert into shop.loyalty_tier (code, rank, name) values ('bronze', 0, 'Bronze'), ('silver', 1, 'Silver'), ('gold', 2, 'Gold'), ('platinum', 3, 'Platinum');

create table shop.customer (
  id uuid primary key,
  email text check (email ~ '^[^@\s]+@[^@\s]+$' and length(email) <= 320),
  first_name text,
  last_name text,
  birth_year smallint check (birth_year between 1900 and 2100),
  gender text check (gender in ('female', 'male', 'other')),
  locale text check (locale ~ '^[a-z]{2}(-[A-Z]{2})?$'),
  country text check (country ~ '^[A-Z]{2}$'),
  loyalty_tier text references shop.loyalty_tier (code),
  joined_at timestamptz not null,
  updated_at timestamptz not null,
  erased_at timestamptz
);
create unique index customer_email on shop.customer (lower(email));
create index customer_joined on shop.customer (joined_at);

create table shop.customer_identity (
  source text not null check (source <> ''),
  external_id text not null check (external_id <> ''),
  customer_id uuid not null references shop.customer (id),
  primary key (source, external_id)
);
create index customer_identity_customer on shop.customer_identity (customer_id);

create table shop.address (
  id uuid primary key,
  customer_id uuid not null references shop.customer (id),
  recipient text not null check (recipient <> ''),
  line1 text not null check (line1 <> ''),
  line2 text,
  postal_code text not null,
  city text not null check (city <> ''),
  region text,
  country text not null check (country ~ '^[A-Z]{2}$'),
  is_default boolean not null default false
);
create index address_customer on shop.address (customer_id);
create unique index address_default on shop.address (customer_id) where is_default;

-- A log, not a flag: the newest row of a purpose is what the person wants now, the older ones prove what was allowed when.
create table shop.consent (
  customer_id uuid not null references shop.customer (id),
  purpose text not null check (purpose in ('newsletter', 'personalisation', 'analytics')),
  decided_at timestamptz not null,
  granted boolean not null,
  primary key (customer_id, purpose, decided_at)
);

create table shop.customer_preferred_category (
  customer_id uuid not null references shop.customer (id),
  category_id uuid not null references shop.category (id),
  primary key (customer_id, category_id)
);
create index customer_preferred_category_category on shop.customer_preferred_category (category_id);

create table shop.account (
  id uuid primary key,
  email text not null check (email ~ '^[^@\s]+@[^@\s]+$' and length(email) <= 320),
  password_hash text not null check (password_hash like '$argon2id$%'),
  role text not null check (role in ('customer', 'support', 'analyst', 'admin')),
  customer_id uuid unique references shop.customer (id),
  created_at timestamptz not null,
  disabled_at timestamptz,
  check (role <> 'customer' or customer_id is not null)
);
create unique index account_email on shop.account (lower(email));

create table shop.account_session (
  token_hash bytea primary key check (length(token_hash) = 32),
  account_id uuid not null references shop.account (id) on delete cascade,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  check (expires_at > created_at)
);
create index account_session_account on shop.account_session (account_id);
create index account_session_expiry on shop.account_session (expires_at);

-- Wrong passwords only; a right one deletes the account's rows. Read by the throttle, swept by age.
create table shop.failed_sign_in (
  id bigint generated always as identity primary key,
  email text not null,
  address text not null,
  failed_at timestamptz not null
);
create index failed_sign_in_email on shop.failed_sign_in (email, failed_at);
create index failed_sign_in_address on shop.failed_sign_in (address, failed_at);

create table shop.wishlist_item (
  customer_id uuid not null references shop.customer (id),
  product_id uuid not null references shop.product (id),
  added_at timestamptz not null,
  primary key (customer_id, product_id)
);
create index wishlist_item_product on shop.wishlist_item (product_id);

create table shop.cart (
  id uuid primary key,
  customer_id uuid references shop.customer (id),
  visitor_id text check (visitor_id <> ''),
  currency text not null references shop.currency (code),
  created_at timestamptz not null,
  updated_at timestamptz not null,
  closed_at timestamptz,
  check (num_nonnulls(customer_id, visitor_id) = 1)
);
create unique index cart_open_customer on shop.cart (customer_id) where closed_at is null and customer_id is not null;
create unique index cart_open_visitor on shop.cart (visitor_id) where closed_at is null and visitor_id is not null;

create table shop.cart_line (
  cart_id uuid not null references shop.cart (id) on delete cascade,
  sku_id uuid not null references shop.sku (id),
  quantity integer not null check (quantity between 1 and 999),
  added_at timestamptz not null,
  primary key (cart_id, sku_id)
);
create index cart_line_sku on shop.cart_line (sku_id);

create table shop.campaign (
  id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  name text not null check (name <> ''),
  channel text not null check (channel in ('email', 'search', 'social', 'display', 'affiliate', 'print', 'other')),
  starts_at timestamptz not null,
  ends_at timestamptz,
  check (ends_at > starts_at)
);
create table shop.influencer (
  id uuid primary key,
  handle text not null unique check (handle <> ''),
  name text not null check (name <> '')
);
create table shop.campaign_influencer (
  campaign_id uuid not null references shop.campaign (id),
  influencer_id uuid not null references shop.influencer (id),
  commission_bp integer not null default 0 check (commission_bp between 0 and 10000),
  primary key (campaign_id, influencer_id)
);
create index campaign_influencer_influencer on shop.campaign_influencer (influencer_id);

create table shop.promotion (
  id uuid primary key,
  code text not null unique check (code = upper(code) and code <> '' and code !~ '\s'),
  kind text not null check (kind in ('percent', 'amount', 'free_delivery')),
  percent_bp integer check (percent_bp between 1 and 10000),
  campaign_id uuid references shop.campaign (id),
  influencer_id uuid references shop.influencer (id),
  starts_at timestamptz not null,
  ends_at timestamptz,
  max_uses integer check (max_uses > 0),
  used integer not null default 0 check (used >= 0),
  check ((kind = 'percent') = (percent_bp is not null)),
  check (ends_at > starts_at),
  check (influencer_id is null or campaign_id is not null),
  constraint promotion_uses_left check (max_uses is null or used <= max_uses),
  foreign key (campaign_id, influencer_id) references shop.campaign_influencer (campaign_id, influencer_id)
);
-- What an 'amount' promotion takes off, per currency; there is no conversion.
create table shop.promotion_amount (
  promotion_id uuid not null references shop.promotion (id) on delete cascade,
  currency text not null references shop.currency (code),
  amount_minor bigint not null check (amount_minor > 0),
  minimum_minor bigint not null default 0 check (minimum_minor >= 0),
  primary key (promotion_id, currency)
);

create sequence shop.order_number as bigint start 100001;

create table shop.orders (
  id uuid primary key,
  number bigint not null unique default nextval('shop.order_number'),
  source text not null default 'vitrine' check (source <> ''),
  external_id text not null check (external_id <> ''),
  customer_id uuid references shop.customer (id),
  visitor_id text check (visitor_id <> ''),
  email text check (email ~ '^[^@\s]+@[^@\s]+$'),
  currency text not null references shop.currency (code),
  status text not null check (status in ('pending', 'paid', 'packed', 'shipped', 'delivered', 'cancelled', 'refunded')),
  goods_minor bigint not null check (goods_minor between 0 and 9007199254740991),
  discount_minor bigint not null default 0 check (discount_minor >= 0),
  delivery_minor bigint not null default 0 check (delivery_minor >= 0),
  included_tax_minor bigint not null default 0 check (included_tax_minor >= 0),
  placed_at timestamptz not null,
  updated_at timestamptz not null,
  unique (source, external_id),
  unique (id, currency),
  check (discount_minor <= goods_minor),
  check (included_tax_minor <= goods_minor - discount_minor + delivery_minor)
);
alter sequence shop.order_number owned by shop.orders.number;
create index orders_customer on shop.orders (customer_id, placed_at desc);
create index orders_placed on shop.orders (placed_at);
create index orders_open on shop.orders (status, placed_at) where status in ('pending', 'paid', 'packed', 'shipped');

create table shop.order_line (
  order_id uuid not null references shop.orders (id),
  line_no integer not null check (line_no > 0),
  sku_id uuid not null references shop.sku (id),
  product_name text not null check (product_name <> ''),
  unit_price_minor bigint not null check (unit_price_minor >= 0),
  quantity integer not null check (quantity > 0),
  primary key (order_id, line_no)
);
create index order_line_sku on shop.order_line (sku_id);

create table shop.order_address (
  order_id uuid not null references shop.orders (id),
  purpose text not null check (purpose in ('delivery', 'billing')),
  recipient text not null check (recipient <> ''),
  line1 text not null check (line1 <> ''),
  line2 text,
  postal_code text not null,
  city text not null check (city <> ''),
  region text,
  country text not null check (country ~ '^[A-Z]{2}$'),
  primary key (order_id, purpose)
);

create table shop.payment (
  id uuid primary key,
  order_id uuid not null,
  currency text not null,
  amount_minor bigint not null check (amount_minor >= 0),
  provider text not null check (provider <> ''),
  provider_reference text check (provider_reference <> ''),
  status text not null check (status in ('intent', 'authorised', 'captured', 'failed', 'cancelled', 'refund_due', 'refunded')),
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (provider, provider_reference),
  -- A payment is asked for in the currency of its order, whatever happens to either row.
  foreign key (order_id, currency) references shop.orders (id, currency)
);
create index payment_order on shop.payment (order_id);

create table shop.order_status_history (
  order_id uuid not null references shop.orders (id),
  position integer not null check (position > 0),
  status text not null check (status in ('pending', 'paid', 'packed', 'shipped', 'delivered', 'cancelled', 'refunded')),
  changed_at timestamptz not null,
  primary key (order_id, position)
);

-- The order's state machine; packages/shop/src/orders/order-status.ts holds the same table and a test compares them.
create table shop.order_transition (
  from_status text not null,
  to_status text not null,
  primary key (from_status, to_status)
);
insert into shop.order_transition (from_status, to_status) values
  ('pending', 'paid'), ('pending', 'cancelled'), ('paid', 'packed'), ('paid', 'cancelled'), ('packed', 'shipped'), ('packed', 'cancelled'),
  ('shipped', 'delivered'), ('shipped', 'refunded'), ('delivered', 'refunded');

create table shop.order_promotion (
  order_id uuid not null references shop.orders (id),
  promotion_id uuid not null references shop.promotion (id),
  discount_minor bigint not null check (discount_minor >= 0),
  primary key (order_id, promotion_id)
);
create index order_promotion_promotion on shop.order_promotion (promotion_id);

create table shop.order_attribution (
  order_id uuid primary key references shop.orders (id),
  campaign_id uuid not null references shop.campaign (id),
  influencer_id uuid references shop.influencer (id),
  foreign key (campaign_id, influencer_id) references shop.campaign_influencer (campaign_id, influencer_id)
);
create index order_attribution_campaign on shop.order_attribution (campaign_id, influencer_id);

create table shop.order_request (
  idempotency_key text primary key check (length(idempotency_key) between 8 and 200),
  fingerprint text not null check (fingerprint <> ''),
  order_id uuid not null unique references shop.orders (id) deferrable initially deferred,
  created_at timestamptz not null
);

create table shop.stock_movement (
  id bigint generated always as identity primary key,
  sku_id uuid not null references shop.stock (sku_id),
  change integer not null check (change <> 0),
  reason text not null check (reason in ('received', 'sold', 'returned', 'corrected')),
  order_id uuid references shop.orders (id),
  moved_at timestamptz not null,
  check (reason <> 'sold' or change < 0),
  check (reason not in ('received', 'returned') or change > 0),
  check (reason <> 'sold' or order_id is not null)
);
create index stock_movement_sku on shop.stock_movement (sku_id, moved_at);
-- An order takes a SKU once and gives it back at most once.
create unique index stock_movement_order on shop.stock_movement (order_id, sku_id, reason) where order_id is not null;

create table shop.review (
  id uuid primary key,
  source text not null default 'vitrine' check (source <> ''),
  external_id text not null check (external_id <> ''),
  product_id uuid not null references shop.product (id),
  customer_id uuid not null references shop.customer (id),
  rating smallint not null check (rating between 1 and 5),
  title text not null default '',
  body text not null default '',
  locale text not null check (locale ~ '^[a-z]{2}(-[A-Z]{2})?$'),
  verified boolean not null default false,
  status text not null default 'published' check (status in ('pending', 'published', 'rejected')),
  created_at timestamptz not null,
  unique (source, external_id),
  unique (product_id, customer_id)
);
create index review_latest on shop.review (product_id, created_at desc) where status = 'published';
create index review_customer on shop.review (customer_id);

-- Derived and kept: how many published reviews of each star a product has (docs/database/normalisation.md argues it).
create table shop.product_rating (
  product_id uuid primary key references shop.product (id) on delete cascade,
  stars_1 integer not null default 0 check (stars_1 >= 0),
  stars_2 integer not null default 0 check (stars_2 >= 0),
  stars_3 integer not null default 0 check (stars_3 >= 0),
  stars_4 integer not null default 0 check (stars_4 >= 0),
  stars_5 integer not null default 0 check (stars_5 >= 0)
);
-- Ratings a source gave without its reviews: a fact of its own, never added to ours in place.
create table shop.product_imported_rating (
  product_id uuid primary key references shop.product (id) on delete cascade,
  average numeric(3, 2) not null check (average between 1 and 5),
  count integer not null check (count > 0)
);

create function shop.rating_bin(average numeric) returns text language sql immutable parallel safe as $$
  select case when average is null then null when average < 3 then 'low' when average < 4 then 'medium' else 'high' end
$$;
