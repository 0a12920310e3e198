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
