-- The sum is compared at commit too, whenever an order's goods value is written: so it cannot be changed afterwards either.
create or replace function shop.check_order_has_lines() returns trigger language plpgsql as $$
declare
  lines_minor bigint := (select coalesce(sum(unit_price_minor * quantity), 0) from shop.order_line where order_id = new.id);
begin
  if lines_minor <> new.goods_minor then
    raise exception 'order % says goods of % but its lines add up to %', new.id, new.goods_minor, lines_minor
      using errcode = 'check_violation', constraint = 'order_goods_is_sum_of_lines', hint = 'Insert the lines in the transaction of the order, and leave goods_minor alone afterwards.';
  end if;
  return null;
end $$;
