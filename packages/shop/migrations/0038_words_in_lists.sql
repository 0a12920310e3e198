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
