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
