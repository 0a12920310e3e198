-- Buying in steps: what led to a line of a basket, how an order travels, a checkout that survives a reload, payments that can be tried again.

-- What the buyer saw when the line was put in or last looked at, so that a changed price can be explained.
alter table shop.cart_line add column seen_price_minor bigint check (seen_price_minor between 0 and 9007199254740991);

-- Where the buyer stood when they put the line in. Only for those who allowed it; the first cause of a line stays until the line goes.
create table shop.cart_line_cause (
  cart_id uuid not null,
  sku_id uuid not null,
  surface text not null check (surface <> '' and length(surface) <= 64),
  widget text check (length(widget) <= 64),
  request_id text check (length(request_id) <= 128),
  rank integer check (rank between 1 and 10000),
  recommended boolean not null,
  primary key (cart_id, sku_id),
  foreign key (cart_id, sku_id) references shop.cart_line (cart_id, sku_id) on delete cascade
);
create table shop.order_line_cause (
  order_id uuid not null,
  line_no integer not null,
  surface text not null check (surface <> '' and length(surface) <= 64),
  widget text check (length(widget) <= 64),
  request_id text check (length(request_id) <= 128),
  rank integer check (rank between 1 and 10000),
  recommended boolean not null,
  primary key (order_id, line_no),
  foreign key (order_id, line_no) references shop.order_line (order_id, line_no)
);

create table shop.delivery_method (
  code text primary key check (code ~ '^[a-z][a-z0-9-]*$'),
  position smallint not null unique,
  min_days smallint not null check (min_days >= 0),
  max_days smallint not null check (max_days >= min_days),
  is_active boolean not null default true
);
create table shop.delivery_method_translation (
  method text not null references shop.delivery_method (code) on delete cascade,
  locale text not null check (locale ~ '^[a-z]{2}(-[A-Z]{2})?$'),
  name text not null check (name <> ''),
  description text not null default '',
  primary key (method, locale)
);
-- A currency without a row is delivered on the shop's own terms.
create table shop.delivery_price (
  method text not null references shop.delivery_method (code) on delete cascade,
  currency text not null references shop.currency (code),
  price_minor bigint not null check (price_minor >= 0),
  free_from_minor bigint check (free_from_minor > 0),
  primary key (method, currency)
);
create index delivery_price_currency on shop.delivery_price (currency);
insert into shop.delivery_method (code, position, min_days, max_days) values ('standard', 1, 2, 4), ('express', 2, 1, 1);
insert into shop.delivery_method_translation (method, locale, name, description) values
  ('standard', 'en', 'Standard', 'By parcel, to your door'), ('standard', 'de', 'Standard', 'Als Paket bis an die Tür'),
  ('express', 'en', 'Express', 'On its way the same day'), ('express', 'de', 'Express', 'Noch am selben Tag unterwegs');
insert into shop.delivery_price (method, currency, price_minor, free_from_minor)
  select method, currency, price_minor, free_from_minor from (values
    ('EUR', 490, 5900, 1290), ('GBP', 450, 5000, 1090), ('USD', 590, 6500, 1490), ('CHF', 590, 6500, 1490), ('SEK', 5900, 65000, 14900),
    ('NOK', 5900, 65000, 14900), ('DKK', 3900, 45000, 9900), ('PLN', 1900, 25000, 4900), ('CZK', 9900, 149900, 24900), ('HUF', 179000, 2290000, 449000),
    ('CAD', 790, 8500, 1990), ('AUD', 890, 9500, 2190), ('INR', 9900, 99900, 24900), ('BRL', 2490, 29900, 5990), ('CNY', 1200, 19900, 3500),
    ('JPY', 650, 6500, 1500), ('KRW', 3000, 50000, 9000), ('KWD', 1500, 18000, 4000), ('TND', 7000, 99000, 19000)
  ) as given (currency, standard, free_from, express)
  cross join lateral (values ('standard', standard, free_from), ('express', express, null)) as priced (method, price_minor, free_from_minor);

-- What has been answered so far; one a basket, gone with it.
create table shop.checkout (
  cart_id uuid primary key references shop.cart (id) on delete cascade,
  email text check (email ~ '^[^@\s]+@[^@\s]+$' and length(email) <= 320),
  delivery_method text references shop.delivery_method (code),
  payment_provider text check (payment_provider <> ''),
  updated_at timestamptz not null
);
create index checkout_delivery on shop.checkout (delivery_method);
create table shop.checkout_address (
  cart_id uuid primary key references shop.checkout (cart_id) on delete cascade,
  recipient text not null check (recipient <> ''),
  line1 text not null check (line1 <> ''),
  line2 text,
  postal_code text not null,
  city text not null check (city <> ''),
  region text,
  country text not null check (country ~ '^[A-Z]{2}$')
);

create table shop.order_delivery (
  order_id uuid primary key references shop.orders (id),
  method text not null references shop.delivery_method (code)
);
create index order_delivery_method on shop.order_delivery (method);
-- Who holds the token may read the order and cancel or pay it; a number alone opens nothing.
create table shop.order_access (
  order_id uuid primary key references shop.orders (id),
  token text not null unique check (length(token) >= 32)
);
-- The visit that made the order. tracked: its buyer allowed that the recommender hears of it.
create table shop.order_visit (
  order_id uuid primary key references shop.orders (id),
  cart_id uuid unique references shop.cart (id),
  session_id text check (session_id <> ''),
  tracked boolean not null
);

-- VT007: the basket is no longer the one that was shown, or already ordered. Locks the basket, so nothing slips in while it closes.
create function shop.close_ordered_cart(p_cart_id uuid, p_lines jsonb, p_now timestamptz) returns void language plpgsql as $$
begin
  perform from shop.cart where id = p_cart_id and closed_at is null for update;
  if not found or exists (
    select from (select sku_id, quantity from shop.cart_line where cart_id = p_cart_id) as held
    full join jsonb_to_recordset(p_lines) as line (sku_id uuid, quantity integer) on line.sku_id = held.sku_id
    where held.quantity is distinct from line.quantity
  ) then
    raise exception 'the basket has changed since it was shown' using errcode = 'VT007', hint = 'Read the basket again and confirm what is in it now.';
  end if;
  update shop.cart set closed_at = p_now, updated_at = p_now where id = p_cart_id;
end $$;

-- As before, and with it: the way of delivery, the token, the visit, the cause of each line, and the end of the basket.
create or replace function shop.write_order_parts(p_order_id uuid, p_total_minor bigint, request jsonb) returns void language plpgsql as $$
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
  insert into shop.order_delivery (order_id, method) select p_order_id, request ->> 'delivery_method' where request ->> 'delivery_method' is not null;
  insert into shop.order_access (order_id, token) select p_order_id, request ->> 'token' where request ->> 'token' is not null;
  insert into shop.order_visit (order_id, cart_id, session_id, tracked)
    select p_order_id, (request ->> 'cart_id')::uuid, request ->> 'session_id', coalesce((request ->> 'tracked')::boolean, true)
    where request ->> 'cart_id' is not null or request ->> 'tracked' is not null;
  insert into shop.order_line_cause (order_id, line_no, surface, widget, request_id, rank, recommended)
    select p_order_id, given.line_no, cause.surface, cause.widget, cause.request_id, cause.rank, cause.recommended
    from jsonb_array_elements(request -> 'lines') with ordinality as given (line, line_no)
    cross join lateral jsonb_to_record(given.line -> 'cause') as cause (surface text, widget text, request_id text, rank integer, recommended boolean)
    where jsonb_typeof(given.line -> 'cause') = 'object';
  if request ->> 'cart_id' is not null then
    perform shop.close_ordered_cart((request ->> 'cart_id')::uuid, request -> 'lines', (request ->> 'now')::timestamptz);
  end if;
end $$;

-- What a provider says of a payment, from a form or a webhook, however often it is said: order before payment, as everywhere.
-- outcome: succeeded, declined, or waiting (the provider has it and has not decided). Answers null for an unknown payment.
create function shop.settle_payment(p_payment_id uuid, p_outcome text, p_reference text, p_now timestamptz, out settled_order uuid, out payment_status text, out changed boolean)
language plpgsql as $$
declare
  order_before text;
  paid record;
begin
  select order_id into settled_order from shop.payment where id = p_payment_id;
  if settled_order is null then
    return;
  end if;
  select status into order_before from shop.orders where id = settled_order for update;
  select status, provider_reference into paid from shop.payment where id = p_payment_id for update;
  payment_status := paid.status;
  changed := false;
  if p_outcome = 'waiting' and paid.status in ('intent', 'authorised') then
    changed := paid.provider_reference is distinct from p_reference;
    update shop.payment set provider_reference = p_reference, updated_at = p_now where id = p_payment_id and provider_reference is distinct from p_reference;
  elsif p_outcome = 'declined' and paid.status in ('intent', 'authorised') then
    update shop.payment set status = 'failed', provider_reference = p_reference, updated_at = p_now where id = p_payment_id;
    payment_status := 'failed';
    changed := true;
  elsif p_outcome = 'succeeded' and paid.status in ('intent', 'authorised', 'failed', 'cancelled') then
    changed := true;
    if order_before = 'pending' then
      update shop.payment set status = 'cancelled', updated_at = p_now where order_id = settled_order and id <> p_payment_id and status in ('intent', 'authorised');
      update shop.payment set status = 'authorised', provider_reference = p_reference, updated_at = p_now where id = p_payment_id;
      perform shop.change_order_status(settled_order, 'paid', p_now);
      payment_status := 'captured';
    else
      -- The money came for an order that no longer waits for it: it is owed back.
      update shop.payment set status = 'refund_due', provider_reference = p_reference, updated_at = p_now where id = p_payment_id;
      payment_status := 'refund_due';
    end if;
  end if;
end $$;
