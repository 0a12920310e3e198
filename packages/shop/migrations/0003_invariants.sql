-- What a check or a foreign key cannot say, said by triggers: derived figures move in the transaction of their cause.

-- Statement triggers: one set-based change per statement, so a bulk load pays once; rows are locked in product order, so two loads never deadlock.
create function shop.keep_product_ratings() returns trigger language plpgsql as $$
declare
  products uuid[];
  stars integer[];
  changes integer[];
begin
  if tg_op = 'INSERT' then
    select array_agg(product_id), array_agg(rating), array_agg(1) into products, stars, changes from added where status = 'published';
  elsif tg_op = 'DELETE' then
    select array_agg(product_id), array_agg(rating), array_agg(-1) into products, stars, changes from removed where status = 'published';
  else
    select array_agg(product_id), array_agg(rating), array_agg(change) into products, stars, changes from (
      select product_id, rating, 1 as change from added where status = 'published'
      union all
      select product_id, rating, -1 from removed where status = 'published'
    ) as changed;
  end if;
  if products is null then
    return null;
  end if;
  insert into shop.product_rating (product_id) select distinct id from unnest(products) as given (id) order by id on conflict do nothing;
  perform from shop.product_rating where product_id = any (products) order by product_id for update;
  update shop.product_rating as kept set
    stars_1 = stars_1 + coalesce(counted.one, 0), stars_2 = stars_2 + coalesce(counted.two, 0), stars_3 = stars_3 + coalesce(counted.three, 0),
    stars_4 = stars_4 + coalesce(counted.four, 0), stars_5 = stars_5 + coalesce(counted.five, 0)
  from (
    select id, sum(change) filter (where star = 1) as one, sum(change) filter (where star = 2) as two, sum(change) filter (where star = 3) as three,
      sum(change) filter (where star = 4) as four, sum(change) filter (where star = 5) as five
    from unnest(products, stars, changes) as given (id, star, change) group by id
  ) as counted
  where kept.product_id = counted.id;
  return null;
end $$;
create trigger review_rating_added after insert on shop.review referencing new table as added
  for each statement execute function shop.keep_product_ratings();
create trigger review_rating_changed after update on shop.review referencing old table as removed new table as added
  for each statement execute function shop.keep_product_ratings();
create trigger review_rating_removed after delete on shop.review referencing old table as removed
  for each statement execute function shop.keep_product_ratings();

-- An order's goods value is the sum of its lines. Checked when lines arrive; lines are history and never change afterwards.
create function shop.check_order_goods() returns trigger language plpgsql as $$
declare
  wrong record;
begin
  select orders.id, orders.goods_minor, sum(line.unit_price_minor * line.quantity) as lines_minor into wrong
    from shop.orders
    join shop.order_line as line on line.order_id = orders.id
    where orders.id in (select order_id from added)
    group by orders.id having sum(line.unit_price_minor * line.quantity) <> orders.goods_minor
    limit 1;
  if found then
    raise exception 'order % says goods of % but its lines add up to %', wrong.id, wrong.goods_minor, wrong.lines_minor
      using errcode = 'check_violation', constraint = 'order_goods_is_sum_of_lines', hint = 'Insert all lines of an order in one statement, with the order''s goods_minor as their sum.';
  end if;
  return null;
end $$;
create trigger order_goods after insert on shop.order_line referencing new table as added
  for each statement execute function shop.check_order_goods();

create function shop.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'rows of %.% are history and are never changed', tg_table_schema, tg_table_name
    using errcode = 'check_violation', constraint = tg_table_name || '_is_history', hint = 'Write a correcting row instead.';
end $$;
create trigger order_line_is_history before update or delete on shop.order_line for each row execute function shop.refuse_change();
create trigger stock_movement_is_history before update or delete on shop.stock_movement for each row execute function shop.refuse_change();

create function shop.check_order_has_lines() returns trigger language plpgsql as $$
begin
  if new.goods_minor > 0 and not exists (select from shop.order_line where order_id = new.id) then
    raise exception 'order % has no lines', new.id using errcode = 'check_violation', constraint = 'order_has_lines', hint = 'Insert the lines in the transaction of the order.';
  end if;
  return null;
end $$;
create constraint trigger order_has_lines after insert or update of goods_minor on shop.orders deferrable initially deferred
  for each row execute function shop.check_order_has_lines();

create function shop.guard_order_status() returns trigger language plpgsql as $$
begin
  if not exists (select from shop.order_transition where from_status = old.status and to_status = new.status) then
    raise exception 'an order cannot go from % to %', old.status, new.status
      using errcode = 'check_violation', constraint = 'order_transition', hint = 'See shop.order_transition for the moves there are.';
  end if;
  return new;
end $$;
create trigger order_status_guard before update of status on shop.orders
  for each row when (old.status is distinct from new.status) execute function shop.guard_order_status();

create function shop.keep_order_history() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into shop.order_status_history (order_id, position, status, changed_at) select id, 1, status, placed_at from added;
  else
    insert into shop.order_status_history (order_id, position, status, changed_at)
      select added.id, (select max(position) + 1 from shop.order_status_history as before where before.order_id = added.id), added.status, added.updated_at
      from added join removed on removed.id = added.id where added.status <> removed.status;
  end if;
  return null;
end $$;
create trigger order_history_begins after insert on shop.orders referencing new table as added
  for each statement execute function shop.keep_order_history();
create trigger order_history_goes_on after update on shop.orders referencing old table as removed new table as added
  for each statement execute function shop.keep_order_history();

-- Every change of stock leaves a movement: stock.on_hand is always the sum of its movements. The cause rides in transaction-local settings,
-- so that nobody can change stock and forget to say why; without a cause it is a correction.
create function shop.keep_stock_movements() returns trigger language plpgsql as $$
declare
  reason text := coalesce(nullif(current_setting('shop.stock_reason', true), ''), 'corrected');
  order_id uuid := nullif(current_setting('shop.stock_order', true), '')::uuid;
  moved_at timestamptz := coalesce(nullif(current_setting('shop.stock_moment', true), '')::timestamptz, now());
begin
  if tg_op = 'INSERT' then
    insert into shop.stock_movement (sku_id, change, reason, order_id, moved_at)
      select added.sku_id, added.on_hand, 'received', null, moved_at from added where added.on_hand > 0;
  else
    insert into shop.stock_movement (sku_id, change, reason, order_id, moved_at)
      select added.sku_id, added.on_hand - removed.on_hand, reason, order_id, moved_at
      from added join removed on removed.sku_id = added.sku_id where added.on_hand <> removed.on_hand;
  end if;
  return null;
end $$;
create trigger stock_movement_first after insert on shop.stock referencing new table as added
  for each statement execute function shop.keep_stock_movements();
create trigger stock_movement_next after update on shop.stock referencing old table as removed new table as added
  for each statement execute function shop.keep_stock_movements();

-- The one way to change stock with a reason: sets the cause, changes the rows in SKU order, forgets the cause.
create function shop.move_stock(p_sku_ids uuid[], p_changes integer[], p_reason text, p_order_id uuid, p_moment timestamptz) returns void language plpgsql as $$
begin
  perform set_config('shop.stock_reason', p_reason, true), set_config('shop.stock_order', coalesce(p_order_id::text, ''), true),
    set_config('shop.stock_moment', p_moment::text, true);
  perform from shop.stock where sku_id = any (p_sku_ids) order by sku_id for update;
  update shop.stock set on_hand = on_hand + moved.change
    from (select sku_id, sum(change)::integer as change from unnest(p_sku_ids, p_changes) as given (sku_id, change) group by sku_id) as moved
    where stock.sku_id = moved.sku_id;
  perform set_config('shop.stock_reason', '', true), set_config('shop.stock_order', '', true), set_config('shop.stock_moment', '', true);
end $$;
