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


-- shop 0011 product_listing

-- One row for each product, language and currency that holds what lists, filters, facets and search read, so that they read nothing else.
-- It follows the plain tables within the transaction that writes them: statement triggers note which products were touched, and at commit, once, their
-- rows are made anew. Readers see the catalog before or after a write, never between.

-- A number for each value one can filter by: lists hold small integers, not slugs.
create table shop.listing_key (
  id integer generated always as identity primary key,
  kind text not null check (kind in ('brand', 'category', 'collection', 'color', 'tag')),
  slug text not null check (slug <> ''),
  unique (kind, slug)
);

-- How wanted a product is, refreshed now and then from sales and ratings. Its row is also what two transactions that touch one product queue for.
create table shop.product_popularity (
  product_id uuid primary key references shop.product (id) on delete cascade,
  score real not null default 0 check (score >= 0)
);

create table shop.product_listing (
  product_id uuid not null references shop.product (id) on delete cascade,
  locale text not null,
  currency text not null references shop.currency (code),
  -- The base language serves every visitor for whom there is no row of their own.
  is_base boolean not null,
  other_locales text[] not null,
  name text not null,
  price_minor bigint not null,
  compare_at_minor bigint,
  available boolean not null,
  stock_left smallint,
  rating_average real,
  rating_count integer not null,
  popularity real not null,
  first_available_at timestamptz not null,
  brand integer references shop.listing_key (id),
  shelves integer[] not null,
  colors integer[] not null,
  tags integer[] not null,
  collections integer[] not null,
  heading tsvector not null,
  document tsvector not null,
  card json not null,
  primary key (product_id, locale, currency)
) with (toast_tuple_target = 640, fillfactor = 90);

-- What is scanned stays in the row; what only the shown few need moves out of it.
alter table shop.product_listing alter column shelves set storage main, alter column colors set storage main, alter column tags set storage main,
  alter column collections set storage main, alter column heading set storage main, alter column document set storage external, alter column card set storage external;

-- A short pending list: loads stay quick, and a search never reads more than this beside the index.
create index product_listing_words on shop.product_listing using gin (document) with (gin_pending_list_limit = 256);

create index product_listing_shelves on shop.product_listing using gin (shelves);

create index product_listing_tags on shop.product_listing using gin (tags);

create index product_listing_collections on shop.product_listing using gin (collections);

create index product_listing_brand on shop.product_listing (brand);

-- The words of names, brands, categories and tags, for wrong letters. `near` holds the word and what is left of it after leaving letters out: two words within
-- an edit of each other share one of these. `documents` orders candidates only; it is counted now and then, so that writers do not queue for frequent words.
create table shop.search_term (
  locale text not null,
  term text not null,
  documents integer not null check (documents >= 0),
  near text[] not null,
  primary key (locale, term)
);

create index search_term_near on shop.search_term using gin (near);

-- Words that find each other's products; each pair once, the smaller first. A term may be several words.
create table shop.search_synonym (
  term text not null check (term <> '' and term = lower(term)),
  synonym text not null check (synonym <> '' and synonym = lower(synonym)),
  primary key (term, synonym),
  check (term < synonym)
);

create index search_synonym_back on shop.search_synonym (synonym);

-- What the present transactions have touched. Rows never outlive their transaction.
create unlogged table shop.listing_change (
  by xid8 not null default pg_current_xact_id(),
  product_id uuid not null,
  texts boolean not null
);

create unlogged table shop.listing_turn (by xid8 not null default pg_current_xact_id());

create function shop.slug_of(value text) returns text language sql immutable strict parallel safe
  as $$ select trim(both '-' from regexp_replace(shop.fold(value), '[^[:alnum:]]+', '-', 'g')) $$;

-- The dictionary of a language; without one words are taken as they are.
create function shop.search_config(p_locale text) returns regconfig language sql immutable strict parallel safe as $$
  select case left(p_locale, 2)
    when 'en' then 'pg_catalog.english' when 'de' then 'pg_catalog.german' when 'fr' then 'pg_catalog.french' when 'es' then 'pg_catalog.spanish'
    when 'it' then 'pg_catalog.italian' when 'nl' then 'pg_catalog.dutch' when 'pt' then 'pg_catalog.portuguese' when 'sv' then 'pg_catalog.swedish'
    when 'da' then 'pg_catalog.danish' when 'no' then 'pg_catalog.norwegian' when 'fi' then 'pg_catalog.finnish'
    else 'pg_catalog.simple' end::regconfig
$$;

-- Words both as they are (for beginnings of words and names of their own) and as their stems.
create function shop.search_words(p_locale text, p_text text) returns tsvector language sql immutable strict parallel safe as $$
  select to_tsvector('pg_catalog.simple', shop.fold(p_text)) || to_tsvector(shop.search_config(p_locale), shop.fold(p_text))
    || case when p_text ~* '[äöü]' then to_tsvector('pg_catalog.simple', shop.fold(replace(replace(replace(lower(p_text), 'ä', 'ae'), 'ö', 'oe'), 'ü', 'ue'))) else ''::tsvector end
$$;

-- A word's beginning with up to one letter left out (4 to 7 letters) or two (8 and more). Eight letters suffice: what lies behind them is compared afterwards.
create function shop.near_words(p_term text) returns text[] language sql immutable strict parallel safe as $$
  with head as (select left(p_term, 8) as word, least(length(p_term), 8) as letters)
  select array(
    select word from head
    union select left(word, i - 1) || substr(word, i + 1) from head, generate_series(1, letters) as i where length(p_term) >= 4
    union select left(word, i - 1) || substr(word, i + 1, j - i - 1) || substr(word, j + 1)
      from head, generate_series(1, letters) as i, generate_series(i + 1, letters) as j where length(p_term) >= 8
  )
$$;

-- Hides the test from the planner, which would take it for leave to read a partial index from end to end.
create function shop.is_set(value timestamptz) returns boolean language plpgsql immutable as $$ begin return value is not null; end $$;

-- The next three take one product each and are asked for product by product: plpgsql keeps them whole, so that
-- the planner cannot turn them into joins over all products, whatever it thinks of tables that are being filled.

-- What changes often: price, stock, rating, popularity. One row for each currency that the product can be bought in.
create function shop.listing_figures(p_id uuid) returns table (
  currency text, price_minor bigint, compare_at_minor bigint, available boolean, stock_left smallint, rating_average real, rating_count integer,
  popularity real
) language plpgsql stable as $$
#variable_conflict use_column
begin
  return query
  select face.currency, face.amount_minor, face.compare_at_minor, held.on_hand > 0,
    case when held.on_hand between 1 and 5 then held.on_hand::smallint end, score.average::real, score.count::integer, wanted.score
  from shop.product
  join shop.product_popularity as wanted on wanted.product_id = product.id
  left join shop.product_rating as kept on kept.product_id = p_id
  left join shop.product_imported_rating as imported on imported.product_id = p_id
  cross join lateral (
    select coalesce(kept.stars_1 + kept.stars_2 + kept.stars_3 + kept.stars_4 + kept.stars_5, 0) as count,
      coalesce(kept.stars_1 + 2 * kept.stars_2 + 3 * kept.stars_3 + 4 * kept.stars_4 + 5 * kept.stars_5, 0) as total
  ) as own
  cross join lateral (
    select case when own.count > 0 then round(own.total / own.count::numeric, 2) else imported.average end as average,
      case when own.count > 0 then own.count else coalesce(imported.count, 0) end as count
  ) as score
  cross join lateral (
    select coalesce(sum(stock.on_hand), 0) as on_hand
    from shop.sku left join shop.stock on stock.sku_id = sku.id where sku.product_id = p_id and sku.archived_at is null
  ) as held
  cross join lateral (
    select distinct on (price.currency) price.currency, price.amount_minor, price.compare_at_minor
    from shop.sku join shop.price on price.sku_id = sku.id left join shop.stock on stock.sku_id = sku.id
    where sku.product_id = p_id and sku.archived_at is null
    order by price.currency, (coalesce(stock.on_hand, 0) > 0) desc, price.amount_minor, sku.position
  ) as face
  where product.id = p_id and not shop.is_set(product.archived_at);
end $$;

-- Every value of the product that one can filter by, ancestors of shelves too.
create function shop.listing_values(p_id uuid) returns table (kind text, slug text) language plpgsql stable as $$
#variable_conflict use_column
begin
  return query
  select 'brand'::text, brand.slug from shop.product join shop.brand on brand.id = product.brand_id where product.id = p_id
  union
  select 'category', category.slug
    from shop.product_category as shelf cross join lateral shop.category_ancestors(shelf.category_id) as above join shop.category on category.id = above.id
    where shelf.product_id = p_id
  union
  select 'collection', collection.slug from shop.collection_product as listed join shop.collection on collection.id = listed.collection_id where listed.product_id = p_id
  union
  select 'tag', tag from shop.product_tag where product_id = p_id
  union
  select 'color', shop.slug_of(colored.color) from (
    select product.color from shop.product where product.id = p_id
    union all
    select option.value from shop.sku join shop.sku_option as option on option.sku_id = sku.id and lower(option.name) in ('color', 'colour', 'farbe')
      where sku.product_id = p_id and sku.archived_at is null
  ) as colored where shop.slug_of(colored.color) <> '';
end $$;

-- Texts of the product in each of its languages: for search, and for the card that lists show.
create function shop.listing_texts(p_id uuid) returns table (
  locale text, is_base boolean, other_locales text[], name text, heading tsvector, document tsvector, card json
) language plpgsql stable as $$
#variable_conflict use_column
begin
  return query
  select text.locale, text.locale = product.base_locale,
    array(select other.locale from shop.product_translation as other where other.product_id = product.id and other.locale <> product.base_locale),
    shop.fold(left(text.name, 300)), words.heading,
    words.heading || setweight(shop.search_words(text.locale, left(tagged.tags, 2000) || ' ' || left(spec.values, 4000)), 'C')
      || setweight(to_tsvector(shop.search_config(text.locale), shop.fold(left(text.description, 6000))), 'D'),
    json_build_object('slug', product.slug, 'name', text.name,
      'brand', case when brand.id is not null then json_build_object('slug', brand.slug, 'name', brand.name) end,
      'category', json_build_object('slug', home.slug, 'name', coalesce(home_own.name, home_base.name)),
      'images', coalesce(picture.images, '[]'), 'tint', product.tint)
  from shop.product
  join shop.product_translation as text on text.product_id = product.id
  left join shop.brand on brand.id = product.brand_id
  join shop.category as home on home.id = product.category_id
  join shop.category_translation as home_base on home_base.category_id = home.id and home_base.locale = home.base_locale
  left join shop.category_translation as home_own on home_own.category_id = home.id and home_own.locale = text.locale
  cross join lateral (
    select coalesce(string_agg(distinct coalesce(own.name, base.name), ' '), '') as names
    from shop.product_category as shelf cross join lateral shop.category_ancestors(shelf.category_id) as above
    join shop.category on category.id = above.id
    join shop.category_translation as base on base.category_id = category.id and base.locale = category.base_locale
    left join shop.category_translation as own on own.category_id = category.id and own.locale = text.locale
    where shelf.product_id = product.id
  ) as shelves
  cross join lateral (select coalesce(string_agg(tag, ' '), '') as tags from shop.product_tag as tagged where tagged.product_id = product.id) as tagged
  cross join lateral (
    select coalesce(string_agg(value, ' '), '') as values from shop.product_spec as spec where spec.product_id = product.id and spec.locale = text.locale
  ) as spec
  cross join lateral (
    select coalesce(array_agg(lower(left(code, 100))), '{}') as codes from shop.sku where sku.product_id = p_id and sku.archived_at is null
  ) as sold
  cross join lateral (
    select setweight(shop.search_words(text.locale, left(text.name, 1000)), 'A')
      || setweight(shop.search_words(text.locale, left(coalesce(brand.name, '') || ' ' || shelves.names || ' ' || coalesce(product.color, ''), 1000)), 'B')
      || array_to_tsvector(sold.codes) as heading
  ) as words
  cross join lateral (
    select json_agg(json_strip_nulls(json_build_object('url', shown.url, 'alt', coalesce(shown.alt, ''), 'width', shown.width, 'height', shown.height,
      'kind', shown.kind, 'srcset', shown.srcset)) order by shown.position) as images
    from (
      select media.url, media.width, media.height, media.kind, shown.position,
        (select alt from shop.media_translation as spoken where spoken.media_id = media.id order by spoken.locale = text.locale desc, spoken.locale limit 1) as alt,
        (select string_agg(rendition.url || ' ' || rendition.width || 'w', ', ' order by rendition.width)
          from shop.media_rendition as rendition where rendition.media_id = media.id and rendition.format = 'webp') as srcset
      from shop.product_media as shown join shop.media on media.id = shown.media_id
      where shown.product_id = product.id order by shown.position limit 2
    ) as shown
  ) as picture
  where product.id = p_id;
end $$;

create function shop.refresh_listing_texts(p_ids uuid[]) returns void language plpgsql as $$
begin
  insert into shop.listing_key (kind, slug)
    select distinct held.kind, held.slug from unnest(p_ids) as given (id) cross join lateral shop.listing_values(given.id) as held
    where not exists (select from shop.listing_key as known where known.kind = held.kind and known.slug = held.slug)
    order by 1, 2 on conflict do nothing;
  delete from shop.product_listing where product_id = any (p_ids);
  insert into shop.product_listing (product_id, locale, currency, is_base, other_locales, name, price_minor, compare_at_minor, available, stock_left, rating_average,
      rating_count, popularity, first_available_at, brand, shelves, colors, tags, collections, heading, document, card)
    select product.id, text.locale, figure.currency, text.is_base, text.other_locales, text.name, figure.price_minor, figure.compare_at_minor, figure.available,
      figure.stock_left, figure.rating_average, figure.rating_count, figure.popularity, product.first_available_at, held.brand, held.shelves, held.colors, held.tags,
      held.collections, text.heading, text.document, text.card
    from unnest(p_ids) as given (id)
    join shop.product on product.id = given.id and not shop.is_set(product.archived_at)
    cross join lateral (
      select min(key.id) filter (where key.kind = 'brand') as brand,
        coalesce(array_agg(key.id order by key.id) filter (where key.kind = 'category'), '{}') as shelves,
        coalesce(array_agg(key.id order by key.id) filter (where key.kind = 'color'), '{}') as colors,
        coalesce(array_agg(key.id order by key.id) filter (where key.kind = 'tag'), '{}') as tags,
        coalesce(array_agg(key.id order by key.id) filter (where key.kind = 'collection'), '{}') as collections
      from shop.listing_values(given.id) as value join shop.listing_key as key on key.kind = value.kind and key.slug = value.slug
    ) as held
    cross join lateral shop.listing_texts(given.id) as text
    cross join lateral shop.listing_figures(given.id) as figure;
  insert into shop.search_term (locale, term, documents, near)
    select fresh.locale, fresh.term, fresh.documents, shop.near_words(fresh.term) from (
      select listed.locale, word.lexeme as term, count(*)::integer as documents
      from (
        select distinct on (listing.product_id, listing.locale) listing.locale, to_tsvector('pg_catalog.simple', listing.name || ' ' || shop.fold(
          coalesce(listing.card -> 'brand' ->> 'name', '') || ' ' || coalesce(listing.card -> 'category' ->> 'name', '') || ' ' || coalesce(tagged.tags, ''))) as words
        from shop.product_listing as listing
        cross join lateral (select string_agg(tag, ' ') as tags from shop.product_tag where product_tag.product_id = listing.product_id) as tagged
        where listing.product_id = any (p_ids)
      ) as listed cross join lateral unnest(listed.words) as word
      where length(word.lexeme) between 3 and 40 and word.lexeme !~ '[^[:alpha:]]'
      group by listed.locale, word.lexeme
    ) as fresh
    where not exists (select from shop.search_term as known where known.locale = fresh.locale and known.term = fresh.term)
    order by fresh.locale, fresh.term on conflict do nothing;
end $$;

-- Makes the rows of these products anew, or only their figures. In product order, and judged only once the products are ours: of two transactions that sell
-- the same product's sizes the second sees what the first one left.
create function shop.refresh_listing(p_texts uuid[], p_figures uuid[]) returns void language plpgsql as $$
begin
  insert into shop.product_popularity (product_id)
    select product.id from shop.product where product.id = any (p_texts || p_figures) and not exists (
      select from shop.product_popularity as known where known.product_id = product.id)
    order by product.id on conflict do nothing;
  perform from shop.product_popularity where product_id = any (p_texts || p_figures) order by product_id for update;
  if cardinality(p_texts) > 0 then
    perform shop.refresh_listing_texts(p_texts);
  end if;
  if cardinality(p_figures) > 0 then
    update shop.product_listing as kept set price_minor = figure.price_minor, compare_at_minor = figure.compare_at_minor, available = figure.available,
        stock_left = figure.stock_left, rating_average = figure.rating_average, rating_count = figure.rating_count, popularity = figure.popularity
      from unnest(p_figures) as given (id) cross join lateral shop.listing_figures(given.id) as figure
      where kept.product_id = given.id and kept.currency = figure.currency
        and (kept.price_minor, kept.compare_at_minor, kept.available, kept.stock_left, kept.rating_average, kept.rating_count, kept.popularity)
          is distinct from (figure.price_minor, figure.compare_at_minor, figure.available, figure.stock_left, figure.rating_average, figure.rating_count, figure.popularity);
  end if;
end $$;

-- Statistics of tables that are being filled say they are empty, and plans are kept for the session: one lookup by key for each product is right always.
alter function shop.refresh_listing(uuid[], uuid[]) set enable_seqscan = off;

alter function shop.refresh_listing(uuid[], uuid[]) set enable_hashjoin = off;

alter function shop.refresh_listing(uuid[], uuid[]) set enable_mergejoin = off;

create function shop.follow_listing_changes() returns trigger language plpgsql as $$
declare
  texts uuid[];
  figures uuid[];
begin
  -- The first turn of a transaction does the work of all.
  delete from shop.listing_turn where by = pg_current_xact_id();
  with touched as (
    delete from shop.listing_change where by = pg_current_xact_id() returning listing_change.product_id as id, listing_change.texts as whole
  ), judged as (select id, bool_or(whole) as whole from touched group by id)
  select coalesce(array_agg(id order by id) filter (where whole), '{}'), coalesce(array_agg(id order by id) filter (where not whole), '{}') into texts, figures from judged;
  if cardinality(texts) > 0 or cardinality(figures) > 0 then
    perform shop.refresh_listing(texts, figures);
  end if;
  return null;
end $$;

create constraint trigger listing_follows after insert on shop.listing_turn deferrable initially deferred
  for each row execute function shop.follow_listing_changes();

create function shop.note_listing_changes(p_ids uuid[], p_texts boolean) returns void language plpgsql as $$
begin
  if cardinality(p_ids) > 0 then
    insert into shop.listing_change (product_id, texts) select id, p_texts from unnest(p_ids) as given (id);
    insert into shop.listing_turn default values;
  end if;
end $$;

-- The rows a statement changed are always called `changed`; the argument says whether texts may have changed or figures only.
create function shop.note_listed_products() returns trigger language plpgsql as $$
begin
  perform shop.note_listing_changes(array(select distinct product_id from changed), tg_argv[0]::boolean);
  return null;
end $$;

create function shop.note_listed_skus() returns trigger language plpgsql as $$
begin
  perform shop.note_listing_changes(array(select distinct sku.product_id from changed join shop.sku on sku.id = changed.sku_id), tg_argv[0]::boolean);
  return null;
end $$;

create function shop.note_listed_product() returns trigger language plpgsql as $$
begin
  perform shop.note_listing_changes(array(select id from changed), true);
  return null;
end $$;

-- What stands behind many products counts as touched only when it says something else than before: an import writes the same pictures and shelves again and again.
create function shop.note_listed_brands() returns trigger language plpgsql as $$
begin
  perform shop.note_listing_changes(array(
    select product.id from (select * from changed except select * from before) as now join shop.product on product.brand_id = now.id), true);
  return null;
end $$;

create function shop.note_listed_categories() returns trigger language plpgsql as $$
begin
  perform shop.note_listing_changes(array(
    select distinct shelf.product_id from (select * from changed except select * from before) as now cross join lateral shop.category_descendants(now.id) as below
    join shop.product_category as shelf on shelf.category_id = below.id), true);
  return null;
end $$;

create function shop.note_listed_category_texts() returns trigger language plpgsql as $$
declare
  ids uuid[];
begin
  if tg_op = 'UPDATE' then
    ids := array(select distinct now.category_id from (select * from changed except select * from before) as now);
  else
    ids := array(select distinct category_id from changed);
  end if;
  perform shop.note_listing_changes(array(
    select distinct shelf.product_id from unnest(ids) as given (id) cross join lateral shop.category_descendants(given.id) as below
    join shop.product_category as shelf on shelf.category_id = below.id), true);
  return null;
end $$;

create function shop.note_listed_collections() returns trigger language plpgsql as $$
begin
  perform shop.note_listing_changes(array(
    select listed.product_id from (select * from changed except select * from before) as now join shop.collection_product as listed on listed.collection_id = now.id), true);
  return null;
end $$;

create function shop.note_listed_media() returns trigger language plpgsql as $$
begin
  perform shop.note_listing_changes(array(
    select distinct shown.product_id from (select * from changed except select * from before) as now join shop.product_media as shown on shown.media_id = now.id), true);
  return null;
end $$;

create function shop.note_listed_media_parts() returns trigger language plpgsql as $$
declare
  ids uuid[];
begin
  if tg_op = 'UPDATE' then
    ids := array(select distinct now.media_id from (select * from changed except select * from before) as now);
  else
    ids := array(select distinct media_id from changed);
  end if;
  perform shop.note_listing_changes(array(select distinct product_id from shop.product_media where media_id = any (ids)), true);
  return null;
end $$;

do $$
declare
  followed record;
  happening text;
begin
  for followed in select * from (values
    ('product', 'note_listed_product', 'true', '{insert,update}'),
    ('product_translation', 'note_listed_products', 'true', '{insert,update,delete}'),
    ('product_category', 'note_listed_products', 'true', '{insert,update,delete}'),
    ('product_tag', 'note_listed_products', 'true', '{insert,update,delete}'),
    ('product_spec', 'note_listed_products', 'true', '{insert,update,delete}'),
    ('product_media', 'note_listed_products', 'true', '{insert,update,delete}'),
    ('collection_product', 'note_listed_products', 'true', '{insert,update,delete}'),
    ('sku', 'note_listed_products', 'true', '{insert,update,delete}'),
    ('product_rating', 'note_listed_products', 'false', '{insert,update,delete}'),
    ('product_imported_rating', 'note_listed_products', 'false', '{insert,update,delete}'),
    ('product_popularity', 'note_listed_products', 'false', '{update}'),
    ('sku_option', 'note_listed_skus', 'true', '{insert,update,delete}'),
    ('price', 'note_listed_skus', 'true', '{insert,delete}'),
    ('price', 'note_listed_skus', 'false', '{update}'),
    ('stock', 'note_listed_skus', 'false', '{insert,update,delete}'),
    ('brand', 'note_listed_brands', 'true', '{update}'),
    ('category', 'note_listed_categories', 'true', '{update}'),
    ('category_translation', 'note_listed_category_texts', 'true', '{insert,update,delete}'),
    ('collection', 'note_listed_collections', 'true', '{update}'),
    ('media', 'note_listed_media', 'true', '{update}'),
    ('media_translation', 'note_listed_media_parts', 'true', '{insert,update,delete}'),
    ('media_rendition', 'note_listed_media_parts', 'true', '{insert,update,delete}')
  ) as given (relation, routine, texts, happenings) loop
    foreach happening in array followed.happenings::text[] loop
      execute format('create trigger %I after %s on shop.%I referencing %s table as changed %s for each statement execute function shop.%I(%L)',
        followed.relation || '_listed_' || happening, happening, followed.relation, case when happening = 'delete' then 'old' else 'new' end,
        case when happening = 'update' then 'old table as before' else '' end, followed.routine, followed.texts);
    end loop;
  end loop;
end $$;

select shop.refresh_listing(array(select id from shop.product order by id), '{}');


-- shop 0012 search_query

-- What is typed as a text search query: every word must be there, as it is or by its stem; with p_prefix the last one may be a beginning.
create function shop.search_words_query(p_words text[], p_locale text, p_prefix boolean) returns tsquery language plpgsql stable as $$
declare
  base regconfig := shop.search_config((select locale from shop.setting));
  own regconfig := shop.search_config(p_locale);
  words integer := cardinality(p_words);
  whole tsquery;
  one tsquery;
  stem tsquery;
  last boolean;
begin
  for i in 1 .. words loop
    last := i = words and p_prefix;
    stem := to_tsquery(own, p_words[i] || case when last then ':*' else '' end);
    -- Little words say nothing beside others.
    continue when numnode(stem) = 0 and words > 1 and not last;
    one := to_tsquery('pg_catalog.simple', p_words[i] || case when last then ':*' else '' end) || stem;
    if base <> own then
      one := one || to_tsquery(base, p_words[i] || case when last then ':*' else '' end);
    end if;
    whole := case when whole is null then one else whole && one end;
  end loop;
  return coalesce(whole, ''::tsquery);
end $$;

alter function shop.search_words_query(text[], text, boolean) set client_min_messages = warning;

-- The same with what the shop calls by other names, and with the whole text as the code of a SKU. Words are folded, of letters and digits only.
create function shop.search_query(p_words text[], p_code text, p_locale text, p_prefix boolean) returns tsquery language plpgsql stable as $$
declare
  whole tsquery := shop.search_words_query(p_words, p_locale, p_prefix);
  padded text := ' ' || array_to_string(p_words, ' ') || ' ';
  pair record;
begin
  for pair in
    select given.term, given.synonym from (
      select term, synonym from shop.search_synonym union all select synonym, term from shop.search_synonym
    ) as given (term, synonym) where strpos(padded, ' ' || given.term || ' ') > 0 limit 8
  loop
    whole := whole || shop.search_words_query(
      string_to_array(trim(replace(padded, ' ' || pair.term || ' ', ' ' || pair.synonym || ' ')), ' '), p_locale, p_prefix);
  end loop;
  if p_code is not null then
    whole := whole || (array_to_tsvector(array[p_code])::text)::tsquery;
  end if;
  return whole;
end $$;

-- Sales that count, the older the less (half after 90 days), and stars, more the more of them: what the lists are ordered by. Answers how many changed.
create function shop.refresh_popularity(p_now timestamptz) returns integer language plpgsql as $$
declare
  changed integer;
begin
  insert into shop.product_popularity (product_id)
    select product.id from shop.product where not exists (select from shop.product_popularity as known where known.product_id = product.id)
    order by product.id on conflict do nothing;
  perform from shop.product_popularity order by product_id for update;
  with sold as (
    select product_id, sum(quantity * power(0.5, extract(epoch from p_now - placed_at) / 7776000.0)) as units
    from shop.sold_line where placed_at between p_now - interval '2 years' and p_now group by product_id
  ), judged as (
    select product.id, (ln(1 + coalesce(sold.units, 0)) + 0.25 * coalesce(score.average - 3, 0) * ln(1 + score.count) / 3)::numeric as score
    from shop.product join shop.product_score as score on score.product_id = product.id left join sold on sold.product_id = product.id
  )
  update shop.product_popularity as kept set score = greatest(0, round(judged.score, 2))::real
    from judged where judged.id = kept.product_id and kept.score <> greatest(0, round(judged.score, 2))::real;
  get diagnostics changed = row_count;
  return changed;
end $$;

-- Counts the documents of each word anew and forgets words that are nowhere any more.
create function shop.count_search_terms() returns void language plpgsql as $$
declare
  spoken text;
begin
  for spoken in select distinct locale from shop.search_term order by 1 loop
    with counted as (
      select word, ndoc from ts_stat(format('select distinct on (product_id) heading || document from shop.product_listing where locale = %L', spoken))
    )
    update shop.search_term as kept set documents = counted.ndoc from counted
      where kept.locale = spoken and kept.term = counted.word and kept.documents <> counted.ndoc;
  end loop;
end $$;


-- shop 0013 narrow_listing

-- A row of a list is read by the ten thousand, its tile by the two dozen: the tile moves to a table of its own, and the searched words lose their
-- places in the text (only the heading is ranked by place). A row takes less than half the pages then.
create table shop.product_card (
  product_id uuid not null references shop.product (id) on delete cascade,
  locale text not null,
  card json not null,
  primary key (product_id, locale)
);

truncate shop.product_listing;

alter table shop.product_listing drop column card;

-- Points and dashes part words, as they do in what is typed: left to itself the parser keeps `1.7`, `wi-fi` and `shop.example` whole.
create function shop.spaced(value text) returns text language sql immutable strict parallel safe
  as $$ select translate(shop.fold(value), '.,:;/\_-@#+*"''()[]{}<>!?&%$=|~^`', repeat(' ', 33)) $$;

create or replace function shop.search_words(p_locale text, p_text text) returns tsvector language sql immutable strict parallel safe as $$
  select to_tsvector('pg_catalog.simple', shop.spaced(p_text)) || to_tsvector(shop.search_config(p_locale), shop.spaced(p_text))
    || case when p_text ~* '[äöü]' then to_tsvector('pg_catalog.simple', shop.spaced(replace(replace(replace(lower(p_text), 'ä', 'ae'), 'ö', 'oe'), 'ü', 'ue'))) else ''::tsvector end
$$;

create or replace function shop.listing_texts(p_id uuid) returns table (
  locale text, is_base boolean, other_locales text[], name text, heading tsvector, document tsvector, card json
) language plpgsql stable as $$
#variable_conflict use_column
begin
  return query
  select text.locale, text.locale = product.base_locale,
    array(select other.locale from shop.product_translation as other where other.product_id = product.id and other.locale <> product.base_locale),
    shop.fold(left(text.name, 300)), words.heading,
    words.heading || setweight(shop.search_words(text.locale, left(tagged.tags, 2000) || ' ' || left(spec.values, 4000)), 'C')
      || setweight(to_tsvector(shop.search_config(text.locale), shop.spaced(left(text.description, 6000))), 'D'),
    json_build_object('slug', product.slug, 'name', text.name,
      'brand', case when brand.id is not null then json_build_object('slug', brand.slug, 'name', brand.name) end,
      'category', json_build_object('slug', home.slug, 'name', coalesce(home_own.name, home_base.name)),
      'images', coalesce(picture.images, '[]'), 'tint', product.tint)
  from shop.product
  join shop.product_translation as text on text.product_id = product.id
  left join shop.brand on brand.id = product.brand_id
  join shop.category as home on home.id = product.category_id
  join shop.category_translation as home_base on home_base.category_id = home.id and home_base.locale = home.base_locale
  left join shop.category_translation as home_own on home_own.category_id = home.id and home_own.locale = text.locale
  cross join lateral (
    select coalesce(string_agg(distinct coalesce(own.name, base.name), ' '), '') as names
    from shop.product_category as shelf cross join lateral shop.category_ancestors(shelf.category_id) as above
    join shop.category on category.id = above.id
    join shop.category_translation as base on base.category_id = category.id and base.locale = category.base_locale
    left join shop.category_translation as own on own.category_id = category.id and own.locale = text.locale
    where shelf.product_id = product.id
  ) as shelves
  cross join lateral (select coalesce(string_agg(tag, ' '), '') as tags from shop.product_tag as tagged where tagged.product_id = product.id) as tagged
  cross join lateral (
    select coalesce(string_agg(value, ' '), '') as values from shop.product_spec as spec where spec.product_id = product.id and spec.locale = text.locale
  ) as spec
  cross join lateral (
    select coalesce(array_agg(lower(left(code, 100))), '{}') as codes from shop.sku where sku.product_id = p_id and sku.archived_at is null
  ) as sold
  cross join lateral (
    select setweight(shop.search_words(text.locale, left(text.name, 1000)), 'A')
      || setweight(shop.search_words(text.locale, left(coalesce(brand.name, '') || ' ' || shelves.names || ' ' || coalesce(product.color, ''), 1000)), 'B')
      || array_to_tsvector(sold.codes) as heading
  ) as words
  cross join lateral (
    select json_agg(json_strip_nulls(json_build_object('url', shown.url, 'alt', coalesce(shown.alt, ''), 'width', shown.width, 'height', shown.height,
      'kind', shown.kind, 'srcset', shown.srcset)) order by shown.position) as images
    from (
      select media.url, media.width, media.height, media.kind, shown.position,
        (select alt from shop.media_translation as spoken where spoken.media_id = media.id order by spoken.locale = text.locale desc, spoken.locale limit 1) as alt,
        (select string_agg(rendition.url || ' ' || rendition.width || 'w', ', ' order by rendition.width)
          from shop.media_rendition as rendition where rendition.media_id = media.id and rendition.format = 'webp') as srcset
      from shop.product_media as shown join shop.media on media.id = shown.media_id
      where shown.product_id = product.id order by shown.position limit 2
    ) as shown
  ) as picture
  where product.id = p_id;
end $$;

create or replace function shop.refresh_listing_texts(p_ids uuid[]) returns void language plpgsql as $$
begin
  insert into shop.listing_key (kind, slug)
    select distinct held.kind, held.slug from unnest(p_ids) as given (id) cross join lateral shop.listing_values(given.id) as held
    where not exists (select from shop.listing_key as known where known.kind = held.kind and known.slug = held.slug)
    order by 1, 2 on conflict do nothing;
  delete from shop.product_card where product_id = any (p_ids);
  delete from shop.product_listing where product_id = any (p_ids);
  with made as materialized (
    select product.id as product_id, text.locale, figure.currency, text.is_base, text.other_locales, text.name, figure.price_minor, figure.compare_at_minor,
      figure.available, figure.stock_left, figure.rating_average, figure.rating_count, figure.popularity, product.first_available_at, held.brand, held.shelves,
      held.colors, held.tags, held.collections, text.heading, strip(text.document) as document, text.card
    from unnest(p_ids) as given (id)
    join shop.product on product.id = given.id and not shop.is_set(product.archived_at)
    cross join lateral (
      select min(key.id) filter (where key.kind = 'brand') as brand,
        coalesce(array_agg(key.id order by key.id) filter (where key.kind = 'category'), '{}') as shelves,
        coalesce(array_agg(key.id order by key.id) filter (where key.kind = 'color'), '{}') as colors,
        coalesce(array_agg(key.id order by key.id) filter (where key.kind = 'tag'), '{}') as tags,
        coalesce(array_agg(key.id order by key.id) filter (where key.kind = 'collection'), '{}') as collections
      from shop.listing_values(given.id) as value join shop.listing_key as key on key.kind = value.kind and key.slug = value.slug
    ) as held
    cross join lateral shop.listing_texts(given.id) as text
    cross join lateral shop.listing_figures(given.id) as figure
  ), shown as (
    insert into shop.product_card (product_id, locale, card) select distinct on (product_id, locale) product_id, locale, card from made
  )
  insert into shop.product_listing (product_id, locale, currency, is_base, other_locales, name, price_minor, compare_at_minor, available, stock_left, rating_average,
      rating_count, popularity, first_available_at, brand, shelves, colors, tags, collections, heading, document)
    select product_id, locale, currency, is_base, other_locales, name, price_minor, compare_at_minor, available, stock_left, rating_average, rating_count,
      popularity, first_available_at, brand, shelves, colors, tags, collections, heading, document
    from made;
  insert into shop.search_term (locale, term, documents, near)
    select fresh.locale, fresh.term, fresh.documents, shop.near_words(fresh.term) from (
      select listed.locale, word.lexeme as term, count(*)::integer as documents
      from (
        select distinct on (listing.product_id, listing.locale) listing.locale, to_tsvector('pg_catalog.simple', shop.spaced(listing.name || ' ' ||
          coalesce(shown.card -> 'brand' ->> 'name', '') || ' ' || coalesce(shown.card -> 'category' ->> 'name', '') || ' ' || coalesce(tagged.tags, ''))) as words
        from shop.product_listing as listing
        join shop.product_card as shown on shown.product_id = listing.product_id and shown.locale = listing.locale
        cross join lateral (select string_agg(tag, ' ') as tags from shop.product_tag where product_tag.product_id = listing.product_id) as tagged
        where listing.product_id = any (p_ids)
      ) as listed cross join lateral unnest(listed.words) as word
      where length(word.lexeme) between 3 and 40 and word.lexeme !~ '[^[:alpha:]]'
      group by listed.locale, word.lexeme
    ) as fresh
    where not exists (select from shop.search_term as known where known.locale = fresh.locale and known.term = fresh.term)
    order by fresh.locale, fresh.term on conflict do nothing;
end $$;

-- What is typed as a text search query: every word must be there, as it is or by its stem; with p_prefix the last one may be a beginning. A beginning
-- is looked for as it was typed, never by its stem: `running` would find every word that begins with `run`.
create or replace function shop.search_words_query(p_words text[], p_locale text, p_prefix boolean) returns tsquery language plpgsql stable as $$
declare
  base regconfig := shop.search_config((select locale from shop.setting));
  own regconfig := shop.search_config(p_locale);
  words integer := cardinality(p_words);
  plain text;
  whole tsquery;
  one tsquery;
  stem tsquery;
  last boolean;
begin
  for i in 1 .. words loop
    last := i = words and p_prefix;
    stem := to_tsquery(own, p_words[i]);
    -- Little words say nothing beside others.
    continue when numnode(stem) = 0 and words > 1 and not last;
    plain := quote_literal(p_words[i]);
    one := (plain || case when last then ':*' else '' end)::tsquery;
    if stem::text <> plain then
      one := one || stem;
    end if;
    if base <> own and to_tsquery(base, p_words[i])::text not in (plain, stem::text) then
      one := one || to_tsquery(base, p_words[i]);
    end if;
    whole := case when whole is null then one else whole && one end;
  end loop;
  return coalesce(whole, ''::tsquery);
end $$;

alter function shop.search_words_query(text[], text, boolean) set client_min_messages = warning;

select shop.refresh_listing(array(select id from shop.product order by id), '{}');


-- shop 0015 accounts

-- Accounts of people: confirmed addresses, links by mail, tokens of API clients, wishes of guests.

alter table shop.account
  add column email_verified_at timestamptz,
  add column last_signed_in_at timestamptz;

-- Accounts from before were made by the owner, who vouches for them.
update shop.account set email_verified_at = created_at;

alter table shop.account_session
  add column device text not null default '' check (length(device) <= 200),
  add column last_seen_at timestamptz;

-- What somebody asked for by mail and has not confirmed yet. A registration keeps its own password here until its own link is
-- followed, so that a second registration of the same address cannot slip its password under the first one's link.
create table shop.account_request (
  id uuid primary key,
  account_id uuid not null references shop.account (id) on delete cascade,
  purpose text not null check (purpose in ('verify_email', 'reset_password', 'change_email')),
  email text not null check (email ~ '^[^@\s]+@[^@\s]+$' and length(email) <= 320),
  password_hash text check (password_hash like '$argon2id$%'),
  created_at timestamptz not null,
  expires_at timestamptz not null,
  check (expires_at > created_at),
  check ((purpose = 'verify_email') = (password_hash is not null))
);

create index account_request_account on shop.account_request (account_id);

create index account_request_expiry on shop.account_request (expires_at);

-- A link is made when its mail is written, and only its hash is kept; a mail that is tried twice has two links to one request.
create table shop.account_request_token (
  token_hash bytea primary key check (length(token_hash) = 32),
  request_id uuid not null references shop.account_request (id) on delete cascade
);

create index account_request_token_request on shop.account_request_token (request_id);

-- Requests that cost a mail or a hash, counted by whom they concern and where they come from; swept by age.
create table shop.account_attempt (
  id bigint generated always as identity primary key,
  action text not null check (action in ('register', 'reset_password', 'change_email')),
  subject text not null check (subject <> ''),
  made_at timestamptz not null
);

create index account_attempt_subject on shop.account_attempt (action, subject, made_at);

-- One family per sign-in of an API client. A token that comes a second time was copied: its family ends.
create table shop.refresh_family (
  id uuid primary key,
  account_id uuid not null references shop.account (id) on delete cascade,
  created_at timestamptz not null
);

create index refresh_family_account on shop.refresh_family (account_id);

create table shop.refresh_token (
  token_hash bytea primary key check (length(token_hash) = 32),
  family_id uuid not null references shop.refresh_family (id) on delete cascade,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  check (expires_at > created_at)
);

create index refresh_token_family on shop.refresh_token (family_id);

create index refresh_token_expiry on shop.refresh_token (expires_at);

create table shop.signing_key (
  purpose text primary key check (purpose in ('access_token')),
  secret bytea not null check (length(secret) >= 32),
  created_at timestamptz not null
);

create table shop.guest_wishlist_item (
  visitor_id text not null check (visitor_id <> '' and length(visitor_id) <= 256),
  product_id uuid not null references shop.product (id),
  added_at timestamptz not null,
  primary key (visitor_id, product_id)
);

create index guest_wishlist_item_product on shop.guest_wishlist_item (product_id);

create index guest_wishlist_item_age on shop.guest_wishlist_item (added_at);


-- shop 0019 buying

-- Buying in steps: what led to a line of a basket, how an order travels, a checkout that survives a reload, payments that can be tried again.

-- What the buyer saw when the line was put in or last looked at, so that a changed price can be explained.
alter table shop.cart_line add column seen_price_minor bigint check (seen_price_minor between 0 and 9007199254740991);

-- Where the buyer stood when they put the line in. Only for those who allowed it; the first cause of a line stays until the line goes.
create table shop.cart_line_cause (
  cart_id uuid not null,
  sku_id uuid not null,
  surface text not null check (surface <> '' and length(surface) <= 64),
  widget text check (length(widget) <= 64),
  request_id text check (length(request_id) <= 128),
  rank integer check (rank between 1 and 10000),
  recommended boolean not null,
  primary key (cart_id, sku_id),
  foreign key (cart_id, sku_id) references shop.cart_line (cart_id, sku_id) on delete cascade
);

create table shop.order_line_cause (
  order_id uuid not null,
  line_no integer not null,
  surface text not null check (surface <> '' and length(surface) <= 64),
  widget text check (length(widget) <= 64),
  request_id text check (length(request_id) <= 128),
  rank integer check (rank between 1 and 10000),
  recommended boolean not null,
  primary key (order_id, line_no),
  foreign key (order_id, line_no) references shop.order_line (order_id, line_no)
);

create table shop.delivery_method (
  code text primary key check (code ~ '^[a-z][a-z0-9-]*$'),
  position smallint not null unique,
  min_days smallint not null check (min_days >= 0),
  max_days smallint not null check (max_days >= min_days),
  is_active boolean not null default true
);

create table shop.delivery_method_translation (
  method text not null references shop.delivery_method (code) on delete cascade,
  locale text not null check (locale ~ '^[a-z]{2}(-[A-Z]{2})?$'),
  name text not null check (name <> ''),
  description text not null default '',
  primary key (method, locale)
);

-- A currency without a row is delivered on the shop's own terms.
create table shop.delivery_price (
  method text not null references shop.delivery_method (code) on delete cascade,
  currency text not null references shop.currency (code),
  price_minor bigint not null check (price_minor >= 0),
  free_from_minor bigint check (free_from_minor > 0),
  primary key (method, currency)
);

create index delivery_price_currency on shop.delivery_price (currency);

-- What has been answered so far; one a basket, gone with it.
create table shop.checkout (
  cart_id uuid primary key references shop.cart (id) on delete cascade,
  email text check (email ~ '^[^@\s]+@[^@\s]+$' and length(email) <= 320),
  delivery_method text references shop.delivery_method (code),
  payment_provider text check (payment_provider <> ''),
  updated_at timestamptz not null
);

create index checkout_delivery on shop.checkout (delivery_method);

create table shop.checkout_address (
  cart_id uuid primary key references shop.checkout (cart_id) on delete cascade,
  recipient text not null check (recipient <> ''),
  line1 text not null check (line1 <> ''),
  line2 text,
  postal_code text not null,
  city text not null check (city <> ''),
  region text,
  country text not null check (country ~ '^[A-Z]{2}$')
);

create table shop.order_delivery (
  order_id uuid primary key references shop.orders (id),
  method text not null references shop.delivery_method (code)
);

create index order_delivery_method on shop.order_delivery (method);

-- Who holds the token may read the order and cancel or pay it; a number alone opens nothing.
create table shop.order_access (
  order_id uuid primary key references shop.orders (id),
  token text not null unique check (length(token) >= 32)
);

-- The visit that made the order. tracked: its buyer allowed that the recommender hears of it.
create table shop.order_visit (
  order_id uuid primary key references shop.orders (id),
  cart_id uuid unique references shop.cart (id),
  session_id text check (session_id <> ''),
  tracked boolean not null
);

-- VT007: the basket is no longer the one that was shown, or already ordered. Locks the basket, so nothing slips in while it closes.
create function shop.close_ordered_cart(p_cart_id uuid, p_lines jsonb, p_now timestamptz) returns void language plpgsql as $$
begin
  perform from shop.cart where id = p_cart_id and closed_at is null for update;
  if not found or exists (
    select from (select sku_id, quantity from shop.cart_line where cart_id = p_cart_id) as held
    full join jsonb_to_recordset(p_lines) as line (sku_id uuid, quantity integer) on line.sku_id = held.sku_id
    where held.quantity is distinct from line.quantity
  ) then
    raise exception 'the basket has changed since it was shown' using errcode = 'VT007', hint = 'Read the basket again and confirm what is in it now.';
  end if;
  update shop.cart set closed_at = p_now, updated_at = p_now where id = p_cart_id;
end $$;

-- As before, and with it: the way of delivery, the token, the visit, the cause of each line, and the end of the basket.
create or replace function shop.write_order_parts(p_order_id uuid, p_total_minor bigint, request jsonb) returns void language plpgsql as $$
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
  insert into shop.order_delivery (order_id, method) select p_order_id, request ->> 'delivery_method' where request ->> 'delivery_method' is not null;
  insert into shop.order_access (order_id, token) select p_order_id, request ->> 'token' where request ->> 'token' is not null;
  insert into shop.order_visit (order_id, cart_id, session_id, tracked)
    select p_order_id, (request ->> 'cart_id')::uuid, request ->> 'session_id', coalesce((request ->> 'tracked')::boolean, true)
    where request ->> 'cart_id' is not null or request ->> 'tracked' is not null;
  insert into shop.order_line_cause (order_id, line_no, surface, widget, request_id, rank, recommended)
    select p_order_id, given.line_no, cause.surface, cause.widget, cause.request_id, cause.rank, cause.recommended
    from jsonb_array_elements(request -> 'lines') with ordinality as given (line, line_no)
    cross join lateral jsonb_to_record(given.line -> 'cause') as cause (surface text, widget text, request_id text, rank integer, recommended boolean)
    where jsonb_typeof(given.line -> 'cause') = 'object';
  if request ->> 'cart_id' is not null then
    perform shop.close_ordered_cart((request ->> 'cart_id')::uuid, request -> 'lines', (request ->> 'now')::timestamptz);
  end if;
end $$;

-- What a provider says of a payment, from a form or a webhook, however often it is said: order before payment, as everywhere.
-- outcome: succeeded, declined, or waiting (the provider has it and has not decided). Answers null for an unknown payment.
create function shop.settle_payment(p_payment_id uuid, p_outcome text, p_reference text, p_now timestamptz, out settled_order uuid, out payment_status text, out changed boolean)
language plpgsql as $$
declare
  order_before text;
  paid record;
begin
  select order_id into settled_order from shop.payment where id = p_payment_id;
  if settled_order is null then
    return;
  end if;
  select status into order_before from shop.orders where id = settled_order for update;
  select status, provider_reference into paid from shop.payment where id = p_payment_id for update;
  payment_status := paid.status;
  changed := false;
  if p_outcome = 'waiting' and paid.status in ('intent', 'authorised') then
    changed := paid.provider_reference is distinct from p_reference;
    update shop.payment set provider_reference = p_reference, updated_at = p_now where id = p_payment_id and provider_reference is distinct from p_reference;
  elsif p_outcome = 'declined' and paid.status in ('intent', 'authorised') then
    update shop.payment set status = 'failed', provider_reference = p_reference, updated_at = p_now where id = p_payment_id;
    payment_status := 'failed';
    changed := true;
  elsif p_outcome = 'succeeded' and paid.status in ('intent', 'authorised', 'failed', 'cancelled') then
    changed := true;
    if order_before = 'pending' then
      update shop.payment set status = 'cancelled', updated_at = p_now where order_id = settled_order and id <> p_payment_id and status in ('intent', 'authorised');
      update shop.payment set status = 'authorised', provider_reference = p_reference, updated_at = p_now where id = p_payment_id;
      perform shop.change_order_status(settled_order, 'paid', p_now);
      payment_status := 'captured';
    else
      -- The money came for an order that no longer waits for it: it is owed back.
      update shop.payment set status = 'refund_due', provider_reference = p_reference, updated_at = p_now where id = p_payment_id;
      payment_status := 'refund_due';
    end if;
  end if;
end $$;


-- shop 0023 catalog_editing

-- Editing by people: two who edit the same thing find out, every change says who made it, and an address that was given up leads on.

alter table shop.product add column version integer not null default 1 check (version > 0);

alter table shop.category add column version integer not null default 1 check (version > 0);

alter table shop.brand add column version integer not null default 1 check (version > 0);

alter table shop.collection add column version integer not null default 1 check (version > 0);

-- Counted by the database, so that an import counts as an editor too.
create function shop.count_version() returns trigger language plpgsql as $$
begin
  new.version := old.version + 1;
  return new;
end $$;

create trigger product_version before update on shop.product for each row execute function shop.count_version();

create trigger category_version before update on shop.category for each row execute function shop.count_version();

create trigger brand_version before update on shop.brand for each row execute function shop.count_version();

create trigger collection_version before update on shop.collection for each row execute function shop.count_version();

-- Slugs nobody has any more and whose they were. One that is taken again leaves this table: the living come first.
create table shop.slug_history (
  kind text not null check (kind in ('product', 'category', 'brand', 'collection')),
  slug text not null check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  entity_id uuid not null,
  replaced_at timestamptz not null,
  primary key (kind, slug)
);

create index slug_history_entity on shop.slug_history (kind, entity_id);

create function shop.keep_slug_history() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' then
    insert into shop.slug_history (kind, slug, entity_id, replaced_at) values (tg_argv[0], old.slug, new.id, now())
      on conflict (kind, slug) do update set entity_id = excluded.entity_id, replaced_at = excluded.replaced_at;
    delete from shop.slug_history where kind = tg_argv[0] and slug = new.slug;
    return null;
  end if;
  delete from shop.slug_history using added where slug_history.kind = tg_argv[0] and slug_history.slug = added.slug;
  return null;
end $$;

create trigger product_slug_moved after update on shop.product
  for each row when (old.slug is distinct from new.slug) execute function shop.keep_slug_history('product');

create trigger category_slug_moved after update on shop.category
  for each row when (old.slug is distinct from new.slug) execute function shop.keep_slug_history('category');

create trigger brand_slug_moved after update on shop.brand
  for each row when (old.slug is distinct from new.slug) execute function shop.keep_slug_history('brand');

create trigger collection_slug_moved after update on shop.collection
  for each row when (old.slug is distinct from new.slug) execute function shop.keep_slug_history('collection');

create trigger product_slug_taken after insert on shop.product referencing new table as added
  for each statement execute function shop.keep_slug_history('product');

create trigger category_slug_taken after insert on shop.category referencing new table as added
  for each statement execute function shop.keep_slug_history('category');

create trigger brand_slug_taken after insert on shop.brand referencing new table as added
  for each statement execute function shop.keep_slug_history('brand');

create trigger collection_slug_taken after insert on shop.collection referencing new table as added
  for each statement execute function shop.keep_slug_history('collection');

-- One decision about many products: a bulk edit or the upload of a table.
create table shop.catalog_batch (
  id uuid primary key,
  kind text not null check (kind in ('bulk', 'csv')),
  summary text not null check (summary <> ''),
  actor text not null check (actor <> ''),
  started_at timestamptz not null,
  undone_at timestamptz,
  undone_by text,
  check ((undone_at is null) = (undone_by is null))
);

-- Who changed what, when: field name to [before, after]. A log, so it names things by id and label and outlives them.
create table shop.catalog_change (
  id uuid primary key,
  batch_id uuid references shop.catalog_batch (id),
  kind text not null check (kind in ('product', 'category', 'brand', 'collection')),
  entity_id uuid not null,
  label text not null,
  action text not null check (action in ('created', 'updated', 'archived', 'restored', 'deleted', 'merged')),
  actor text not null check (actor <> ''),
  changed_at timestamptz not null,
  fields jsonb not null default '{}' check (jsonb_typeof(fields) = 'object')
);

create index catalog_change_entity on shop.catalog_change (kind, entity_id, changed_at desc);

create index catalog_change_newest on shop.catalog_change (changed_at desc, id desc);

create index catalog_change_batch on shop.catalog_change (batch_id) where batch_id is not null;

create trigger catalog_change_is_history before update or delete on shop.catalog_change for each row execute function shop.refuse_change();

-- Goods also break.
alter table shop.stock_movement drop constraint stock_movement_reason_check;

alter table shop.stock_movement add constraint stock_movement_reason_check check (reason in ('received', 'sold', 'returned', 'corrected', 'damaged'));

alter table shop.stock_movement add constraint stock_movement_damage_takes check (reason <> 'damaged' or change < 0);


-- shop 0031 words

-- Words that many products share and that are kept as plain text with each of them (colours, options of SKUs and their values, tags), in further languages.
-- Keyed by the word as it is stored, folded to lower case.
create table shop.word_translation (
  locale text not null check (locale ~ '^[a-z]{2}(-[A-Z]{2})?$'),
  word text not null check (word <> '' and word = lower(word)),
  text text not null check (text <> ''),
  primary key (locale, word)
);

-- The word in a language, or the word itself where it has none.
create function shop.say_word(p_word text, p_locale text) returns text language sql stable parallel safe as $$
  select coalesce((select text from shop.word_translation where locale = p_locale and word = lower(p_word)), p_word)
$$;


-- shop 0032 newsletter

-- Who wants the letter: nobody gets it before following the link of the first mail, and one click ends it.

create table shop.newsletter_subscription (
  email text primary key check (email = lower(email) and email ~ '^[^@\s]+@[^@\s]+$' and length(email) <= 320),
  locale text not null check (length(locale) between 2 and 35),
  token_hash bytea not null unique check (length(token_hash) = 32),
  asked_at timestamptz not null,
  confirmed_at timestamptz,
  ended_at timestamptz,
  check (confirmed_at is null or confirmed_at >= asked_at)
);


-- shop 0033 no_price_yet

-- Nothing is given away: a price of 0 says that nobody has set one yet. Such a product is listed and recommended, behind those that can be bought,
-- and no order takes it (VT008: an article has no price yet).

-- The price of a product is that of its cheapest SKU that has one.
create or replace function shop.listing_figures(p_id uuid) returns table (
  currency text, price_minor bigint, compare_at_minor bigint, available boolean, stock_left smallint, rating_average real, rating_count integer,
  popularity real
) language plpgsql stable as $$
#variable_conflict use_column
begin
  return query
  select face.currency, face.amount_minor, face.compare_at_minor, held.on_hand > 0,
    case when held.on_hand between 1 and 5 then held.on_hand::smallint end, score.average::real, score.count::integer, wanted.score
  from shop.product
  join shop.product_popularity as wanted on wanted.product_id = product.id
  left join shop.product_rating as kept on kept.product_id = p_id
  left join shop.product_imported_rating as imported on imported.product_id = p_id
  cross join lateral (
    select coalesce(kept.stars_1 + kept.stars_2 + kept.stars_3 + kept.stars_4 + kept.stars_5, 0) as count,
      coalesce(kept.stars_1 + 2 * kept.stars_2 + 3 * kept.stars_3 + 4 * kept.stars_4 + 5 * kept.stars_5, 0) as total
  ) as own
  cross join lateral (
    select case when own.count > 0 then round(own.total / own.count::numeric, 2) else imported.average end as average,
      case when own.count > 0 then own.count else coalesce(imported.count, 0) end as count
  ) as score
  cross join lateral (
    select coalesce(sum(stock.on_hand), 0) as on_hand
    from shop.sku left join shop.stock on stock.sku_id = sku.id where sku.product_id = p_id and sku.archived_at is null
  ) as held
  cross join lateral (
    select distinct on (price.currency) price.currency, price.amount_minor, price.compare_at_minor
    from shop.sku join shop.price on price.sku_id = sku.id left join shop.stock on stock.sku_id = sku.id
    where sku.product_id = p_id and sku.archived_at is null
    order by price.currency, (price.amount_minor > 0) desc, (coalesce(stock.on_hand, 0) > 0) desc, price.amount_minor, sku.position
  ) as face
  where product.id = p_id and not shop.is_set(product.archived_at);
end $$;

create or replace function shop.check_order_prices(p_currency text, p_lines jsonb) returns void language plpgsql as $$
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
  select jsonb_agg(line.sku_id) into wrong
    from jsonb_to_recordset(p_lines) as line (sku_id uuid)
    join shop.price on price.sku_id = line.sku_id and price.currency = p_currency and price.amount_minor = 0;
  if wrong is not null then
    raise exception 'some articles have no price yet' using errcode = 'VT008', detail = wrong::text, hint = 'Set a price above 0 before selling them.';
  end if;
  select jsonb_agg(jsonb_build_object('sku_id', line.sku_id, 'quoted_minor', line.unit_price_minor, 'price_minor', price.amount_minor)) into wrong
    from jsonb_to_recordset(p_lines) as line (sku_id uuid, unit_price_minor bigint, price_version integer)
    left join shop.price on price.sku_id = line.sku_id and price.currency = p_currency
    where (price.version, price.amount_minor) is distinct from (line.price_version, line.unit_price_minor);
  if wrong is not null then
    raise exception 'some prices have changed since the quote' using errcode = 'VT002', detail = wrong::text;
  end if;
end $$;


-- shop 0034 newsletter_attempts

-- Asking for the letter costs a mail to somebody who may not want one: counted like the other requests of that kind.
alter table shop.account_attempt drop constraint account_attempt_action_check;

alter table shop.account_attempt add constraint account_attempt_action_check
  check (action in ('register', 'reset_password', 'change_email', 'newsletter'));


-- shop 0038 words_in_lists

-- The words that products share (colours, tags) are searched in the language they are read in, and lists follow when such a word is called something else.

-- As it is stored and as it is said: `red rot`. Who writes the stored word finds it too.
create function shop.searched_word(p_word text, p_locale text) returns text language sql stable parallel safe as $$
  select p_word || coalesce((select ' ' || text from shop.word_translation
    where locale = p_locale and word in (lower(p_word), replace(lower(p_word), '-', ' ')) order by word = lower(p_word) desc limit 1), '')
$$;

create or replace function shop.listing_texts(p_id uuid) returns table (
  locale text, is_base boolean, other_locales text[], name text, heading tsvector, document tsvector, card json
) language plpgsql stable as $$
#variable_conflict use_column
begin
  return query
  select text.locale, text.locale = product.base_locale,
    array(select other.locale from shop.product_translation as other where other.product_id = product.id and other.locale <> product.base_locale),
    shop.fold(left(text.name, 300)), words.heading,
    words.heading || setweight(shop.search_words(text.locale, left(tagged.tags, 2000) || ' ' || left(spec.values, 4000)), 'C')
      || setweight(to_tsvector(shop.search_config(text.locale), shop.spaced(left(text.description, 6000))), 'D'),
    json_build_object('slug', product.slug, 'name', text.name,
      'brand', case when brand.id is not null then json_build_object('slug', brand.slug, 'name', brand.name) end,
      'category', json_build_object('slug', home.slug, 'name', coalesce(home_own.name, home_base.name)),
      'images', coalesce(picture.images, '[]'), 'tint', product.tint)
  from shop.product
  join shop.product_translation as text on text.product_id = product.id
  left join shop.brand on brand.id = product.brand_id
  join shop.category as home on home.id = product.category_id
  join shop.category_translation as home_base on home_base.category_id = home.id and home_base.locale = home.base_locale
  left join shop.category_translation as home_own on home_own.category_id = home.id and home_own.locale = text.locale
  cross join lateral (
    select coalesce(string_agg(distinct coalesce(own.name, base.name), ' '), '') as names
    from shop.product_category as shelf cross join lateral shop.category_ancestors(shelf.category_id) as above
    join shop.category on category.id = above.id
    join shop.category_translation as base on base.category_id = category.id and base.locale = category.base_locale
    left join shop.category_translation as own on own.category_id = category.id and own.locale = text.locale
    where shelf.product_id = product.id
  ) as shelves
  cross join lateral (select coalesce(string_agg(shop.searched_word(tag, text.locale), ' '), '') as tags from shop.product_tag as tagged where tagged.product_id = product.id) as tagged
  cross join lateral (
    select coalesce(string_agg(value, ' '), '') as values from shop.product_spec as spec where spec.product_id = product.id and spec.locale = text.locale
  ) as spec
  cross join lateral (
    select coalesce(array_agg(lower(left(code, 100))), '{}') as codes from shop.sku where sku.product_id = p_id and sku.archived_at is null
  ) as sold
  cross join lateral (
    select setweight(shop.search_words(text.locale, left(text.name, 1000)), 'A')
      || setweight(shop.search_words(text.locale, left(coalesce(brand.name, '') || ' ' || shelves.names || ' ' || coalesce(shop.searched_word(product.color, text.locale), ''), 1000)), 'B')
      || array_to_tsvector(sold.codes) as heading
  ) as words
  cross join lateral (
    select json_agg(json_strip_nulls(json_build_object('url', shown.url, 'alt', coalesce(shown.alt, ''), 'width', shown.width, 'height', shown.height,
      'kind', shown.kind, 'srcset', shown.srcset)) order by shown.position) as images
    from (
      select media.url, media.width, media.height, media.kind, shown.position,
        (select alt from shop.media_translation as spoken where spoken.media_id = media.id order by spoken.locale = text.locale desc, spoken.locale limit 1) as alt,
        (select string_agg(rendition.url || ' ' || rendition.width || 'w', ', ' order by rendition.width)
          from shop.media_rendition as rendition where rendition.media_id = media.id and rendition.format = 'webp') as srcset
      from shop.product_media as shown join shop.media on media.id = shown.media_id
      where shown.product_id = product.id order by shown.position limit 2
    ) as shown
  ) as picture
  where product.id = p_id;
end $$;

create or replace function shop.refresh_listing_texts(p_ids uuid[]) returns void language plpgsql as $$
begin
  insert into shop.listing_key (kind, slug)
    select distinct held.kind, held.slug from unnest(p_ids) as given (id) cross join lateral shop.listing_values(given.id) as held
    where not exists (select from shop.listing_key as known where known.kind = held.kind and known.slug = held.slug)
    order by 1, 2 on conflict do nothing;
  delete from shop.product_card where product_id = any (p_ids);
  delete from shop.product_listing where product_id = any (p_ids);
  with made as materialized (
    select product.id as product_id, text.locale, figure.currency, text.is_base, text.other_locales, text.name, figure.price_minor, figure.compare_at_minor,
      figure.available, figure.stock_left, figure.rating_average, figure.rating_count, figure.popularity, product.first_available_at, held.brand, held.shelves,
      held.colors, held.tags, held.collections, text.heading, strip(text.document) as document, text.card
    from unnest(p_ids) as given (id)
    join shop.product on product.id = given.id and not shop.is_set(product.archived_at)
    cross join lateral (
      select min(key.id) filter (where key.kind = 'brand') as brand,
        coalesce(array_agg(key.id order by key.id) filter (where key.kind = 'category'), '{}') as shelves,
        coalesce(array_agg(key.id order by key.id) filter (where key.kind = 'color'), '{}') as colors,
        coalesce(array_agg(key.id order by key.id) filter (where key.kind = 'tag'), '{}') as tags,
        coalesce(array_agg(key.id order by key.id) filter (where key.kind = 'collection'), '{}') as collections
      from shop.listing_values(given.id) as value join shop.listing_key as key on key.kind = value.kind and key.slug = value.slug
    ) as held
    cross join lateral shop.listing_texts(given.id) as text
    cross join lateral shop.listing_figures(given.id) as figure
  ), shown as (
    insert into shop.product_card (product_id, locale, card) select distinct on (product_id, locale) product_id, locale, card from made
  )
  insert into shop.product_listing (product_id, locale, currency, is_base, other_locales, name, price_minor, compare_at_minor, available, stock_left, rating_average,
      rating_count, popularity, first_available_at, brand, shelves, colors, tags, collections, heading, document)
    select product_id, locale, currency, is_base, other_locales, name, price_minor, compare_at_minor, available, stock_left, rating_average, rating_count,
      popularity, first_available_at, brand, shelves, colors, tags, collections, heading, document
    from made;
  insert into shop.search_term (locale, term, documents, near)
    select fresh.locale, fresh.term, fresh.documents, shop.near_words(fresh.term) from (
      select listed.locale, word.lexeme as term, count(*)::integer as documents
      from (
        select distinct on (listing.product_id, listing.locale) listing.locale, to_tsvector('pg_catalog.simple', shop.spaced(listing.name || ' ' ||
          coalesce(shown.card -> 'brand' ->> 'name', '') || ' ' || coalesce(shown.card -> 'category' ->> 'name', '') || ' ' || coalesce(tagged.tags, ''))) as words
        from shop.product_listing as listing
        join shop.product_card as shown on shown.product_id = listing.product_id and shown.locale = listing.locale
        cross join lateral (
          select string_agg(shop.searched_word(tag, listing.locale), ' ') as tags from (
            select tag from shop.product_tag where product_tag.product_id = listing.product_id
            union all select color from shop.product where product.id = listing.product_id and color is not null
          ) as spoken
        ) as tagged
        where listing.product_id = any (p_ids)
      ) as listed cross join lateral unnest(listed.words) as word
      where length(word.lexeme) between 3 and 40 and word.lexeme !~ '[^[:alpha:]]'
      group by listed.locale, word.lexeme
    ) as fresh
    where not exists (select from shop.search_term as known where known.locale = fresh.locale and known.term = fresh.term)
    order by fresh.locale, fresh.term on conflict do nothing;
end $$;

-- Products of a word, by each way it stands at them. Only what says something else than before counts: a catalog that is loaded again writes its words again.
create function shop.note_listed_words() returns trigger language plpgsql as $$
declare
  words text[];
begin
  if tg_op = 'UPDATE' then
    words := array(select distinct word from (
      (select * from changed except select * from before) union all (select * from before except select * from changed)) as now);
  else
    words := array(select distinct word from changed);
  end if;
  perform shop.note_listing_changes(array(
    select id from shop.product where lower(color) = any (words)
    union select product_id from shop.product_tag where lower(tag) = any (words) or replace(lower(tag), '-', ' ') = any (words)
  ), true);
  return null;
end $$;

create trigger word_translation_listed_insert after insert on shop.word_translation referencing new table as changed
  for each statement execute function shop.note_listed_words('true');

create trigger word_translation_listed_update after update on shop.word_translation referencing new table as changed old table as before
  for each statement execute function shop.note_listed_words('true');

create trigger word_translation_listed_delete after delete on shop.word_translation referencing old table as changed
  for each statement execute function shop.note_listed_words('true');

select shop.refresh_listing(array(select product.id from shop.product where exists (select from shop.word_translation) order by id), '{}');


-- shop 0039 log_of_the_house

-- The log holds what people change beside the catalog too: who may do what in the house, and the words that find each other. A pair of words has no id of
-- its own; the log gives it one made of the pair.
alter table shop.catalog_change drop constraint catalog_change_kind_check;

alter table shop.catalog_change add constraint catalog_change_kind_check
  check (kind in ('product', 'category', 'brand', 'collection', 'user', 'synonym'));


-- shop 0040 import_time

-- Of when the newest thing is that a source said about a product, where the source says so. A log of an earlier month that is
-- imported after a later one must not bring back old prices and names.
alter table shop.product_import add column as_of timestamptz;

comment on column shop.product_import.as_of is 'Time of the newest row the record was made of; null where the source names none.';


-- shop 0041 hyphenated_colours

-- Colours of several words ("light-blue") are found under their word with spaces, as tags are; lists must follow when that word changes.
create or replace function shop.note_listed_words() returns trigger language plpgsql as $$
declare
  words text[];
begin
  if tg_op = 'UPDATE' then
    words := array(select distinct word from (
      (select * from changed except select * from before) union all (select * from before except select * from changed)) as now);
  else
    words := array(select distinct word from changed);
  end if;
  perform shop.note_listing_changes(array(
    select id from shop.product where lower(color) = any (words) or replace(lower(color), '-', ' ') = any (words)
    union select product_id from shop.product_tag where lower(tag) = any (words) or replace(lower(tag), '-', ' ') = any (words)
  ), true);
  return null;
end $$;

select shop.refresh_listing(array(
  select product.id from shop.product where color like '%-%' and exists (select from shop.word_translation) order by id), '{}');


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


-- recsys 0011 bought_together

-- "Who bought this item, newest first": the first half of the question what was bought together with it.
create index events_bought_item_idx on recsys.events (namespace_id, item_id, ts desc) where type = 3;


-- recsys 0012 text_embeddings

-- The texts of a catalog as numbers, and for each item those that say the like: what stands beside an item that nobody has touched yet.
create table recsys.text_indexes (
  namespace_id integer primary key references recsys.namespaces (namespace_id) on delete cascade,
  -- What made the vectors; those of two makers must not meet.
  maker text not null check (length(maker) between 1 and 256),
  -- Where what was learnt from the texts lies; null for a sentence model, which learnt elsewhere.
  path text check (length(path) between 1 and 1024),
  sha256 bytea check (octet_length(sha256) = 32),
  learnt_from integer not null check (learnt_from >= 0),
  -- Up to here the catalog's writes were looked at.
  catalog_revision bigint not null check (catalog_revision >= 0),
  search text not null check (search in ('exact', 'approximate')),
  recall double precision not null check (recall between 0 and 1),
  -- Share of neighbours in their item's own category, and the share if they were drawn; null where nothing has a category.
  same_category_share double precision check (same_category_share between 0 and 1),
  by_chance double precision check (by_chance between 0 and 1),
  learnt_at timestamptz not null,
  changed_at timestamptz not null,
  check ((path is null) = (sha256 is null)),
  check ((same_category_share is null) = (by_chance is null))
);

-- A vector has no elements in the sense of a table's column, and a list is replaced whole: both are one value.
create table recsys.item_embeddings (
  namespace_id integer not null,
  item_id text not null,
  text_hash bigint not null check (text_hash >= 0),
  -- 384 numbers of 4 bytes, lowest byte first; null where the text holds nothing known.
  vector bytea check (octet_length(vector) = 1536),
  -- Nearest first, and how near: the cosine.
  neighbour_ids text[] not null default '{}',
  cosines real[] not null default '{}',
  primary key (namespace_id, item_id),
  foreign key (namespace_id, item_id) references recsys.items (namespace_id, item_id) on delete cascade,
  check (cardinality(neighbour_ids) = cardinality(cosines))
);


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
