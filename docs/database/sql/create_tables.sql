-- Schemas, tables, constraints, indexes, routines and triggers.
-- Generated from packages/*/migrations by `npm run generate`; do not edit.
-- psql -v ON_ERROR_STOP=1 -f create_tables.sql -f insert_data.sql -f create_views.sql DATABASE

begin;
create schema if not exists platform;
create schema if not exists shop;
create schema if not exists recsys;
create schema if not exists insights;


-- platform 0001 ground

-- What every domain rests on: extensions, folding of accented letters, the outbox, idempotency keys.

create extension if not exists pg_trgm with schema public;

create extension if not exists unaccent with schema public;

create extension if not exists fuzzystrmatch with schema public;

create extension if not exists btree_gin with schema public;

-- unaccent() itself is only STABLE, because its dictionary could change; ours is the one the extension ships, so an
-- index may use it. Accents go first: lower() of an accented letter depends on the locale of the server, of a plain one not.
create function platform.fold(input text) returns text
  language sql immutable strict parallel safe
  return lower(public.unaccent('public.unaccent'::regdictionary, lower(input)));

comment on function platform.fold(text) is 'Lower case without accents, for search and for sorting: É -> e, ß -> ss, ç -> c. Immutable: usable in indexes and generated columns.';

-- Words as they are written, folded like platform.fold: for to_tsvector on names in any language.
create text search configuration platform.folded (copy = pg_catalog.simple);

alter text search configuration platform.folded
  alter mapping for asciiword, asciihword, hword_asciipart, word, hword, hword_part, numword, numhword, hword_numpart
  with public.unaccent, pg_catalog.simple;

-- English words, stemmed, without accents.
create text search configuration platform.folded_english (copy = pg_catalog.english);

alter text search configuration platform.folded_english
  alter mapping for word, hword, hword_part
  with public.unaccent, pg_catalog.english_stem;

create table platform.outbox (
  outbox_id bigint generated always as identity primary key,
  topic text not null check (topic <> ''),
  key text not null check (key <> ''),
  payload jsonb not null,
  created_at timestamptz not null default now(),
  available_at timestamptz not null default '-infinity',
  attempts integer not null default 0 check (attempts >= 0),
  last_error text,
  failed_at timestamptz
);

comment on table platform.outbox is 'Changes to be told to another part, written in the transaction that made them and deleted when delivered. failed_at marks an entry given up after too many attempts.';

-- Finds the head of each key and what follows it.
create index outbox_order on platform.outbox (topic, key, outbox_id) where failed_at is null;

create index outbox_due on platform.outbox (topic, outbox_id) where failed_at is null;

create table platform.idempotency_key (
  scope text not null check (scope <> ''),
  key text not null check (key <> '' and length(key) <= 255),
  request_hash text not null,
  response jsonb,
  created_at timestamptz not null,
  primary key (scope, key)
);

comment on table platform.idempotency_key is 'The answer already given to a request that a client may repeat. response is null while the first request runs.';

create index idempotency_key_age on platform.idempotency_key (created_at);


-- shop 0001 catalog

-- The catalog: what is sold, what it costs, how much of it is there.
-- Money is bigint minor units beside an ISO code; ids are UUIDs made by the application; an imported id is kept as (source, external_id).

create schema if not exists shop;

create extension if not exists unaccent with schema public;

create extension if not exists pg_trgm with schema public;

-- unaccent() is only stable, because its dictionary could change; an index needs immutable. The dictionary is pinned by name, so it is safe to claim.
create function shop.fold(value text) returns text
  language sql immutable strict parallel safe
  as $$ select lower(public.unaccent('public.unaccent'::regdictionary, value)) $$;

create table shop.currency (
  code text primary key check (code ~ '^[A-Z]{3}$'),
  name text not null,
  minor_digits smallint not null check (minor_digits between 0 and 4)
);

-- One row: what this shop trades in when nobody says otherwise.
create table shop.setting (
  only_row boolean primary key default true check (only_row),
  currency text not null references shop.currency (code),
  locale text not null check (locale ~ '^[a-z]{2}(-[A-Z]{2})?$'),
  time_zone text not null
);

create table shop.brand (
  id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  name text not null check (name <> '')
);

create table shop.category (
  id uuid primary key,
  parent_id uuid references shop.category (id),
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  position integer not null default 0,
  base_locale text not null,
  check (parent_id is distinct from id)
);

create index category_parent on shop.category (parent_id, position);

create table shop.category_translation (
  category_id uuid not null references shop.category (id) on delete cascade,
  locale text not null check (locale ~ '^[a-z]{2}(-[A-Z]{2})?$'),
  name text not null check (name <> ''),
  description text not null default '',
  primary key (category_id, locale)
);

-- A category always has its text in its own base language: pages fall back to it.
alter table shop.category add constraint category_base_translation
  foreign key (id, base_locale) references shop.category_translation (category_id, locale) deferrable initially deferred;

create function shop.refuse_category_cycle() returns trigger language plpgsql as $$
begin
  if exists (
    with recursive above as (
      select new.parent_id as id
      union
      select category.parent_id from shop.category join above on category.id = above.id
    )
    select from above where above.id = new.id
  ) then
    raise exception 'category % would become its own ancestor', new.slug
      using errcode = 'check_violation', constraint = 'category_tree', hint = 'Choose a parent outside this category''s own branch.';
  end if;
  return new;
end $$;

create trigger category_tree before insert or update of parent_id on shop.category
  for each row when (new.parent_id is not null) execute function shop.refuse_category_cycle();

create table shop.product (
  id uuid primary key,
  source text not null default 'vitrine' check (source <> ''),
  external_id text not null check (external_id <> ''),
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  brand_id uuid references shop.brand (id),
  category_id uuid not null references shop.category (id),
  base_locale text not null,
  color text check (color <> ''),
  tint text check (tint ~ '^#[0-9a-fA-F]{3,8}$'),
  metadata jsonb not null default '{}' check (jsonb_typeof(metadata) = 'object'),
  first_available_at timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  archived_at timestamptz,
  unique (source, external_id)
);

create index product_brand on shop.product (brand_id) where archived_at is null;

create index product_newest on shop.product (first_available_at desc, id) where archived_at is null;

create index product_main_category on shop.product (category_id) where archived_at is null;

create table shop.product_translation (
  product_id uuid not null references shop.product (id) on delete cascade,
  locale text not null check (locale ~ '^[a-z]{2}(-[A-Z]{2})?$'),
  name text not null check (name <> ''),
  description text not null default '',
  primary key (product_id, locale)
);

alter table shop.product add constraint product_base_translation
  foreign key (id, base_locale) references shop.product_translation (product_id, locale) deferrable initially deferred;

create index product_translation_name on shop.product_translation using gin (shop.fold(name) public.gin_trgm_ops);

-- Every shelf a product stands on; product.category_id names the one of them that is its home.
create table shop.product_category (
  product_id uuid not null references shop.product (id) on delete cascade,
  category_id uuid not null references shop.category (id),
  primary key (product_id, category_id)
);

create index product_category_shelf on shop.product_category (category_id, product_id);

alter table shop.product add constraint product_home_is_a_shelf
  foreign key (id, category_id) references shop.product_category (product_id, category_id) deferrable initially deferred;

create table shop.tag (
  slug text primary key check (slug = lower(slug) and slug <> '' and slug !~ '\s')
);

create table shop.product_tag (
  product_id uuid not null references shop.product (id) on delete cascade,
  tag text not null references shop.tag (slug),
  primary key (product_id, tag)
);

create index product_tag_products on shop.product_tag (tag, product_id);

create table shop.collection (
  id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  base_locale text not null,
  starts_at timestamptz,
  ends_at timestamptz,
  check (ends_at > starts_at)
);

create table shop.collection_translation (
  collection_id uuid not null references shop.collection (id) on delete cascade,
  locale text not null check (locale ~ '^[a-z]{2}(-[A-Z]{2})?$'),
  name text not null check (name <> ''),
  description text not null default '',
  primary key (collection_id, locale)
);

alter table shop.collection add constraint collection_base_translation
  foreign key (id, base_locale) references shop.collection_translation (collection_id, locale) deferrable initially deferred;

create table shop.collection_product (
  collection_id uuid not null references shop.collection (id) on delete cascade,
  product_id uuid not null references shop.product (id) on delete cascade,
  position integer not null,
  primary key (collection_id, product_id),
  unique (collection_id, position)
);

create index collection_product_product on shop.collection_product (product_id);

create table shop.media (
  id uuid primary key,
  url text not null unique check (url ~ '^(/|https://|http://)\S+$' and url !~ '^//'),
  kind text not null check (kind in ('drawing', 'photo')),
  width integer not null check (width > 0),
  height integer not null check (height > 0)
);

create table shop.media_translation (
  media_id uuid not null references shop.media (id) on delete cascade,
  locale text not null check (locale ~ '^[a-z]{2}(-[A-Z]{2})?$'),
  alt text not null,
  primary key (media_id, locale)
);

create table shop.media_rendition (
  media_id uuid not null references shop.media (id) on delete cascade,
  format text not null check (format in ('webp', 'avif', 'jpeg', 'png')),
  width integer not null check (width > 0),
  url text not null unique check (url ~ '^(/|https://|http://)\S+$' and url !~ '^//'),
  primary key (media_id, format, width)
);

create table shop.product_media (
  product_id uuid not null references shop.product (id) on delete cascade,
  position integer not null check (position >= 0),
  media_id uuid not null references shop.media (id),
  primary key (product_id, position),
  unique (product_id, media_id)
);

create index product_media_media on shop.product_media (media_id);

create table shop.product_spec (
  product_id uuid not null references shop.product (id) on delete cascade,
  locale text not null check (locale ~ '^[a-z]{2}(-[A-Z]{2})?$'),
  name text not null check (name <> ''),
  value text not null check (value <> ''),
  position integer not null check (position >= 0),
  primary key (product_id, locale, name),
  unique (product_id, locale, position)
);

create table shop.sku (
  id uuid primary key,
  product_id uuid not null references shop.product (id),
  code text not null unique check (code <> '' and code = trim(code)),
  position integer not null default 0,
  archived_at timestamptz
);

create index sku_product on shop.sku (product_id, position);

create table shop.sku_option (
  sku_id uuid not null references shop.sku (id) on delete cascade,
  name text not null check (name <> ''),
  value text not null check (value <> ''),
  primary key (sku_id, name)
);

create table shop.price (
  sku_id uuid not null references shop.sku (id),
  currency text not null references shop.currency (code),
  amount_minor bigint not null check (amount_minor between 0 and 9007199254740991),
  compare_at_minor bigint check (compare_at_minor > amount_minor and compare_at_minor <= 9007199254740991),
  version integer not null default 1 check (version > 0),
  valid_from timestamptz not null,
  primary key (sku_id, currency)
);

-- Superseded prices only: the price in force lives in shop.price alone, so no fact is stored twice. A period ends where the next one starts.
create table shop.price_history (
  sku_id uuid not null,
  currency text not null,
  version integer not null check (version > 0),
  amount_minor bigint not null check (amount_minor >= 0),
  compare_at_minor bigint check (compare_at_minor > amount_minor),
  valid_from timestamptz not null,
  primary key (sku_id, currency, version),
  foreign key (sku_id, currency) references shop.price (sku_id, currency)
);

create function shop.keep_superseded_price() returns trigger language plpgsql as $$
begin
  if (new.amount_minor, new.compare_at_minor) is not distinct from (old.amount_minor, old.compare_at_minor) then
    new.version := old.version;
    new.valid_from := old.valid_from;
    return new;
  end if;
  insert into shop.price_history (sku_id, currency, version, amount_minor, compare_at_minor, valid_from)
    values (old.sku_id, old.currency, old.version, old.amount_minor, old.compare_at_minor, old.valid_from);
  new.version := old.version + 1;
  return new;
end $$;

create trigger price_history before update on shop.price for each row execute function shop.keep_superseded_price();

create table shop.stock (
  sku_id uuid primary key references shop.sku (id),
  on_hand integer not null check (on_hand >= 0),
  low_at integer not null default 5 check (low_at >= 0)
);

create index stock_low on shop.stock (on_hand) where on_hand <= 50;


-- shop 0002 customers_and_orders

-- People, baskets, orders, and what brought them here.

create table shop.loyalty_tier (
  code text primary key check (code ~ '^[a-z]+$'),
  rank smallint not null unique check (rank >= 0),
  name text not null unique
);

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


-- shop 0003 invariants

-- What a check or a foreign key cannot say, said by triggers: derived figures move in the transaction of their cause.

-- Statement triggers: one set-based change per statement, so a bulk load pays once; rows are locked in product order, so two loads never deadlock.
create function shop.keep_product_ratings() returns trigger language plpgsql as $$
declare
  products uuid[];
  stars integer[];
  changes integer[];
begin
  if tg_op = 'INSERT' then
    select array_agg(product_id), array_agg(rating), array_agg(1) into products, stars, changes from added where status = 'published';
  elsif tg_op = 'DELETE' then
    select array_agg(product_id), array_agg(rating), array_agg(-1) into products, stars, changes from removed where status = 'published';
  else
    select array_agg(product_id), array_agg(rating), array_agg(change) into products, stars, changes from (
      select product_id, rating, 1 as change from added where status = 'published'
      union all
      select product_id, rating, -1 from removed where status = 'published'
    ) as changed;
  end if;
  if products is null then
    return null;
  end if;
  insert into shop.product_rating (product_id) select distinct id from unnest(products) as given (id) order by id on conflict do nothing;
  perform from shop.product_rating where product_id = any (products) order by product_id for update;
  update shop.product_rating as kept set
    stars_1 = stars_1 + coalesce(counted.one, 0), stars_2 = stars_2 + coalesce(counted.two, 0), stars_3 = stars_3 + coalesce(counted.three, 0),
    stars_4 = stars_4 + coalesce(counted.four, 0), stars_5 = stars_5 + coalesce(counted.five, 0)
  from (
    select id, sum(change) filter (where star = 1) as one, sum(change) filter (where star = 2) as two, sum(change) filter (where star = 3) as three,
      sum(change) filter (where star = 4) as four, sum(change) filter (where star = 5) as five
    from unnest(products, stars, changes) as given (id, star, change) group by id
  ) as counted
  where kept.product_id = counted.id;
  return null;
end $$;

create trigger review_rating_added after insert on shop.review referencing new table as added
  for each statement execute function shop.keep_product_ratings();

create trigger review_rating_changed after update on shop.review referencing old table as removed new table as added
  for each statement execute function shop.keep_product_ratings();

create trigger review_rating_removed after delete on shop.review referencing old table as removed
  for each statement execute function shop.keep_product_ratings();

-- An order's goods value is the sum of its lines. Checked when lines arrive; lines are history and never change afterwards.
create function shop.check_order_goods() returns trigger language plpgsql as $$
declare
  wrong record;
begin
  select orders.id, orders.goods_minor, sum(line.unit_price_minor * line.quantity) as lines_minor into wrong
    from shop.orders
    join shop.order_line as line on line.order_id = orders.id
    where orders.id in (select order_id from added)
    group by orders.id having sum(line.unit_price_minor * line.quantity) <> orders.goods_minor
    limit 1;
  if found then
    raise exception 'order % says goods of % but its lines add up to %', wrong.id, wrong.goods_minor, wrong.lines_minor
      using errcode = 'check_violation', constraint = 'order_goods_is_sum_of_lines', hint = 'Insert all lines of an order in one statement, with the order''s goods_minor as their sum.';
  end if;
  return null;
end $$;

create trigger order_goods after insert on shop.order_line referencing new table as added
  for each statement execute function shop.check_order_goods();

create function shop.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'rows of %.% are history and are never changed', tg_table_schema, tg_table_name
    using errcode = 'check_violation', constraint = tg_table_name || '_is_history', hint = 'Write a correcting row instead.';
end $$;

create trigger order_line_is_history before update or delete on shop.order_line for each row execute function shop.refuse_change();

create trigger stock_movement_is_history before update or delete on shop.stock_movement for each row execute function shop.refuse_change();

create function shop.check_order_has_lines() returns trigger language plpgsql as $$
begin
  if new.goods_minor > 0 and not exists (select from shop.order_line where order_id = new.id) then
    raise exception 'order % has no lines', new.id using errcode = 'check_violation', constraint = 'order_has_lines', hint = 'Insert the lines in the transaction of the order.';
  end if;
  return null;
end $$;

create constraint trigger order_has_lines after insert or update of goods_minor on shop.orders deferrable initially deferred
  for each row execute function shop.check_order_has_lines();

create function shop.guard_order_status() returns trigger language plpgsql as $$
begin
  if not exists (select from shop.order_transition where from_status = old.status and to_status = new.status) then
    raise exception 'an order cannot go from % to %', old.status, new.status
      using errcode = 'check_violation', constraint = 'order_transition', hint = 'See shop.order_transition for the moves there are.';
  end if;
  return new;
end $$;

create trigger order_status_guard before update of status on shop.orders
  for each row when (old.status is distinct from new.status) execute function shop.guard_order_status();

create function shop.keep_order_history() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into shop.order_status_history (order_id, position, status, changed_at) select id, 1, status, placed_at from added;
  else
    insert into shop.order_status_history (order_id, position, status, changed_at)
      select added.id, (select max(position) + 1 from shop.order_status_history as before where before.order_id = added.id), added.status, added.updated_at
      from added join removed on removed.id = added.id where added.status <> removed.status;
  end if;
  return null;
end $$;

create trigger order_history_begins after insert on shop.orders referencing new table as added
  for each statement execute function shop.keep_order_history();

create trigger order_history_goes_on after update on shop.orders referencing old table as removed new table as added
  for each statement execute function shop.keep_order_history();

-- Every change of stock leaves a movement: stock.on_hand is always the sum of its movements. The cause rides in transaction-local settings,
-- so that nobody can change stock and forget to say why; without a cause it is a correction.
create function shop.keep_stock_movements() returns trigger language plpgsql as $$
declare
  reason text := coalesce(nullif(current_setting('shop.stock_reason', true), ''), 'corrected');
  order_id uuid := nullif(current_setting('shop.stock_order', true), '')::uuid;
  moved_at timestamptz := coalesce(nullif(current_setting('shop.stock_moment', true), '')::timestamptz, now());
begin
  if tg_op = 'INSERT' then
    insert into shop.stock_movement (sku_id, change, reason, order_id, moved_at)
      select added.sku_id, added.on_hand, 'received', null, moved_at from added where added.on_hand > 0;
  else
    insert into shop.stock_movement (sku_id, change, reason, order_id, moved_at)
      select added.sku_id, added.on_hand - removed.on_hand, reason, order_id, moved_at
      from added join removed on removed.sku_id = added.sku_id where added.on_hand <> removed.on_hand;
  end if;
  return null;
end $$;

create trigger stock_movement_first after insert on shop.stock referencing new table as added
  for each statement execute function shop.keep_stock_movements();

create trigger stock_movement_next after update on shop.stock referencing old table as removed new table as added
  for each statement execute function shop.keep_stock_movements();

-- The one way to change stock with a reason: sets the cause, changes the rows in SKU order, forgets the cause.
create function shop.move_stock(p_sku_ids uuid[], p_changes integer[], p_reason text, p_order_id uuid, p_moment timestamptz) returns void language plpgsql as $$
begin
  perform set_config('shop.stock_reason', p_reason, true), set_config('shop.stock_order', coalesce(p_order_id::text, ''), true),
    set_config('shop.stock_moment', p_moment::text, true);
  perform from shop.stock where sku_id = any (p_sku_ids) order by sku_id for update;
  update shop.stock set on_hand = on_hand + moved.change
    from (select sku_id, sum(change)::integer as change from unnest(p_sku_ids, p_changes) as given (sku_id, change) group by sku_id) as moved
    where stock.sku_id = moved.sku_id;
  perform set_config('shop.stock_reason', '', true), set_config('shop.stock_order', '', true), set_config('shop.stock_moment', '', true);
end $$;


-- shop 0004 order_routines

-- Placing an order is one routine in one transaction. Expected failures leave it as SQLSTATE VT0xx with a JSON detail, so everything is undone:
--   VT001 the idempotency key was used for another order     VT002 a price is no longer the quoted one     VT003 not enough stock
--   VT004 a SKU is unknown or no longer sold                  VT005 the promotion has ended or is used up  VT006 the request is malformed
--
-- Lock order, the same in every routine, so that two can wait for each other but never in a circle:
--   idempotency key -> order -> promotion -> stock rows in SKU order.

create function shop.check_order_prices(p_currency text, p_lines jsonb) returns void language plpgsql as $$
declare
  wrong jsonb;
begin
  if jsonb_typeof(p_lines) is distinct from 'array' or jsonb_array_length(p_lines) = 0 then
    raise exception 'an order needs at least one line' using errcode = 'VT006', hint = 'Send lines as a JSON array of objects.';
  end if;
  if (select count(*) <> count(distinct line ->> 'sku_id') from jsonb_array_elements(p_lines) as given (line)) then
    raise exception 'a SKU appears in two lines' using errcode = 'VT006', hint = 'Add up the quantities of one SKU before placing the order.';
  end if;
  select jsonb_agg(line.sku_id) into wrong
    from jsonb_to_recordset(p_lines) as line (sku_id uuid)
    left join shop.sku on sku.id = line.sku_id and sku.archived_at is null
    left join shop.product on product.id = sku.product_id and product.archived_at is null
    where product.id is null;
  if wrong is not null then
    raise exception 'some articles are no longer sold' using errcode = 'VT004', detail = wrong::text;
  end if;
  select jsonb_agg(jsonb_build_object('sku_id', line.sku_id, 'quoted_minor', line.unit_price_minor, 'price_minor', price.amount_minor)) into wrong
    from jsonb_to_recordset(p_lines) as line (sku_id uuid, unit_price_minor bigint, price_version integer)
    left join shop.price on price.sku_id = line.sku_id and price.currency = p_currency
    where (price.version, price.amount_minor) is distinct from (line.price_version, line.unit_price_minor);
  if wrong is not null then
    raise exception 'some prices have changed since the quote' using errcode = 'VT002', detail = wrong::text;
  end if;
end $$;

create function shop.take_stock(p_order_id uuid, p_lines jsonb, p_now timestamptz) returns void language plpgsql as $$
declare
  short jsonb;
begin
  -- Locked in SKU order whatever the basket's order, and judged only once locked: the last unit has one owner.
  perform from shop.stock where sku_id in (select (line ->> 'sku_id')::uuid from jsonb_array_elements(p_lines) as given (line)) order by sku_id for update;
  select jsonb_agg(jsonb_build_object('sku_id', line.sku_id, 'wanted', line.quantity, 'left', coalesce(stock.on_hand, 0))) into short
    from jsonb_to_recordset(p_lines) as line (sku_id uuid, quantity integer)
    left join shop.stock on stock.sku_id = line.sku_id
    where coalesce(stock.on_hand, 0) < line.quantity;
  if short is not null then
    raise exception 'not enough stock' using errcode = 'VT003', detail = short::text;
  end if;
  perform shop.move_stock(array_agg(line.sku_id), array_agg(-line.quantity), 'sold', p_order_id, p_now)
    from jsonb_to_recordset(p_lines) as line (sku_id uuid, quantity integer);
end $$;

create function shop.use_promotion(p_order_id uuid, p_promotion_id uuid, p_discount_minor bigint, p_now timestamptz) returns void language plpgsql as $$
begin
  update shop.promotion set used = used + 1
    where id = p_promotion_id and starts_at <= p_now and (ends_at is null or p_now < ends_at) and (max_uses is null or used < max_uses);
  if not found then
    raise exception 'the promotion has ended or is used up' using errcode = 'VT005', detail = jsonb_build_array(p_promotion_id)::text;
  end if;
  insert into shop.order_promotion (order_id, promotion_id, discount_minor) values (p_order_id, p_promotion_id, p_discount_minor);
end $$;

-- request: order_id, idempotency_key, fingerprint, now, currency, customer_id?, visitor_id?, email?, discount_minor?, promotion_id?, delivery_minor?,
--   included_tax_minor?, campaign_id?, influencer_id?, payment {id, provider}, addresses [{purpose, recipient, line1, ...}],
--   lines [{sku_id, quantity, unit_price_minor, price_version}]
-- Asked again with the same key and fingerprint it answers the first order and changes nothing.
create function shop.place_order(request jsonb, out order_id uuid, out order_number bigint, out total_minor bigint, out replayed boolean) language plpgsql as $$
declare
  asked record;
  before record;
  goods bigint;
begin
  select * into asked from jsonb_to_record(request) as given (
    order_id uuid, idempotency_key text, fingerprint text, now timestamptz, currency text, customer_id uuid, visitor_id text, email text, discount_minor bigint,
    promotion_id uuid, delivery_minor bigint, included_tax_minor bigint, campaign_id uuid, influencer_id uuid, payment jsonb, addresses jsonb, lines jsonb);

  -- A second submit of the same key waits here for the first one's commit; if that one failed, this one carries on.
  insert into shop.order_request (idempotency_key, fingerprint, order_id, created_at)
    values (asked.idempotency_key, asked.fingerprint, asked.order_id, asked.now) on conflict (idempotency_key) do nothing;
  if not found then
    select order_request.fingerprint, orders.id, orders.number, orders.goods_minor - orders.discount_minor + orders.delivery_minor as total into before
      from shop.order_request join shop.orders on orders.id = order_request.order_id
      where order_request.idempotency_key = asked.idempotency_key;
    if before.fingerprint <> asked.fingerprint then
      raise exception 'this idempotency key belongs to another order' using errcode = 'VT001', hint = 'Make a new key for a new order.';
    end if;
    order_id := before.id; order_number := before.number; total_minor := before.total; replayed := true;
    return;
  end if;

  perform shop.check_order_prices(asked.currency, asked.lines);
  select sum(line.unit_price_minor * line.quantity) into goods from jsonb_to_recordset(asked.lines) as line (unit_price_minor bigint, quantity integer);

  insert into shop.orders (id, external_id, customer_id, visitor_id, email, currency, status, goods_minor, discount_minor, delivery_minor, included_tax_minor, placed_at, updated_at)
    values (asked.order_id, asked.order_id::text, asked.customer_id, asked.visitor_id, asked.email, asked.currency, 'pending', goods,
      coalesce(asked.discount_minor, 0), coalesce(asked.delivery_minor, 0), coalesce(asked.included_tax_minor, 0), asked.now, asked.now)
    returning orders.number, orders.goods_minor - orders.discount_minor + orders.delivery_minor into order_number, total_minor;
  order_id := asked.order_id;
  replayed := false;

  if asked.promotion_id is not null then
    perform shop.use_promotion(asked.order_id, asked.promotion_id, coalesce(asked.discount_minor, 0), asked.now);
  end if;
  perform shop.take_stock(asked.order_id, asked.lines, asked.now);
  perform shop.write_order_parts(asked.order_id, total_minor, request);
  insert into platform.outbox (topic, key, payload) values ('order', asked.order_id::text,
    jsonb_build_object('kind', 'order.placed', 'orderId', asked.order_id, 'number', order_number, 'at', asked.now));
end $$;

create function shop.write_order_parts(p_order_id uuid, p_total_minor bigint, request jsonb) returns void language plpgsql as $$
begin
  insert into shop.order_line (order_id, line_no, sku_id, product_name, unit_price_minor, quantity)
    select p_order_id, given.line_no, sku.id, product_translation.name, (given.line ->> 'unit_price_minor')::bigint, (given.line ->> 'quantity')::integer
    from jsonb_array_elements(request -> 'lines') with ordinality as given (line, line_no)
    join shop.sku on sku.id = (given.line ->> 'sku_id')::uuid
    join shop.product on product.id = sku.product_id
    join shop.product_translation on product_translation.product_id = product.id and product_translation.locale = product.base_locale;
  insert into shop.order_address (order_id, purpose, recipient, line1, line2, postal_code, city, region, country)
    select p_order_id, purpose, recipient, line1, line2, postal_code, city, region, country
    from jsonb_to_recordset(coalesce(request -> 'addresses', '[]')) as given (purpose text, recipient text, line1 text, line2 text, postal_code text, city text, region text, country text);
  insert into shop.payment (id, order_id, currency, amount_minor, provider, status, created_at, updated_at)
    values ((request -> 'payment' ->> 'id')::uuid, p_order_id, request ->> 'currency', p_total_minor, request -> 'payment' ->> 'provider', 'intent',
      (request ->> 'now')::timestamptz, (request ->> 'now')::timestamptz);
  insert into shop.order_attribution (order_id, campaign_id, influencer_id)
    select p_order_id, (request ->> 'campaign_id')::uuid, (request ->> 'influencer_id')::uuid where request ->> 'campaign_id' is not null;
end $$;

-- Moves an order along shop.order_transition. Cancelling gives back exactly what the order took, its promotion's use, and its money.
-- Answers the status it had before; null when there is no such order.
create function shop.change_order_status(p_order_id uuid, p_status text, p_now timestamptz) returns text language plpgsql as $$
declare
  before text;
begin
  select status into before from shop.orders where id = p_order_id for update;
  if before is null or before = p_status then
    return before;
  end if;
  update shop.orders set status = p_status, updated_at = p_now where id = p_order_id;
  if p_status = 'cancelled' then
    update shop.promotion set used = used - 1 where id in (select promotion_id from shop.order_promotion where order_id = p_order_id);
    perform shop.move_stock(array_agg(sku_id), array_agg(-change), 'returned', p_order_id, p_now)
      from shop.stock_movement where order_id = p_order_id and reason = 'sold' having count(*) > 0;
  end if;
  update shop.payment set updated_at = p_now, status = case
      when p_status = 'paid' then 'captured'
      when payment.status = 'captured' then 'refund_due'
      else 'cancelled' end
    where order_id = p_order_id and (
      (p_status = 'paid' and payment.status in ('intent', 'authorised'))
      or (p_status in ('cancelled', 'refunded') and payment.status in ('intent', 'authorised', 'captured')));
  insert into platform.outbox (topic, key, payload) values ('order', p_order_id::text,
    jsonb_build_object('kind', 'order.' || p_status, 'orderId', p_order_id, 'at', p_now));
  return before;
end $$;


-- shop 0006 reports

-- Reports of the office, callable from any SQL client. Days are days of the shop (shop.setting.time_zone); from is included, until is not.

create function shop.shop_moment(day date) returns timestamptz language sql stable as $$
  select day::timestamp at time zone setting.time_zone from shop.setting
$$;


-- shop 0007 imports_and_branches

-- What the last accepted import record of a product looked like (a hash), so that importing the same record again changes nothing,
-- neither our own edits since then nor the stock that was sold since then.
create table shop.product_import (
  product_id uuid primary key references shop.product (id) on delete cascade,
  fingerprint text not null check (fingerprint <> ''),
  imported_at timestamptz not null
);

-- A category and what is above it, depth 0 first. A function, not a view: the walk starts at one category and reads only its own branch.
create function shop.category_ancestors(p_category_id uuid) returns table (id uuid, depth integer) language sql stable as $$
  with recursive above as (
    select category.id, category.parent_id, 0 as depth from shop.category where category.id = p_category_id
    union all
    select category.id, category.parent_id, above.depth + 1 from above join shop.category on category.id = above.parent_id
  )
  select above.id, above.depth from above
$$;

-- A category and everything below it.
create function shop.category_descendants(p_category_id uuid) returns table (id uuid) language sql stable as $$
  with recursive below as (
    select p_category_id as id
    union all
    select category.id from below join shop.category on category.parent_id = below.id
  )
  select below.id from below
$$;


-- shop 0008 tints

-- A tint may be any CSS colour that names itself by numbers, or a pair of them for light and dark pages. It goes into a style attribute,
-- so nothing else may: no url(), no var(), no semicolon.
alter table shop.product drop constraint product_tint_check;

alter table shop.product add constraint product_tint_check check (
  tint ~ '^(#[0-9a-fA-F]{3,8}|(oklch|oklab|rgb|hsl)\([0-9.,%/ -]{3,60}\))$'
  or tint ~ '^light-dark\((#[0-9a-fA-F]{3,8}|(oklch|oklab|rgb|hsl)\([0-9.,%/ -]{3,60}\)), ?(#[0-9a-fA-F]{3,8}|(oklch|oklab|rgb|hsl)\([0-9.,%/ -]{3,60}\))\)$'
);


-- shop 0009 order_goods

-- The sum is compared at commit too, whenever an order's goods value is written: so it cannot be changed afterwards either.
create or replace function shop.check_order_has_lines() returns trigger language plpgsql as $$
declare
  lines_minor bigint := (select coalesce(sum(unit_price_minor * quantity), 0) from shop.order_line where order_id = new.id);
begin
  if lines_minor <> new.goods_minor then
    raise exception 'order % says goods of % but its lines add up to %', new.id, new.goods_minor, lines_minor
      using errcode = 'check_violation', constraint = 'order_goods_is_sum_of_lines', hint = 'Insert the lines in the transaction of the order, and leave goods_minor alone afterwards.';
  end if;
  return null;
end $$;


-- shop 0010 order_checks_by_index

-- The order checks run inside bulk loads, on tables whose statistics are still those of empty ones, and their plans are kept for the session. One lookup by
-- key for each order is always right here, a scan never is; left to itself the planner chose the scan and a load of n orders took n squared.
create or replace function shop.check_order_goods() returns trigger language plpgsql set enable_seqscan = off as $$
declare
  wrong record;
begin
  select orders.id, orders.goods_minor, held.lines_minor into wrong
    from (select distinct order_id from added) as touched
    join shop.orders on orders.id = touched.order_id
    cross join lateral (
      select sum(line.unit_price_minor * line.quantity) as lines_minor from shop.order_line as line where line.order_id = touched.order_id
    ) as held
    where held.lines_minor <> orders.goods_minor
    limit 1;
  if found then
    raise exception 'order % says goods of % but its lines add up to %', wrong.id, wrong.goods_minor, wrong.lines_minor
      using errcode = 'check_violation', constraint = 'order_goods_is_sum_of_lines', hint = 'Insert all lines of an order in one statement, with the order''s goods_minor as their sum.';
  end if;
  return null;
end $$;

alter function shop.check_order_has_lines() set enable_seqscan = off;

alter function shop.keep_order_history() set enable_seqscan = off;


-- recsys 0001 tenants_catalog_people

-- Recommender schema: tenants, keys, items, users, event types, identity.
-- Every table below is keyed by namespace_id, a surrogate of (organisation, namespace name), so that no query can
-- reach a neighbour's rows by leaving out half of a composite key.

create schema if not exists recsys;

create table recsys.organisations (
  org_id uuid primary key,
  name text not null default '' check (length(name) <= 256),
  created_at timestamptz not null default now()
);

comment on table recsys.organisations is 'Tenants of the recommender; any UUID that names itself becomes one.';

create table recsys.namespaces (
  namespace_id integer generated always as identity primary key,
  org_id uuid not null references recsys.organisations (org_id) on delete cascade,
  name text not null check (length(name) between 1 and 256),
  currency text not null default 'EUR' check (currency ~ '^[A-Z]{3}$'),
  -- Counts item writes; item rows carry the value they were written at, so a reader asks only for what is newer.
  catalog_revision bigint not null default 0 check (catalog_revision >= 0),
  -- Revision of the last deletion: a reader behind it reloads the whole catalog, as deleted rows leave no trace.
  catalog_deletion_revision bigint not null default 0 check (catalog_deletion_revision >= 0),
  created_at timestamptz not null default now(),
  unique (org_id, name),
  check (catalog_deletion_revision <= catalog_revision)
);

comment on table recsys.namespaces is 'One catalog and its audience inside an organisation; all prices in one currency.';

create table recsys.api_keys (
  api_key_id uuid primary key,
  key_hash bytea not null unique check (octet_length(key_hash) = 32),
  label text not null default '' check (length(label) <= 256),
  every_organisation boolean not null default false,
  created_at timestamptz not null default now(),
  revoked_at timestamptz,
  check (revoked_at is null or revoked_at >= created_at)
);

comment on table recsys.api_keys is 'SHA-256 of each key; the key itself is shown once and never stored.';

create table recsys.api_key_scopes (
  api_key_id uuid not null references recsys.api_keys (api_key_id) on delete cascade,
  scope text not null check (scope in ('ingest', 'read', 'recommend', 'publish', 'backfill', 'admin')),
  primary key (api_key_id, scope)
);

create table recsys.api_key_organisations (
  api_key_id uuid not null references recsys.api_keys (api_key_id) on delete cascade,
  org_id uuid not null references recsys.organisations (org_id) on delete cascade,
  primary key (api_key_id, org_id)
);

create index api_key_organisations_org_idx on recsys.api_key_organisations (org_id);

-- tags and category_path are arrays, not child tables: each is one value of the wire that is replaced whole, never
-- joined and never pointed at; the in-memory catalog, not SQL, answers questions about single tags.
create table recsys.items (
  namespace_id integer not null references recsys.namespaces (namespace_id) on delete cascade,
  item_id text not null check (length(item_id) between 1 and 256),
  available boolean not null default false,
  price_minor bigint check (price_minor between 0 and 9007199254740991),
  brand text check (length(brand) <= 512),
  category text check (length(category) <= 512),
  category_path text[] not null default '{}',
  tags text[] not null default '{}',
  props jsonb not null default '{}',
  description text,
  url text check (length(url) <= 2048),
  image_url text check (length(image_url) <= 2048),
  metadata_version text check (length(metadata_version) <= 256),
  embedding real[] check (cardinality(embedding) = 384),
  first_available timestamptz,
  revision bigint not null check (revision > 0),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (namespace_id, item_id)
);

create index items_revision_idx on recsys.items (namespace_id, revision);

create index items_newest_idx on recsys.items (namespace_id, created_at desc, item_id);

comment on column recsys.items.first_available is
  'When the catalog says the item went on sale; created_at is only when we heard of it, so a backfilled catalog does not look new.';

create table recsys.users (
  namespace_id integer not null references recsys.namespaces (namespace_id) on delete cascade,
  user_id text not null check (length(user_id) between 1 and 256),
  traits jsonb not null default '{}',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (namespace_id, user_id)
);

create index users_newest_idx on recsys.users (namespace_id, created_at desc, user_id);

-- A merge of an anonymous visitor into a person is one row, resolved when read: repeating it changes nothing and
-- removing the row undoes it.
create table recsys.identity_links (
  namespace_id integer not null references recsys.namespaces (namespace_id) on delete cascade,
  anonymous_id text not null check (length(anonymous_id) between 1 and 256),
  user_id text not null check (length(user_id) between 1 and 256),
  linked_at timestamptz not null default now(),
  primary key (namespace_id, anonymous_id),
  check (anonymous_id <> user_id)
);

create index identity_links_user_idx on recsys.identity_links (namespace_id, user_id);

create table recsys.event_type_defaults (
  type smallint primary key check (type between 0 and 255),
  name text not null unique check (length(name) between 1 and 64),
  weight double precision not null check (weight > 0 and weight < 'infinity'),
  half_life_days double precision not null check (half_life_days > 0 and half_life_days < 'infinity')
);

create table recsys.event_types (
  namespace_id integer not null references recsys.namespaces (namespace_id) on delete cascade,
  type smallint not null check (type between 0 and 255),
  name text check (length(name) between 1 and 64),
  weight double precision not null check (weight > 0 and weight < 'infinity'),
  half_life_days double precision check (half_life_days > 0 and half_life_days < 'infinity'),
  is_active boolean not null default true,
  updated_at timestamptz not null default now(),
  primary key (namespace_id, type)
);

comment on table recsys.event_types is 'A tenant''s own weights; types absent here follow event_type_defaults.';


-- recsys 0002 events

-- Behaviour: events partitioned by month, their dedupe keys, and the routine that makes partitions ahead of time.

create table recsys.events (
  event_id uuid not null,
  namespace_id integer not null references recsys.namespaces (namespace_id) on delete cascade,
  user_id text not null check (length(user_id) between 1 and 256),
  -- Null for events of a whole order or session: an empty id would become a recommendable "item".
  item_id text check (length(item_id) between 1 and 256),
  type smallint not null check (type between 0 and 255),
  value double precision not null check (value > '-infinity' and value < 'infinity'),
  ts timestamptz not null,
  client_ts timestamptz,
  source_event_id text check (length(source_event_id) between 1 and 256),
  meta jsonb not null default '{}' check (jsonb_typeof(meta) = 'object'),
  -- Derived, never written: an impression must not weigh in any model, and the two columns below let one index say so.
  is_impression boolean not null generated always as (coalesce(meta ->> 'kind', '') = 'impression') stored,
  session_id text generated always as (meta ->> 'session_id') stored,
  primary key (event_id, ts)
) partition by range (ts);

comment on column recsys.events.ts is 'Server time; only the backfill scope may set it.';

comment on column recsys.events.client_ts is 'What the client claimed, kept for study, ruled by nothing.';

create table recsys.events_default partition of recsys.events default;

-- "The last 50 events of one user that are no impressions": equality, equality, equality, then already in order.
create index events_user_idx on recsys.events (namespace_id, user_id, is_impression, ts desc, event_id desc);

create index events_purchase_idx on recsys.events (namespace_id, user_id, ts desc) where type = 3;

-- Training reads a tenant's events in time order by keyset.
create index events_time_idx on recsys.events (namespace_id, ts, event_id);

create index events_request_idx on recsys.events (namespace_id, (meta ->> 'request_id')) where meta ? 'request_id';

-- A unique index on a partitioned table must contain the partition key, and ts is server time, so it cannot
-- recognise a retry. The keys therefore live in one unpartitioned table of their own; the insert into it decides,
-- in the same transaction, which events are new. It points at no event: retention drops event partitions whole and
-- prunes keys by first_seen.
create table recsys.event_keys (
  namespace_id integer not null references recsys.namespaces (namespace_id) on delete cascade,
  source_event_id text not null check (length(source_event_id) between 1 and 256),
  first_seen timestamptz not null,
  primary key (namespace_id, source_event_id)
);

create index event_keys_first_seen_idx on recsys.event_keys (first_seen);

-- Decisions: what was shown to whom, by which model, with which probability.
create table recsys.decisions (
  request_id uuid not null,
  decided_at timestamptz not null,
  namespace_id integer not null references recsys.namespaces (namespace_id) on delete cascade,
  user_id text check (length(user_id) between 1 and 256),
  session_id text check (length(session_id) <= 256),
  surface text not null check (length(surface) between 1 and 64),
  strategy text not null check (length(strategy) between 1 and 64),
  arm text not null check (length(arm) between 1 and 128),
  propensity double precision not null check (propensity > 0 and propensity <= 1),
  model_version text not null check (length(model_version) between 1 and 128),
  fallback text check (length(fallback) <= 256),
  duration_ms double precision not null check (duration_ms >= 0),
  primary key (request_id, decided_at)
) partition by range (decided_at);

create table recsys.decisions_default partition of recsys.decisions default;

create index decisions_time_idx on recsys.decisions (namespace_id, decided_at desc, request_id);

create index decisions_user_idx on recsys.decisions (namespace_id, user_id, decided_at desc);

create table recsys.decision_items (
  request_id uuid not null,
  decided_at timestamptz not null,
  rank smallint not null check (rank between 1 and 1000),
  item_id text not null check (length(item_id) between 1 and 256),
  score double precision not null check (score > '-infinity' and score < 'infinity'),
  reasons text[] not null default '{}',
  because_kind text check (length(because_kind) between 1 and 32),
  because_item_id text check (length(because_item_id) between 1 and 256),
  primary key (request_id, decided_at, rank),
  unique (request_id, decided_at, item_id),
  foreign key (request_id, decided_at) references recsys.decisions (request_id, decided_at) on delete cascade
) partition by range (decided_at);

create table recsys.decision_items_default partition of recsys.decision_items default;

-- Makes the partition of one month (UTC) for one table and moves there what waited in the default partition.
-- Attaching takes only a weak lock on the parent; the advisory lock serialises two processes making the same month.
create function recsys.ensure_month_partition(parent text, month_start date) returns boolean
language plpgsql as $$
declare
  partition_name text := parent || '_' || to_char(month_start, 'YYYY_MM');
  key_column text := case parent when 'events' then 'ts' else 'decided_at' end;
  from_time timestamptz := date_trunc('month', month_start)::timestamp at time zone 'UTC';
  to_time timestamptz := (date_trunc('month', month_start)::timestamp + interval '1 month') at time zone 'UTC';
  waiting boolean;
begin
  if parent not in ('events', 'decisions', 'decision_items') then
    raise exception 'recsys.ensure_month_partition: % is not partitioned by month', parent;
  end if;
  if to_regclass('recsys.' || quote_ident(partition_name)) is not null then
    return false;
  end if;
  perform pg_advisory_xact_lock(hashtext('recsys.ensure_month_partition'));
  if to_regclass('recsys.' || quote_ident(partition_name)) is not null then
    return false;
  end if;
  execute format('select exists (select 1 from recsys.%I where %I >= $1 and %I < $2)', parent || '_default', key_column, key_column)
    into waiting using from_time, to_time;
  if waiting then
    -- Rows already wait in the default partition (nobody made the month in time). Detached, they can move into the
    -- new month; decisions cannot be detached while their items point at them, so they stay where they are.
    if parent <> 'events' then
      return false;
    end if;
    execute 'alter table recsys.events detach partition recsys.events_default';
    execute format('create table recsys.%I partition of recsys.events for values from (%L) to (%L)', partition_name, from_time, to_time);
    execute format(
      'with moved as (delete from recsys.events_default where ts >= $1 and ts < $2 returning event_id, namespace_id, user_id, item_id, type, value, ts, client_ts, source_event_id, meta) '
      'insert into recsys.%I (event_id, namespace_id, user_id, item_id, type, value, ts, client_ts, source_event_id, meta) select * from moved', partition_name)
      using from_time, to_time;
    execute 'alter table recsys.events attach partition recsys.events_default default';
    return true;
  end if;
  execute format('create table recsys.%I partition of recsys.%I for values from (%L) to (%L)', partition_name, parent, from_time, to_time);
  return true;
end $$;

-- Makes every month of [first_day, last_day] for events, and for decisions when asked. Answers how many were made.
create function recsys.ensure_month_partitions(first_day date, last_day date, with_decisions boolean default true) returns integer
language plpgsql as $$
declare
  month_start date;
  made integer := 0;
begin
  for month_start in select generate_series(date_trunc('month', first_day), date_trunc('month', last_day), interval '1 month')::date loop
    made := made + recsys.ensure_month_partition('events', month_start)::integer;
    if with_decisions then
      made := made + recsys.ensure_month_partition('decisions', month_start)::integer;
      made := made + recsys.ensure_month_partition('decision_items', month_start)::integer;
    end if;
  end loop;
  return made;
end $$;

-- Retention: drops whole months that ended before keep_from. Items of decisions go before the decisions they name.
create function recsys.drop_month_partitions(keep_from date) returns integer
language plpgsql as $$
declare
  parent text;
  victim text;
  dropped integer := 0;
begin
  foreach parent in array array['decision_items', 'decisions', 'events'] loop
    for victim in
      select child.relname
      from pg_inherits
      join pg_class child on child.oid = inhrelid
      join pg_class root on root.oid = inhparent
      join pg_namespace on pg_namespace.oid = root.relnamespace
      where nspname = 'recsys' and root.relname = parent and child.relname ~ '_[0-9]{4}_[0-9]{2}$'
        and to_date(right(child.relname, 7), 'YYYY_MM') + interval '1 month' <= keep_from
    loop
      execute format('alter table recsys.%I detach partition recsys.%I', parent, victim);
      execute format('drop table recsys.%I', victim);
      dropped := dropped + 1;
    end loop;
  end loop;
  delete from recsys.event_keys where first_seen < keep_from;
  return dropped;
end $$;


-- recsys 0003 models_placements_experiments

-- Models and their life, jobs, recommendation cache, placements, rules, experiments, bandits.

create table recsys.batch_jobs (
  job_id uuid primary key,
  namespace_id integer references recsys.namespaces (namespace_id) on delete cascade,
  type text not null check (length(type) between 1 and 64),
  status text not null check (status in ('queued', 'running', 'succeeded', 'failed', 'cancelled')),
  created_at timestamptz not null default now(),
  started_at timestamptz,
  completed_at timestamptz,
  error text,
  metrics jsonb not null default '{}' check (jsonb_typeof(metrics) = 'object'),
  check (status <> 'queued' or started_at is null),
  check ((status in ('succeeded', 'failed', 'cancelled')) = (completed_at is not null)),
  check (completed_at is null or started_at is null or completed_at >= started_at),
  check ((status = 'failed') = (error is not null))
);

create index batch_jobs_newest_idx on recsys.batch_jobs (created_at desc, job_id);

create table recsys.batch_job_logs (
  job_id uuid not null references recsys.batch_jobs (job_id) on delete cascade,
  line_no integer not null check (line_no > 0),
  logged_at timestamptz not null default now(),
  level text not null check (level in ('info', 'warn', 'error')),
  message text not null,
  primary key (job_id, line_no)
);

create table recsys.feature_sets (
  feature_set_id uuid primary key,
  namespace_id integer not null references recsys.namespaces (namespace_id) on delete cascade,
  name text not null check (length(name) between 1 and 128),
  version integer not null check (version > 0),
  columns jsonb not null check (jsonb_typeof(columns) = 'array'),
  path text not null,
  sha256 bytea not null check (octet_length(sha256) = 32),
  size_bytes bigint not null check (size_bytes >= 0),
  row_count bigint not null check (row_count >= 0),
  created_at timestamptz not null default now(),
  unique (namespace_id, name, version)
);

create table recsys.runs (
  run_id uuid primary key,
  namespace_id integer not null references recsys.namespaces (namespace_id) on delete cascade,
  model_name text not null check (length(model_name) between 1 and 64),
  config jsonb not null default '{}' check (jsonb_typeof(config) = 'object'),
  seed bigint not null,
  status text not null check (status in ('running', 'succeeded', 'failed')),
  started_at timestamptz not null,
  finished_at timestamptz,
  error text,
  window_from timestamptz,
  window_to timestamptz,
  interaction_count bigint check (interaction_count >= 0),
  user_count integer check (user_count >= 0),
  item_count integer check (item_count >= 0),
  fit_seconds double precision check (fit_seconds >= 0),
  unique (namespace_id, run_id),
  check ((status = 'running') = (finished_at is null)),
  check ((status = 'failed') = (error is not null)),
  check (window_to >= window_from)
);

create index runs_newest_idx on recsys.runs (namespace_id, started_at desc, run_id);

create table recsys.run_metrics (
  run_id uuid not null references recsys.runs (run_id) on delete cascade,
  metric text not null check (length(metric) between 1 and 64),
  value double precision not null,
  low double precision,
  high double precision,
  primary key (run_id, metric),
  check ((low is null) = (high is null)),
  check (low is null or low <= high)
);

create table recsys.model_versions (
  namespace_id integer not null,
  version text not null check (version ~ '^[a-z0-9][a-z0-9._-]{0,126}$'),
  run_id uuid not null unique,
  created_at timestamptz not null,
  primary key (namespace_id, version),
  foreign key (namespace_id, run_id) references recsys.runs (namespace_id, run_id) on delete cascade
);

create table recsys.artifacts (
  namespace_id integer not null,
  version text not null,
  path text not null unique check (path !~ '(^/|\.\.)'),
  sha256 bytea not null check (octet_length(sha256) = 32),
  size_bytes bigint not null check (size_bytes > 0),
  primary key (namespace_id, version),
  foreign key (namespace_id, version) references recsys.model_versions (namespace_id, version) on delete cascade
);

create table recsys.gates (
  namespace_id integer not null,
  version text not null,
  gate text not null check (length(gate) between 1 and 64),
  passed boolean not null,
  measured double precision,
  threshold double precision,
  reason text not null,
  judged_at timestamptz not null,
  primary key (namespace_id, version, gate),
  foreign key (namespace_id, version) references recsys.model_versions (namespace_id, version) on delete cascade
);

-- The moves are the truth and are never changed; "where the alias stands" is the newest move (the view below), so
-- the two cannot disagree. Read as a stack: a promotion pushes, a rollback pops, so rolling back twice walks further.
create table recsys.alias_moves (
  namespace_id integer not null,
  alias text not null check (alias in ('champion', 'challenger')),
  move_no integer not null check (move_no > 0),
  version text not null,
  kind text not null check (kind in ('promote', 'rollback')),
  reason text not null default '',
  moved_by text not null default '' check (length(moved_by) <= 256),
  moved_at timestamptz not null,
  primary key (namespace_id, alias, move_no),
  foreign key (namespace_id, version) references recsys.model_versions (namespace_id, version)
);

create index alias_moves_version_idx on recsys.alias_moves (namespace_id, version);

create table recsys.recommendation_cache (
  namespace_id integer not null references recsys.namespaces (namespace_id) on delete cascade,
  user_id text not null check (length(user_id) between 1 and 256),
  surface text not null check (length(surface) between 1 and 64),
  model_version text not null,
  status text not null check (status in ('fresh', 'stale', 'failed')),
  generated_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (namespace_id, user_id, surface),
  check (expires_at > generated_at)
);

create table recsys.recommendation_cache_items (
  namespace_id integer not null,
  user_id text not null,
  surface text not null,
  rank smallint not null check (rank between 1 and 1000),
  item_id text not null,
  score double precision not null,
  primary key (namespace_id, user_id, surface, rank),
  unique (namespace_id, user_id, surface, item_id),
  foreign key (namespace_id, user_id, surface)
    references recsys.recommendation_cache (namespace_id, user_id, surface) on delete cascade
);

create table recsys.placements (
  namespace_id integer not null references recsys.namespaces (namespace_id) on delete cascade,
  surface text not null check (surface ~ '^[a-z0-9][a-z0-9_-]{0,63}$'),
  strategy text not null check (length(strategy) between 1 and 64),
  budget_ms integer not null default 80 check (budget_ms between 1 and 10000),
  mmr_lambda double precision check (mmr_lambda between 0 and 1),
  brand_cap smallint check (brand_cap between 0 and 1000),
  category_cap smallint check (category_cap between 0 and 1000),
  updated_at timestamptz not null,
  primary key (namespace_id, surface)
);

comment on table recsys.placements is 'A surface''s strategy, changed at run time; a surface with no row follows the program''s defaults.';

create table recsys.placement_fallbacks (
  namespace_id integer not null,
  surface text not null,
  position smallint not null check (position between 1 and 10),
  strategy text not null check (length(strategy) between 1 and 64),
  primary key (namespace_id, surface, position),
  unique (namespace_id, surface, strategy),
  foreign key (namespace_id, surface) references recsys.placements (namespace_id, surface) on delete cascade
);

create table recsys.rules (
  rule_id uuid primary key,
  namespace_id integer not null references recsys.namespaces (namespace_id) on delete cascade,
  surface text not null check (length(surface) between 1 and 64),
  name text not null check (length(name) between 1 and 256),
  action text not null check (action in ('BLOCK', 'PIN', 'BOOST')),
  target_type text not null check (target_type in ('ITEM', 'TAG', 'BRAND', 'CATEGORY')),
  target_key text check (length(target_key) between 1 and 512),
  boost_value double precision check (boost_value <> 0 and boost_value > '-infinity' and boost_value < 'infinity'),
  max_pins smallint check (max_pins between 1 and 100),
  segment_id text check (length(segment_id) between 1 and 128),
  priority integer not null default 0,
  enabled boolean not null default true,
  valid_from timestamptz,
  valid_until timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  check ((target_type = 'ITEM') = (target_key is null)),
  check ((action = 'BOOST') = (boost_value is not null)),
  check (max_pins is null or action = 'PIN'),
  check (valid_until > valid_from)
);

create index rules_surface_idx on recsys.rules (namespace_id, surface, priority desc) where enabled;

create table recsys.rule_items (
  rule_id uuid not null references recsys.rules (rule_id) on delete cascade,
  position smallint not null check (position > 0),
  item_id text not null check (length(item_id) between 1 and 256),
  primary key (rule_id, position),
  unique (rule_id, item_id)
);

create table recsys.manual_overrides (
  override_id uuid primary key,
  rule_id uuid not null unique references recsys.rules (rule_id) on delete cascade,
  notes text,
  created_by text,
  cancelled_at timestamptz,
  cancelled_by text,
  check (cancelled_at is not null or cancelled_by is null)
);

create table recsys.experiments (
  experiment_id uuid primary key,
  namespace_id integer not null references recsys.namespaces (namespace_id) on delete cascade,
  key text not null check (key ~ '^[a-z0-9][a-z0-9_-]{0,63}$'),
  surface text not null check (length(surface) between 1 and 64),
  hypothesis text not null default '',
  status text not null check (status in ('draft', 'running', 'stopped')),
  salt text not null check (length(salt) >= 8),
  created_at timestamptz not null,
  started_at timestamptz,
  stopped_at timestamptz,
  unique (namespace_id, key),
  check ((status = 'draft') = (started_at is null)),
  check ((status = 'stopped') = (stopped_at is not null)),
  check (stopped_at >= started_at)
);

-- One running experiment per surface: two would explain each other's effect.
create unique index experiments_running_idx on recsys.experiments (namespace_id, surface) where status = 'running';

create table recsys.experiment_variants (
  experiment_id uuid not null references recsys.experiments (experiment_id) on delete cascade,
  variant text not null check (variant ~ '^[a-z0-9][a-z0-9_-]{0,63}$'),
  share double precision not null check (share > 0 and share <= 1),
  strategy text not null,
  primary key (experiment_id, variant)
);

create table recsys.experiment_assignments (
  experiment_id uuid not null,
  user_id text not null check (length(user_id) between 1 and 256),
  variant text not null,
  assigned_at timestamptz not null,
  primary key (experiment_id, user_id),
  foreign key (experiment_id, variant) references recsys.experiment_variants (experiment_id, variant) on delete cascade
);

create index experiment_assignments_variant_idx on recsys.experiment_assignments (experiment_id, variant);

create table recsys.bandit_policies (
  namespace_id integer not null references recsys.namespaces (namespace_id) on delete cascade,
  policy_id text not null check (length(policy_id) between 1 and 128),
  name text not null,
  active boolean not null default true,
  blend_alpha double precision not null check (blend_alpha >= 0),
  blend_beta double precision not null check (blend_beta >= 0),
  blend_gamma double precision not null check (blend_gamma >= 0),
  mmr_lambda double precision not null check (mmr_lambda between 0 and 1),
  brand_cap integer not null check (brand_cap >= 0),
  category_cap integer not null check (category_cap >= 0),
  profile_boost double precision not null default 0 check (profile_boost >= 0),
  rule_exclude_events boolean not null default true,
  half_life_days double precision not null check (half_life_days > 0),
  co_vis_window_days integer not null check (co_vis_window_days > 0),
  popularity_fanout integer not null check (popularity_fanout > 0),
  notes text,
  updated_at timestamptz not null,
  primary key (namespace_id, policy_id)
);

create table recsys.bandit_stats (
  namespace_id integer not null,
  policy_id text not null,
  surface text not null check (length(surface) between 1 and 64),
  bucket_key text not null check (length(bucket_key) between 1 and 256),
  algorithm text not null check (algorithm in ('thompson', 'ucb1')),
  trials bigint not null default 0 check (trials >= 0),
  successes bigint not null default 0 check (successes >= 0),
  updated_at timestamptz not null,
  primary key (namespace_id, policy_id, surface, bucket_key, algorithm),
  foreign key (namespace_id, policy_id) references recsys.bandit_policies (namespace_id, policy_id) on delete cascade,
  check (successes <= trials)
);


-- recsys 0004 visitor_history

-- A visitor's last events under all ids linked to them. A routine, because over a year of partitions planning this
-- question takes thirty times as long as answering it, and a routine's plan is kept by the session.
create function recsys.visitor_history(of_namespace integer, of_user text, purchased_since timestamptz, most integer)
returns table (person text, item_id text, type smallint, value double precision, ts timestamptz, session_id text)
language plpgsql stable
set plan_cache_mode = force_generic_plan
as $$
declare
  person_id text;
  ids text[];
begin
  select coalesce((select l.user_id from recsys.identity_links l where l.namespace_id = of_namespace and l.anonymous_id = of_user), of_user)
    into person_id;
  select array_agg(distinct id) into ids
  from (
    select person_id as id
    union all select of_user
    union all select l.anonymous_id from recsys.identity_links l where l.namespace_id = of_namespace and l.user_id = person_id
  ) known;
  return query
    with latest as (
      select e.* from unnest(ids) as known (id) cross join lateral (
        select v.event_id, v.item_id, v.type, v.value, v.ts, v.session_id from recsys.events v
        where v.namespace_id = of_namespace and v.user_id = known.id and v.is_impression = false
        order by v.ts desc, v.event_id desc limit most
      ) e
      order by e.ts desc, e.event_id desc limit most
    ), bought as (
      -- Purchases would drown among views, and what is bought must stay out of the lists for its whole window.
      select e.* from unnest(ids) as known (id) cross join lateral (
        select v.event_id, v.item_id, v.type, v.value, v.ts, v.session_id from recsys.events v
        where v.namespace_id = of_namespace and v.user_id = known.id and v.type = 3 and v.ts >= purchased_since
        order by v.ts desc limit 100
      ) e
    ), past as (
      select * from latest union select * from bought
    )
    select person_id, past.item_id, past.type, past.value, past.ts, past.session_id
    from (select 1) as always left join past on true
    order by past.ts desc, past.event_id desc;
end $$;


-- recsys 0005 retention_of_defaults

-- Retention also empties what waited in default partitions: rows of months that nobody made in time are as old as others.
create function recsys.drop_expired(keep_from date) returns integer
language plpgsql as $$
declare
  from_time timestamptz := keep_from::timestamp at time zone 'UTC';
begin
  delete from recsys.decision_items_default where decided_at < from_time;
  delete from recsys.decisions_default where decided_at < from_time;
  delete from recsys.events_default where ts < from_time;
  return recsys.drop_month_partitions(keep_from);
end $$;

comment on function recsys.drop_expired is 'Deletes behaviour and decisions older than a day; whole months by dropping their partitions.';


-- recsys 0006 returns_are_no_interest

-- A return is a custom event with an item, and would pass for interest in it. It is left out of a visitor's past; what was looked
-- at while sold out stays, for it says what the visitor is looking for.
create or replace function recsys.visitor_history(of_namespace integer, of_user text, purchased_since timestamptz, most integer)
returns table (person text, item_id text, type smallint, value double precision, ts timestamptz, session_id text)
language plpgsql stable
set plan_cache_mode = force_generic_plan
as $$
declare
  person_id text;
  ids text[];
begin
  select coalesce((select l.user_id from recsys.identity_links l where l.namespace_id = of_namespace and l.anonymous_id = of_user), of_user)
    into person_id;
  select array_agg(distinct id) into ids
  from (
    select person_id as id
    union all select of_user
    union all select l.anonymous_id from recsys.identity_links l where l.namespace_id = of_namespace and l.user_id = person_id
  ) known;
  return query
    with latest as (
      select e.* from unnest(ids) as known (id) cross join lateral (
        select v.event_id, v.item_id, v.type, v.value, v.ts, v.session_id from recsys.events v
        where v.namespace_id = of_namespace and v.user_id = known.id and v.is_impression = false
          and coalesce(v.meta ->> 'kind', '') <> 'return'
        order by v.ts desc, v.event_id desc limit most
      ) e
      order by e.ts desc, e.event_id desc limit most
    ), bought as (
      -- Purchases would drown among views, and what is bought must stay out of the lists for its whole window.
      select e.* from unnest(ids) as known (id) cross join lateral (
        select v.event_id, v.item_id, v.type, v.value, v.ts, v.session_id from recsys.events v
        where v.namespace_id = of_namespace and v.user_id = known.id and v.type = 3 and v.ts >= purchased_since
        order by v.ts desc limit 100
      ) e
    ), past as (
      select * from latest union select * from bought
    )
    select person_id, past.item_id, past.type, past.value, past.ts, past.session_id
    from (select 1) as always left join past on true
    order by past.ts desc, past.event_id desc;
end $$;


-- recsys 0007 month_made_meanwhile

-- Two processes that make the same month at once: the one that waited must see what the other made.

create or replace function recsys.ensure_month_partition(parent text, month_start date) returns boolean
language plpgsql as $$
declare
  partition_name text := parent || '_' || to_char(month_start, 'YYYY_MM');
  key_column text := case parent when 'events' then 'ts' else 'decided_at' end;
  from_time timestamptz := date_trunc('month', month_start)::timestamp at time zone 'UTC';
  to_time timestamptz := (date_trunc('month', month_start)::timestamp + interval '1 month') at time zone 'UTC';
  waiting boolean;
begin
  if parent not in ('events', 'decisions', 'decision_items') then
    raise exception 'recsys.ensure_month_partition: % is not partitioned by month', parent;
  end if;
  if to_regclass('recsys.' || quote_ident(partition_name)) is not null then
    return false;
  end if;
  perform pg_advisory_xact_lock(hashtext('recsys.ensure_month_partition'));
  -- Whoever held the lock may have made it. to_regclass may still answer from what this session remembered before it
  -- waited; a query takes a snapshot of its own.
  if exists (
    select from pg_class join pg_namespace on pg_namespace.oid = relnamespace
    where nspname = 'recsys' and relname = partition_name
  ) then
    return false;
  end if;
  execute format('select exists (select 1 from recsys.%I where %I >= $1 and %I < $2)', parent || '_default', key_column, key_column)
    into waiting using from_time, to_time;
  if waiting then
    -- Rows already wait in the default partition (nobody made the month in time). Detached, they can move into the
    -- new month; decisions cannot be detached while their items point at them, so they stay where they are.
    if parent <> 'events' then
      return false;
    end if;
    execute 'alter table recsys.events detach partition recsys.events_default';
    execute format('create table recsys.%I partition of recsys.events for values from (%L) to (%L)', partition_name, from_time, to_time);
    execute format(
      'with moved as (delete from recsys.events_default where ts >= $1 and ts < $2 returning event_id, namespace_id, user_id, item_id, type, value, ts, client_ts, source_event_id, meta) '
      'insert into recsys.%I (event_id, namespace_id, user_id, item_id, type, value, ts, client_ts, source_event_id, meta) select * from moved', partition_name)
      using from_time, to_time;
    execute 'alter table recsys.events attach partition recsys.events_default default';
    return true;
  end if;
  execute format('create table recsys.%I partition of recsys.%I for values from (%L) to (%L)', partition_name, parent, from_time, to_time);
  return true;
end $$;


-- insights 0001 daily_aggregates

-- Answers worked out once and kept, so that the console never scans orders or events. Written whole days at a time by a job that reads shop and
-- recsys through their use cases; days are days of the shop's time zone. Nothing here refers to another schema.

create schema if not exists insights;

create table insights.daily_sales (
  day date not null,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  orders integer not null check (orders > 0),
  units bigint not null check (units > 0),
  revenue_minor bigint not null check (revenue_minor >= 0),
  primary key (day, currency)
);

create table insights.product (
  product_id uuid primary key,
  slug text not null,
  name text not null
);

create table insights.daily_product_sales (
  day date not null,
  product_id uuid not null references insights.product (product_id),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  units bigint not null check (units > 0),
  revenue_minor bigint not null check (revenue_minor >= 0),
  primary key (day, product_id, currency)
);

create index daily_product_sales_product on insights.daily_product_sales (product_id, day);

-- Interactions by type (0 view, 1 click, 2 add, 3 purchase, ...) without impressions.
create table insights.daily_interactions (
  day date not null,
  event_type smallint not null check (event_type between 0 and 255),
  events bigint not null check (events > 0),
  visitors bigint not null check (visitors between 1 and events),
  primary key (day, event_type)
);

-- Which days were worked out, and when: a day without a sale has no rows above and must still be known as done.
create table insights.refreshed_day (
  subject text not null check (subject in ('sales', 'interactions')),
  day date not null,
  refreshed_at timestamptz not null,
  primary key (subject, day)
);

commit;
