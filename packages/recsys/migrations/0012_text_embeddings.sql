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
