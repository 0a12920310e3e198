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

insert into shop.currency (code, name, minor_digits) values
  ('EUR', 'Euro', 2), ('GBP', 'Pound sterling', 2), ('USD', 'US dollar', 2), ('CHF', 'Swiss franc', 2), ('SEK', 'Swedish krona', 2),
  ('NOK', 'Norwegian krone', 2), ('DKK', 'Danish krone', 2), ('PLN', 'Polish zloty', 2), ('CZK', 'Czech koruna', 2), ('HUF', 'Forint', 2),
  ('CAD', 'Canadian dollar', 2), ('AUD', 'Australian dollar', 2), ('INR', 'Indian rupee', 2), ('BRL', 'Brazilian real', 2), ('CNY', 'Yuan', 2),
  ('JPY', 'Yen', 0), ('KRW', 'Won', 0), ('KWD', 'Kuwaiti dinar', 3), ('TND', 'Tunisian dinar', 3);

-- One row: what this shop trades in when nobody says otherwise.
create table shop.setting (
  only_row boolean primary key default true check (only_row),
  currency text not null references shop.currency (code),
  locale text not null check (locale ~ '^[a-z]{2}(-[A-Z]{2})?$'),
  time_zone text not null
);
insert into shop.setting (currency, locale, time_zone) values ('EUR', 'en', 'Europe/Berlin');

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
