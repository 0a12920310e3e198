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
insert into recsys.event_type_defaults (type, name, weight, half_life_days) values
  (0, 'view', 0.05, 3), (1, 'click', 0.20, 7), (2, 'add', 0.70, 21), (3, 'purchase', 1.00, 60), (4, 'custom', 0.10, 3);

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
