-- Answers worked out once and kept, so that the console never scans orders or events. Written whole days at a time by a job that reads shop and
-- recsys through their use cases; days are days of the shop's time zone. Nothing here refers to another schema.

create schema if not exists insights;

create table insights.daily_sales (
  day date not null,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  orders integer not null check (orders > 0),
  units bigint not null check (units > 0),
  revenue_minor bigint not null check (revenue_minor >= 0),
  primary key (day, currency)
);

create table insights.product (
  product_id uuid primary key,
  slug text not null,
  name text not null
);

create table insights.daily_product_sales (
  day date not null,
  product_id uuid not null references insights.product (product_id),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  units bigint not null check (units > 0),
  revenue_minor bigint not null check (revenue_minor >= 0),
  primary key (day, product_id, currency)
);
create index daily_product_sales_product on insights.daily_product_sales (product_id, day);

-- Interactions by type (0 view, 1 click, 2 add, 3 purchase, ...) without impressions.
create table insights.daily_interactions (
  day date not null,
  event_type smallint not null check (event_type between 0 and 255),
  events bigint not null check (events > 0),
  visitors bigint not null check (visitors between 1 and events),
  primary key (day, event_type)
);

-- Which days were worked out, and when: a day without a sale has no rows above and must still be known as done.
create table insights.refreshed_day (
  subject text not null check (subject in ('sales', 'interactions')),
  day date not null,
  refreshed_at timestamptz not null,
  primary key (subject, day)
);
