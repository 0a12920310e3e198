-- Views, and the report functions that read them.
-- Generated from packages/*/migrations by `npm run generate`; do not edit.
-- psql -v ON_ERROR_STOP=1 -f create_tables.sql -f insert_data.sql -f create_views.sql DATABASE

begin;

-- shop 0005 views

-- Ready questions. A sale is an order that was neither cancelled nor refunded and is more than a wish (pending).

create view shop.sold_line as
  select orders.id as order_id, orders.customer_id, orders.currency, orders.placed_at, line.sku_id, sku.product_id, line.quantity,
    line.unit_price_minor * line.quantity as revenue_minor
  from shop.orders
  join shop.order_line as line on line.order_id = orders.id
  join shop.sku on sku.id = line.sku_id
  where orders.status in ('paid', 'packed', 'shipped', 'delivered');

create view shop.top_selling_products as
  select product.id as product_id, product.slug, text.name, sold.currency, sum(sold.quantity)::bigint as units_sold,
    sum(sold.revenue_minor)::bigint as revenue_minor, count(distinct sold.order_id) as orders, max(sold.placed_at) as last_sold_at
  from shop.sold_line as sold
  join shop.product on product.id = sold.product_id
  join shop.product_translation as text on text.product_id = product.id and text.locale = product.base_locale
  group by product.id, text.name, sold.currency
  order by units_sold desc, revenue_minor desc, product.slug;

create view shop.low_stock_items as
  select sku.id as sku_id, sku.code as sku, product.id as product_id, product.slug, text.name, stock.on_hand, stock.low_at
  from shop.stock
  join shop.sku on sku.id = stock.sku_id and sku.archived_at is null
  join shop.product on product.id = sku.product_id and product.archived_at is null
  join shop.product_translation as text on text.product_id = product.id and text.locale = product.base_locale
  where stock.on_hand <= stock.low_at
  order by stock.on_hand, sku.code;

create view shop.daily_revenue as
  select (sold.placed_at at time zone setting.time_zone)::date as day, sold.currency, count(distinct sold.order_id) as orders,
    sum(sold.quantity)::bigint as units, sum(sold.revenue_minor)::bigint as revenue_minor
  from shop.sold_line as sold cross join shop.setting
  group by 1, 2
  order by 1, 2;

create view shop.customer_consent as
  select distinct on (customer_id, purpose) customer_id, purpose, granted, decided_at
  from shop.consent order by customer_id, purpose, decided_at desc;

-- A category and everything below it: (top, below), each category below itself too.
create view shop.category_branch as
  with recursive branch as (
    select id as top_id, id as below_id, 0 as depth from shop.category
    union all
    select branch.top_id, category.id, branch.depth + 1 from branch join shop.category on category.parent_id = branch.below_id
  )
  select top_id, below_id, depth from branch;

-- What a person sees as a product's rating: our own reviews, or, while there are none, what the source said.
create view shop.product_score as
  select product.id as product_id,
    case when own.count > 0 then round(own.total / own.count::numeric, 2) else imported.average end as average,
    case when own.count > 0 then own.count else coalesce(imported.count, 0) end as count
  from shop.product
  left join shop.product_rating as kept on kept.product_id = product.id
  cross join lateral (
    select coalesce(kept.stars_1 + kept.stars_2 + kept.stars_3 + kept.stars_4 + kept.stars_5, 0) as count,
      coalesce(kept.stars_1 + 2 * kept.stars_2 + 3 * kept.stars_3 + 4 * kept.stars_4 + 5 * kept.stars_5, 0) as total
  ) as own
  left join shop.product_imported_rating as imported on imported.product_id = product.id;


-- shop 0006 reports

create function shop.report_sales_by_category(p_from date, p_until date)
  returns table (category_slug text, category text, currency text, orders bigint, units bigint, revenue_minor bigint) language sql stable as $$
  select category.slug, text.name, sold.currency, count(distinct sold.order_id), sum(sold.quantity)::bigint, sum(sold.revenue_minor)::bigint
  from shop.sold_line as sold
  join shop.product on product.id = sold.product_id
  join shop.category on category.id = product.category_id
  join shop.category_translation as text on text.category_id = category.id and text.locale = category.base_locale
  where sold.placed_at >= shop.shop_moment(p_from) and sold.placed_at < shop.shop_moment(p_until)
  group by category.slug, text.name, sold.currency
  order by 6 desc, 1
$$;

-- period: day, week, month, quarter or year. A period without a sale has no row.
create function shop.report_sales_by_period(p_from date, p_until date, p_period text)
  returns table (period_start date, currency text, orders bigint, customers bigint, units bigint, revenue_minor bigint, average_order_minor bigint) language sql stable as $$
  select date_trunc(p_period, sold.placed_at at time zone setting.time_zone)::date, sold.currency, count(distinct sold.order_id), count(distinct sold.customer_id),
    sum(sold.quantity)::bigint, sum(sold.revenue_minor)::bigint, round(sum(sold.revenue_minor) / count(distinct sold.order_id)::numeric)::bigint
  from shop.sold_line as sold cross join shop.setting
  where sold.placed_at >= shop.shop_moment(p_from) and sold.placed_at < shop.shop_moment(p_until)
  group by 1, 2
  order by 1, 2
$$;

-- Cohort: the month of a customer's first sale. month 0 is that month; a customer counts once a month.
create function shop.report_customer_cohorts(p_from date, p_until date)
  returns table (cohort date, month integer, customers bigint, cohort_size bigint) language sql stable as $$
  with months as (
    select distinct sold.customer_id, date_trunc('month', sold.placed_at at time zone setting.time_zone)::date as bought
    from shop.sold_line as sold cross join shop.setting where sold.customer_id is not null
  ), firsts as (
    select customer_id, min(bought) as cohort from months group by customer_id
  ), sizes as (
    select cohort, count(*) as size from firsts group by cohort
  )
  select firsts.cohort,
    ((extract(year from bought) - extract(year from firsts.cohort)) * 12 + extract(month from bought) - extract(month from firsts.cohort))::integer as month,
    count(*), sizes.size
  from months join firsts using (customer_id) join sizes on sizes.cohort = firsts.cohort
  where firsts.cohort >= date_trunc('month', p_from)::date and firsts.cohort < p_until
  group by firsts.cohort, 2, sizes.size
  order by 1, 2
$$;

-- Recency, frequency, money: quintiles 1 (worst) to 5 (best) among customers who bought before p_at. One currency at a time.
create function shop.report_rfm(p_at timestamptz, p_currency text)
  returns table (customer_id uuid, last_order_at timestamptz, orders bigint, revenue_minor bigint, recency integer, frequency integer, money integer) language sql stable as $$
  with bought as (
    select sold.customer_id, max(sold.placed_at) as last_at, count(distinct sold.order_id) as orders, sum(sold.revenue_minor)::bigint as revenue
    from shop.sold_line as sold where sold.customer_id is not null and sold.placed_at < p_at and sold.currency = p_currency group by sold.customer_id
  )
  select bought.customer_id, last_at, bought.orders, revenue, ntile(5) over (order by last_at, bought.customer_id),
    ntile(5) over (order by bought.orders, bought.customer_id), ntile(5) over (order by revenue, bought.customer_id)
  from bought
  order by revenue desc, bought.customer_id
$$;

-- How many days the stock lasts at the pace of the last p_days days; null when nothing was sold.
create function shop.report_stock_cover(p_at timestamptz, p_days integer)
  returns table (sku_id uuid, sku text, on_hand integer, sold bigint, per_day numeric, days_left numeric) language sql stable as $$
  select sku.id, sku.code, stock.on_hand, coalesce(pace.units, 0), round(coalesce(pace.units, 0) / p_days::numeric, 3),
    case when pace.units > 0 then round(stock.on_hand / (pace.units / p_days::numeric), 1) end
  from shop.sku
  join shop.stock on stock.sku_id = sku.id
  left join (
    select line.sku_id, sum(line.quantity)::bigint as units from shop.sold_line as line
    where line.placed_at >= p_at - make_interval(days => p_days) and line.placed_at < p_at group by line.sku_id
  ) as pace on pace.sku_id = sku.id
  where sku.archived_at is null
  order by 6 nulls last, sku.code
$$;

create function shop.report_revenue_by_brand(p_from date, p_until date)
  returns table (brand_slug text, brand text, currency text, orders bigint, units bigint, revenue_minor bigint, share numeric) language sql stable as $$
  select coalesce(brand.slug, ''), coalesce(brand.name, ''), sold.currency, count(distinct sold.order_id), sum(sold.quantity)::bigint, sum(sold.revenue_minor)::bigint,
    round(sum(sold.revenue_minor) / nullif(sum(sum(sold.revenue_minor)) over (partition by sold.currency), 0), 4)
  from shop.sold_line as sold
  join shop.product on product.id = sold.product_id
  left join shop.brand on brand.id = product.brand_id
  where sold.placed_at >= shop.shop_moment(p_from) and sold.placed_at < shop.shop_moment(p_until)
  group by 1, 2, 3
  order by 6 desc, 1
$$;

create function shop.report_campaigns(p_from date, p_until date)
  returns table (campaign_slug text, influencer text, currency text, orders bigint, revenue_minor bigint, commission_minor bigint) language sql stable as $$
  select campaign.slug, influencer.handle, sold.currency, count(distinct sold.order_id), sum(sold.revenue_minor)::bigint,
    round(sum(sold.revenue_minor) * coalesce(max(pair.commission_bp), 0) / 10000)::bigint
  from shop.sold_line as sold
  join shop.order_attribution as attribution on attribution.order_id = sold.order_id
  join shop.campaign on campaign.id = attribution.campaign_id
  left join shop.influencer on influencer.id = attribution.influencer_id
  left join shop.campaign_influencer as pair on pair.campaign_id = attribution.campaign_id and pair.influencer_id = attribution.influencer_id
  where sold.placed_at >= shop.shop_moment(p_from) and sold.placed_at < shop.shop_moment(p_until)
  group by campaign.slug, influencer.handle, sold.currency
  order by 5 desc, 1, 2
$$;


-- recsys 0003 models_placements_experiments

create view recsys.aliases as
  select distinct on (namespace_id, alias) namespace_id, alias, version, moved_at, moved_by, reason
  from recsys.alias_moves
  order by namespace_id, alias, move_no desc;

commit;
