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
