-- Placing an order is one routine in one transaction. Expected failures leave it as SQLSTATE VT0xx with a JSON detail, so everything is undone:
--   VT001 the idempotency key was used for another order     VT002 a price is no longer the quoted one     VT003 not enough stock
--   VT004 a SKU is unknown or no longer sold                  VT005 the promotion has ended or is used up  VT006 the request is malformed
--
-- Lock order, the same in every routine, so that two can wait for each other but never in a circle:
--   idempotency key -> order -> promotion -> stock rows in SKU order.

create function shop.check_order_prices(p_currency text, p_lines jsonb) returns void language plpgsql as $$
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
  select jsonb_agg(jsonb_build_object('sku_id', line.sku_id, 'quoted_minor', line.unit_price_minor, 'price_minor', price.amount_minor)) into wrong
    from jsonb_to_recordset(p_lines) as line (sku_id uuid, unit_price_minor bigint, price_version integer)
    left join shop.price on price.sku_id = line.sku_id and price.currency = p_currency
    where (price.version, price.amount_minor) is distinct from (line.price_version, line.unit_price_minor);
  if wrong is not null then
    raise exception 'some prices have changed since the quote' using errcode = 'VT002', detail = wrong::text;
  end if;
end $$;

create function shop.take_stock(p_order_id uuid, p_lines jsonb, p_now timestamptz) returns void language plpgsql as $$
declare
  short jsonb;
begin
  -- Locked in SKU order whatever the basket's order, and judged only once locked: the last unit has one owner.
  perform from shop.stock where sku_id in (select (line ->> 'sku_id')::uuid from jsonb_array_elements(p_lines) as given (line)) order by sku_id for update;
  select jsonb_agg(jsonb_build_object('sku_id', line.sku_id, 'wanted', line.quantity, 'left', coalesce(stock.on_hand, 0))) into short
    from jsonb_to_recordset(p_lines) as line (sku_id uuid, quantity integer)
    left join shop.stock on stock.sku_id = line.sku_id
    where coalesce(stock.on_hand, 0) < line.quantity;
  if short is not null then
    raise exception 'not enough stock' using errcode = 'VT003', detail = short::text;
  end if;
  perform shop.move_stock(array_agg(line.sku_id), array_agg(-line.quantity), 'sold', p_order_id, p_now)
    from jsonb_to_recordset(p_lines) as line (sku_id uuid, quantity integer);
end $$;

create function shop.use_promotion(p_order_id uuid, p_promotion_id uuid, p_discount_minor bigint, p_now timestamptz) returns void language plpgsql as $$
begin
  update shop.promotion set used = used + 1
    where id = p_promotion_id and starts_at <= p_now and (ends_at is null or p_now < ends_at) and (max_uses is null or used < max_uses);
  if not found then
    raise exception 'the promotion has ended or is used up' using errcode = 'VT005', detail = jsonb_build_array(p_promotion_id)::text;
  end if;
  insert into shop.order_promotion (order_id, promotion_id, discount_minor) values (p_order_id, p_promotion_id, p_discount_minor);
end $$;

-- request: order_id, idempotency_key, fingerprint, now, currency, customer_id?, visitor_id?, email?, discount_minor?, promotion_id?, delivery_minor?,
--   included_tax_minor?, campaign_id?, influencer_id?, payment {id, provider}, addresses [{purpose, recipient, line1, ...}],
--   lines [{sku_id, quantity, unit_price_minor, price_version}]
-- Asked again with the same key and fingerprint it answers the first order and changes nothing.
create function shop.place_order(request jsonb, out order_id uuid, out order_number bigint, out total_minor bigint, out replayed boolean) language plpgsql as $$
declare
  asked record;
  before record;
  goods bigint;
begin
  select * into asked from jsonb_to_record(request) as given (
    order_id uuid, idempotency_key text, fingerprint text, now timestamptz, currency text, customer_id uuid, visitor_id text, email text, discount_minor bigint,
    promotion_id uuid, delivery_minor bigint, included_tax_minor bigint, campaign_id uuid, influencer_id uuid, payment jsonb, addresses jsonb, lines jsonb);

  -- A second submit of the same key waits here for the first one's commit; if that one failed, this one carries on.
  insert into shop.order_request (idempotency_key, fingerprint, order_id, created_at)
    values (asked.idempotency_key, asked.fingerprint, asked.order_id, asked.now) on conflict (idempotency_key) do nothing;
  if not found then
    select order_request.fingerprint, orders.id, orders.number, orders.goods_minor - orders.discount_minor + orders.delivery_minor as total into before
      from shop.order_request join shop.orders on orders.id = order_request.order_id
      where order_request.idempotency_key = asked.idempotency_key;
    if before.fingerprint <> asked.fingerprint then
      raise exception 'this idempotency key belongs to another order' using errcode = 'VT001', hint = 'Make a new key for a new order.';
    end if;
    order_id := before.id; order_number := before.number; total_minor := before.total; replayed := true;
    return;
  end if;

  perform shop.check_order_prices(asked.currency, asked.lines);
  select sum(line.unit_price_minor * line.quantity) into goods from jsonb_to_recordset(asked.lines) as line (unit_price_minor bigint, quantity integer);

  insert into shop.orders (id, external_id, customer_id, visitor_id, email, currency, status, goods_minor, discount_minor, delivery_minor, included_tax_minor, placed_at, updated_at)
    values (asked.order_id, asked.order_id::text, asked.customer_id, asked.visitor_id, asked.email, asked.currency, 'pending', goods,
      coalesce(asked.discount_minor, 0), coalesce(asked.delivery_minor, 0), coalesce(asked.included_tax_minor, 0), asked.now, asked.now)
    returning orders.number, orders.goods_minor - orders.discount_minor + orders.delivery_minor into order_number, total_minor;
  order_id := asked.order_id;
  replayed := false;

  if asked.promotion_id is not null then
    perform shop.use_promotion(asked.order_id, asked.promotion_id, coalesce(asked.discount_minor, 0), asked.now);
  end if;
  perform shop.take_stock(asked.order_id, asked.lines, asked.now);
  perform shop.write_order_parts(asked.order_id, total_minor, request);
  insert into platform.outbox (topic, key, payload) values ('order', asked.order_id::text,
    jsonb_build_object('kind', 'order.placed', 'orderId', asked.order_id, 'number', order_number, 'at', asked.now));
end $$;

create function shop.write_order_parts(p_order_id uuid, p_total_minor bigint, request jsonb) returns void language plpgsql as $$
begin
  insert into shop.order_line (order_id, line_no, sku_id, product_name, unit_price_minor, quantity)
    select p_order_id, given.line_no, sku.id, product_translation.name, (given.line ->> 'unit_price_minor')::bigint, (given.line ->> 'quantity')::integer
    from jsonb_array_elements(request -> 'lines') with ordinality as given (line, line_no)
    join shop.sku on sku.id = (given.line ->> 'sku_id')::uuid
    join shop.product on product.id = sku.product_id
    join shop.product_translation on product_translation.product_id = product.id and product_translation.locale = product.base_locale;
  insert into shop.order_address (order_id, purpose, recipient, line1, line2, postal_code, city, region, country)
    select p_order_id, purpose, recipient, line1, line2, postal_code, city, region, country
    from jsonb_to_recordset(coalesce(request -> 'addresses', '[]')) as given (purpose text, recipient text, line1 text, line2 text, postal_code text, city text, region text, country text);
  insert into shop.payment (id, order_id, currency, amount_minor, provider, status, created_at, updated_at)
    values ((request -> 'payment' ->> 'id')::uuid, p_order_id, request ->> 'currency', p_total_minor, request -> 'payment' ->> 'provider', 'intent',
      (request ->> 'now')::timestamptz, (request ->> 'now')::timestamptz);
  insert into shop.order_attribution (order_id, campaign_id, influencer_id)
    select p_order_id, (request ->> 'campaign_id')::uuid, (request ->> 'influencer_id')::uuid where request ->> 'campaign_id' is not null;
end $$;

-- Moves an order along shop.order_transition. Cancelling gives back exactly what the order took, its promotion's use, and its money.
-- Answers the status it had before; null when there is no such order.
create function shop.change_order_status(p_order_id uuid, p_status text, p_now timestamptz) returns text language plpgsql as $$
declare
  before text;
begin
  select status into before from shop.orders where id = p_order_id for update;
  if before is null or before = p_status then
    return before;
  end if;
  update shop.orders set status = p_status, updated_at = p_now where id = p_order_id;
  if p_status = 'cancelled' then
    update shop.promotion set used = used - 1 where id in (select promotion_id from shop.order_promotion where order_id = p_order_id);
    perform shop.move_stock(array_agg(sku_id), array_agg(-change), 'returned', p_order_id, p_now)
      from shop.stock_movement where order_id = p_order_id and reason = 'sold' having count(*) > 0;
  end if;
  update shop.payment set updated_at = p_now, status = case
      when p_status = 'paid' then 'captured'
      when payment.status = 'captured' then 'refund_due'
      else 'cancelled' end
    where order_id = p_order_id and (
      (p_status = 'paid' and payment.status in ('intent', 'authorised'))
      or (p_status in ('cancelled', 'refunded') and payment.status in ('intent', 'authorised', 'captured')));
  insert into platform.outbox (topic, key, payload) values ('order', p_order_id::text,
    jsonb_build_object('kind', 'order.' || p_status, 'orderId', p_order_id, 'at', p_now));
  return before;
end $$;
