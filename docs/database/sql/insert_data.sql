-- Reference rows, then a small sample shop.
-- Generated from packages/*/migrations by `npm run generate`; do not edit.
-- psql -v ON_ERROR_STOP=1 -f create_tables.sql -f insert_data.sql -f create_views.sql DATABASE

begin;

-- shop 0001 catalog

insert into shop.currency (code, name, minor_digits) values
  ('EUR', 'Euro', 2), ('GBP', 'Pound sterling', 2), ('USD', 'US dollar', 2), ('CHF', 'Swiss franc', 2), ('SEK', 'Swedish krona', 2),
  ('NOK', 'Norwegian krone', 2), ('DKK', 'Danish krone', 2), ('PLN', 'Polish zloty', 2), ('CZK', 'Czech koruna', 2), ('HUF', 'Forint', 2),
  ('CAD', 'Canadian dollar', 2), ('AUD', 'Australian dollar', 2), ('INR', 'Indian rupee', 2), ('BRL', 'Brazilian real', 2), ('CNY', 'Yuan', 2),
  ('JPY', 'Yen', 0), ('KRW', 'Won', 0), ('KWD', 'Kuwaiti dinar', 3), ('TND', 'Tunisian dinar', 3);

insert into shop.setting (currency, locale, time_zone) values ('EUR', 'en', 'Europe/Berlin');


-- shop 0002 customers_and_orders

insert into shop.loyalty_tier (code, rank, name) values ('bronze', 0, 'Bronze'), ('silver', 1, 'Silver'), ('gold', 2, 'Gold'), ('platinum', 3, 'Platinum');

insert into shop.order_transition (from_status, to_status) values
  ('pending', 'paid'), ('pending', 'cancelled'), ('paid', 'packed'), ('paid', 'cancelled'), ('packed', 'shipped'), ('packed', 'cancelled'),
  ('shipped', 'delivered'), ('shipped', 'refunded'), ('delivered', 'refunded');


-- shop 0019 buying

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


-- recsys 0001 tenants_catalog_people

insert into recsys.event_type_defaults (type, name, weight, half_life_days) values
  (0, 'view', 0.05, 3), (1, 'click', 0.20, 7), (2, 'add', 0.70, 21), (3, 'purchase', 1.00, 60), (4, 'custom', 0.10, 3);


-- sample shop

insert into shop.brand (id, slug, name) values
  ('00000000-0000-7000-8000-0000000000b1', 'nordlys', 'Nordlys'),
  ('00000000-0000-7000-8000-0000000000b2', 'tavola', 'Tavola'),
  ('00000000-0000-7000-8000-0000000000b3', 'wegener', 'Wegener & Daughters');

insert into shop.category (id, parent_id, slug, position, base_locale) values
  ('00000000-0000-7000-8000-0000000000c1', null, 'home', 0, 'en'),
  ('00000000-0000-7000-8000-0000000000c2', '00000000-0000-7000-8000-0000000000c1', 'kitchen', 0, 'en'),
  ('00000000-0000-7000-8000-0000000000c3', '00000000-0000-7000-8000-0000000000c1', 'lighting', 1, 'en'),
  ('00000000-0000-7000-8000-0000000000c4', null, 'outdoors', 1, 'en');
insert into shop.category_translation (category_id, locale, name, description) values
  ('00000000-0000-7000-8000-0000000000c1', 'en', 'Home', 'For the rooms one lives in.'),
  ('00000000-0000-7000-8000-0000000000c1', 'de', 'Wohnen', 'Für die Räume, in denen man lebt.'),
  ('00000000-0000-7000-8000-0000000000c2', 'en', 'Kitchen', 'Cooking, baking, serving.'),
  ('00000000-0000-7000-8000-0000000000c2', 'de', 'Küche', 'Kochen, backen, servieren.'),
  ('00000000-0000-7000-8000-0000000000c3', 'en', 'Lighting', 'Lamps for tables, floors and corners.'),
  ('00000000-0000-7000-8000-0000000000c4', 'en', 'Outdoors', 'For the garden and the road.');

insert into shop.product (id, external_id, slug, brand_id, category_id, base_locale, color, metadata, first_available_at, created_at, updated_at)
select ('00000000-0000-7000-8000-0000000000' || given.tail)::uuid, given.tail, given.slug, brand.id, category.id, 'en', given.color, given.metadata::jsonb,
  given.since::timestamptz, given.since::timestamptz, given.since::timestamptz
from (values
  ('a1', 'gooseneck-kettle', 'nordlys', 'kitchen', 'black', '{"capacity_l": 0.9}', '2026-01-05 08:00+00'),
  ('a2', 'enamel-casserole', 'tavola', 'kitchen', 'red', '{"capacity_l": 4.2}', '2026-01-05 08:00+00'),
  ('a3', 'stoneware-bowls', 'tavola', 'kitchen', 'sand', '{"pieces": 4}', '2026-02-01 08:00+00'),
  ('a4', 'reading-lamp', 'nordlys', 'lighting', 'brass', '{"height_cm": 46}', '2026-01-20 08:00+00'),
  ('a5', 'paper-lantern', null, 'lighting', 'white', '{}', '2026-03-01 08:00+00'),
  ('a6', 'canvas-rucksack', 'wegener', 'outdoors', 'olive', '{"volume_l": 24}', '2026-02-15 08:00+00')
) as given (tail, slug, brand, category, color, metadata, since)
left join shop.brand on brand.slug = given.brand
join shop.category on category.slug = given.category;

insert into shop.product_translation (product_id, locale, name, description)
select product.id, given.locale, given.name, given.description
from (values
  ('gooseneck-kettle', 'en', 'Gooseneck kettle', 'Pours slowly and exactly, for filter coffee.'),
  ('gooseneck-kettle', 'de', 'Schwanenhalskessel', 'Gießt langsam und genau, für Filterkaffee.'),
  ('enamel-casserole', 'en', 'Enamelled casserole', 'Heavy iron, a tight lid, and the patience for a stew.'),
  ('stoneware-bowls', 'en', 'Stoneware bowls, set of four', 'Glazed inside, bare outside; they stack.'),
  ('reading-lamp', 'en', 'Brass reading lamp', 'Bends where the book is.'),
  ('paper-lantern', 'en', 'Paper lantern', 'Folds flat, hangs softly.'),
  ('canvas-rucksack', 'en', 'Waxed canvas rucksack', 'Twenty-four litres, two straps, no nonsense.')
) as given (slug, locale, name, description)
join shop.product on product.slug = given.slug;

insert into shop.product_category (product_id, category_id) select id, category_id from shop.product;
insert into shop.tag (slug) values ('coffee'), ('gift'), ('handmade');
insert into shop.product_tag (product_id, tag)
select product.id, given.tag from (values ('gooseneck-kettle', 'coffee'), ('gooseneck-kettle', 'gift'), ('stoneware-bowls', 'handmade'), ('paper-lantern', 'gift')) as given (slug, tag)
join shop.product on product.slug = given.slug;
insert into shop.product_spec (product_id, locale, name, value, position)
select product.id, 'en', given.name, given.value, given.position
from (values ('gooseneck-kettle', 'Capacity', '0.9 l', 0), ('gooseneck-kettle', 'Power', '1,000 W', 1), ('reading-lamp', 'Height', '46 cm', 0)) as given (slug, name, value, position)
join shop.product on product.slug = given.slug;

insert into shop.sku (id, product_id, code, position)
select ('00000000-0000-7000-8000-0000000000' || given.tail)::uuid, product.id, given.code, given.position
from (values
  ('51', 'gooseneck-kettle', 'KET-BLACK', 0), ('52', 'gooseneck-kettle', 'KET-STEEL', 1), ('53', 'enamel-casserole', 'CAS-RED', 0), ('54', 'stoneware-bowls', 'BOWL-4', 0),
  ('55', 'reading-lamp', 'LAMP-BRASS', 0), ('56', 'paper-lantern', 'LANTERN', 0), ('57', 'canvas-rucksack', 'RUCK-OLIVE', 0)
) as given (tail, slug, code, position)
join shop.product on product.slug = given.slug;
insert into shop.sku_option (sku_id, name, value)
select sku.id, 'color', given.value from (values ('KET-BLACK', 'black'), ('KET-STEEL', 'steel')) as given (code, value) join shop.sku on sku.code = given.code;
insert into shop.price (sku_id, currency, amount_minor, compare_at_minor, valid_from)
select sku.id, 'EUR', given.amount, given.compare_at, '2026-01-05 08:00+00'::timestamptz
from (values ('KET-BLACK', 7900, 8900), ('KET-STEEL', 7500, null), ('CAS-RED', 14900, null), ('BOWL-4', 4400, null), ('LAMP-BRASS', 11900, null), ('LANTERN', 1900, null), ('RUCK-OLIVE', 12900, null))
  as given (code, amount, compare_at)
join shop.sku on sku.code = given.code;
insert into shop.stock (sku_id, on_hand)
select sku.id, given.on_hand
from (values ('KET-BLACK', 12), ('KET-STEEL', 3), ('CAS-RED', 8), ('BOWL-4', 20), ('LAMP-BRASS', 5), ('LANTERN', 40), ('RUCK-OLIVE', 0)) as given (code, on_hand)
join shop.sku on sku.code = given.code;

insert into shop.customer (id, email, first_name, last_name, birth_year, locale, country, loyalty_tier, joined_at, updated_at) values
  ('00000000-0000-7000-8000-0000000000d1', 'ines@example.org', 'Inês', 'Moreira', 1988, 'en', 'PT', 'gold', '2026-01-10 10:00+00', '2026-01-10 10:00+00'),
  ('00000000-0000-7000-8000-0000000000d2', 'jonas@example.org', 'Jonas', 'Weiß', 1975, 'de', 'DE', 'bronze', '2026-02-02 10:00+00', '2026-02-02 10:00+00'),
  ('00000000-0000-7000-8000-0000000000d3', null, 'Ada', null, null, 'en', null, null, '2026-03-03 10:00+00', '2026-03-03 10:00+00');
insert into shop.customer_identity (source, external_id, customer_id) select 'sample', first_name, id from shop.customer;
insert into shop.address (id, customer_id, recipient, line1, postal_code, city, country, is_default) values
  ('00000000-0000-7000-8000-0000000000e1', '00000000-0000-7000-8000-0000000000d1', 'Inês Moreira', 'Rua das Flores 12', '4050-262', 'Porto', 'PT', true),
  ('00000000-0000-7000-8000-0000000000e2', '00000000-0000-7000-8000-0000000000d2', 'Jonas Weiß', 'Lange Straße 7', '30159', 'Hannover', 'DE', true);
insert into shop.consent (customer_id, purpose, decided_at, granted) values
  ('00000000-0000-7000-8000-0000000000d1', 'newsletter', '2026-01-10 10:00+00', true),
  ('00000000-0000-7000-8000-0000000000d2', 'personalisation', '2026-02-02 10:00+00', false);
insert into shop.customer_preferred_category (customer_id, category_id)
select '00000000-0000-7000-8000-0000000000d1', id from shop.category where slug in ('kitchen', 'lighting');
insert into shop.wishlist_item (customer_id, product_id, added_at)
select '00000000-0000-7000-8000-0000000000d2', id, '2026-03-05 18:00+00' from shop.product where slug = 'reading-lamp';

insert into shop.campaign (id, slug, name, channel, starts_at) values ('00000000-0000-7000-8000-0000000000f1', 'spring-table', 'The spring table', 'social', '2026-03-01 00:00+00');
insert into shop.influencer (id, handle, name) values ('00000000-0000-7000-8000-0000000000f2', '@slowpour', 'Slow Pour');
insert into shop.campaign_influencer (campaign_id, influencer_id, commission_bp) values ('00000000-0000-7000-8000-0000000000f1', '00000000-0000-7000-8000-0000000000f2', 500);
insert into shop.promotion (id, code, kind, percent_bp, campaign_id, influencer_id, starts_at, max_uses) values
  ('00000000-0000-7000-8000-0000000000f3', 'SLOWPOUR10', 'percent', 1000, '00000000-0000-7000-8000-0000000000f1', '00000000-0000-7000-8000-0000000000f2', '2026-03-01 00:00+00', 100);

-- Orders are placed by the routine that the shop itself calls, then moved along their states.
select * from shop.place_order('{"order_id": "00000000-0000-7000-8000-000000000101", "idempotency_key": "sample-order-1", "fingerprint": "sample", "now": "2026-03-10T09:30:00Z",
  "currency": "EUR", "customer_id": "00000000-0000-7000-8000-0000000000d1", "email": "ines@example.org", "promotion_id": "00000000-0000-7000-8000-0000000000f3",
  "campaign_id": "00000000-0000-7000-8000-0000000000f1", "influencer_id": "00000000-0000-7000-8000-0000000000f2", "discount_minor": 1230, "included_tax_minor": 1768,
  "payment": {"id": "00000000-0000-7000-8000-000000000201", "provider": "mock"},
  "addresses": [{"purpose": "delivery", "recipient": "Inês Moreira", "line1": "Rua das Flores 12", "postal_code": "4050-262", "city": "Porto", "country": "PT"}],
  "lines": [{"sku_id": "00000000-0000-7000-8000-000000000051", "quantity": 1, "unit_price_minor": 7900, "price_version": 1},
            {"sku_id": "00000000-0000-7000-8000-000000000054", "quantity": 1, "unit_price_minor": 4400, "price_version": 1}]}');
select shop.change_order_status('00000000-0000-7000-8000-000000000101', 'paid', '2026-03-10 09:31+00');
select shop.change_order_status('00000000-0000-7000-8000-000000000101', 'packed', '2026-03-10 15:00+00');
select shop.change_order_status('00000000-0000-7000-8000-000000000101', 'shipped', '2026-03-11 07:00+00');

select * from shop.place_order('{"order_id": "00000000-0000-7000-8000-000000000102", "idempotency_key": "sample-order-2", "fingerprint": "sample", "now": "2026-03-12T19:05:00Z",
  "currency": "EUR", "visitor_id": "sample-visitor", "delivery_minor": 490, "included_tax_minor": 382,
  "payment": {"id": "00000000-0000-7000-8000-000000000202", "provider": "mock"},
  "lines": [{"sku_id": "00000000-0000-7000-8000-000000000056", "quantity": 1, "unit_price_minor": 1900, "price_version": 1}]}');

insert into shop.review (id, external_id, product_id, customer_id, rating, title, body, locale, verified, created_at)
select '00000000-0000-7000-8000-000000000301', 'sample-1', id, '00000000-0000-7000-8000-0000000000d1', 5, 'A steady hand in steel',
  'The kettle pours as slowly as I think. My filter coffee has improved, my patience too.', 'en', true, '2026-03-20 08:00+00'
from shop.product where slug = 'gooseneck-kettle';

commit;
