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
