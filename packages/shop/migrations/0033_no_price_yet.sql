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
