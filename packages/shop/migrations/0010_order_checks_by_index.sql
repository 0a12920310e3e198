-- The order checks run inside bulk loads, on tables whose statistics are still those of empty ones, and their plans are kept for the session. One lookup by
-- key for each order is always right here, a scan never is; left to itself the planner chose the scan and a load of n orders took n squared.
create or replace function shop.check_order_goods() returns trigger language plpgsql set enable_seqscan = off as $$
declare
  wrong record;
begin
  select orders.id, orders.goods_minor, held.lines_minor into wrong
    from (select distinct order_id from added) as touched
    join shop.orders on orders.id = touched.order_id
    cross join lateral (
      select sum(line.unit_price_minor * line.quantity) as lines_minor from shop.order_line as line where line.order_id = touched.order_id
    ) as held
    where held.lines_minor <> orders.goods_minor
    limit 1;
  if found then
    raise exception 'order % says goods of % but its lines add up to %', wrong.id, wrong.goods_minor, wrong.lines_minor
      using errcode = 'check_violation', constraint = 'order_goods_is_sum_of_lines', hint = 'Insert all lines of an order in one statement, with the order''s goods_minor as their sum.';
  end if;
  return null;
end $$;
alter function shop.check_order_has_lines() set enable_seqscan = off;
alter function shop.keep_order_history() set enable_seqscan = off;
