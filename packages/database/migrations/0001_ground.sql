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
