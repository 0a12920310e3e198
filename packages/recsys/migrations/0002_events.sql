-- Behaviour: events partitioned by month, their dedupe keys, and the routine that makes partitions ahead of time.

create table recsys.events (
  event_id uuid not null,
  namespace_id integer not null references recsys.namespaces (namespace_id) on delete cascade,
  user_id text not null check (length(user_id) between 1 and 256),
  -- Null for events of a whole order or session: an empty id would become a recommendable "item".
  item_id text check (length(item_id) between 1 and 256),
  type smallint not null check (type between 0 and 255),
  value double precision not null check (value > '-infinity' and value < 'infinity'),
  ts timestamptz not null,
  client_ts timestamptz,
  source_event_id text check (length(source_event_id) between 1 and 256),
  meta jsonb not null default '{}' check (jsonb_typeof(meta) = 'object'),
  -- Derived, never written: an impression must not weigh in any model, and the two columns below let one index say so.
  is_impression boolean not null generated always as (coalesce(meta ->> 'kind', '') = 'impression') stored,
  session_id text generated always as (meta ->> 'session_id') stored,
  primary key (event_id, ts)
) partition by range (ts);
comment on column recsys.events.ts is 'Server time; only the backfill scope may set it.';
comment on column recsys.events.client_ts is 'What the client claimed, kept for study, ruled by nothing.';

create table recsys.events_default partition of recsys.events default;

-- "The last 50 events of one user that are no impressions": equality, equality, equality, then already in order.
create index events_user_idx on recsys.events (namespace_id, user_id, is_impression, ts desc, event_id desc);
create index events_purchase_idx on recsys.events (namespace_id, user_id, ts desc) where type = 3;
-- Training reads a tenant's events in time order by keyset.
create index events_time_idx on recsys.events (namespace_id, ts, event_id);
create index events_request_idx on recsys.events (namespace_id, (meta ->> 'request_id')) where meta ? 'request_id';

-- A unique index on a partitioned table must contain the partition key, and ts is server time, so it cannot
-- recognise a retry. The keys therefore live in one unpartitioned table of their own; the insert into it decides,
-- in the same transaction, which events are new. It points at no event: retention drops event partitions whole and
-- prunes keys by first_seen.
create table recsys.event_keys (
  namespace_id integer not null references recsys.namespaces (namespace_id) on delete cascade,
  source_event_id text not null check (length(source_event_id) between 1 and 256),
  first_seen timestamptz not null,
  primary key (namespace_id, source_event_id)
);
create index event_keys_first_seen_idx on recsys.event_keys (first_seen);

-- Decisions: what was shown to whom, by which model, with which probability.
create table recsys.decisions (
  request_id uuid not null,
  decided_at timestamptz not null,
  namespace_id integer not null references recsys.namespaces (namespace_id) on delete cascade,
  user_id text check (length(user_id) between 1 and 256),
  session_id text check (length(session_id) <= 256),
  surface text not null check (length(surface) between 1 and 64),
  strategy text not null check (length(strategy) between 1 and 64),
  arm text not null check (length(arm) between 1 and 128),
  propensity double precision not null check (propensity > 0 and propensity <= 1),
  model_version text not null check (length(model_version) between 1 and 128),
  fallback text check (length(fallback) <= 256),
  duration_ms double precision not null check (duration_ms >= 0),
  primary key (request_id, decided_at)
) partition by range (decided_at);
create table recsys.decisions_default partition of recsys.decisions default;
create index decisions_time_idx on recsys.decisions (namespace_id, decided_at desc, request_id);
create index decisions_user_idx on recsys.decisions (namespace_id, user_id, decided_at desc);

create table recsys.decision_items (
  request_id uuid not null,
  decided_at timestamptz not null,
  rank smallint not null check (rank between 1 and 1000),
  item_id text not null check (length(item_id) between 1 and 256),
  score double precision not null check (score > '-infinity' and score < 'infinity'),
  reasons text[] not null default '{}',
  because_kind text check (length(because_kind) between 1 and 32),
  because_item_id text check (length(because_item_id) between 1 and 256),
  primary key (request_id, decided_at, rank),
  unique (request_id, decided_at, item_id),
  foreign key (request_id, decided_at) references recsys.decisions (request_id, decided_at) on delete cascade
) partition by range (decided_at);
create table recsys.decision_items_default partition of recsys.decision_items default;

-- Makes the partition of one month (UTC) for one table and moves there what waited in the default partition.
-- Attaching takes only a weak lock on the parent; the advisory lock serialises two processes making the same month.
create function recsys.ensure_month_partition(parent text, month_start date) returns boolean
language plpgsql as $$
declare
  partition_name text := parent || '_' || to_char(month_start, 'YYYY_MM');
  key_column text := case parent when 'events' then 'ts' else 'decided_at' end;
  from_time timestamptz := date_trunc('month', month_start)::timestamp at time zone 'UTC';
  to_time timestamptz := (date_trunc('month', month_start)::timestamp + interval '1 month') at time zone 'UTC';
  waiting boolean;
begin
  if parent not in ('events', 'decisions', 'decision_items') then
    raise exception 'recsys.ensure_month_partition: % is not partitioned by month', parent;
  end if;
  if to_regclass('recsys.' || quote_ident(partition_name)) is not null then
    return false;
  end if;
  perform pg_advisory_xact_lock(hashtext('recsys.ensure_month_partition'));
  if to_regclass('recsys.' || quote_ident(partition_name)) is not null then
    return false;
  end if;
  execute format('select exists (select 1 from recsys.%I where %I >= $1 and %I < $2)', parent || '_default', key_column, key_column)
    into waiting using from_time, to_time;
  if waiting then
    -- Rows already wait in the default partition (nobody made the month in time). Detached, they can move into the
    -- new month; decisions cannot be detached while their items point at them, so they stay where they are.
    if parent <> 'events' then
      return false;
    end if;
    execute 'alter table recsys.events detach partition recsys.events_default';
    execute format('create table recsys.%I partition of recsys.events for values from (%L) to (%L)', partition_name, from_time, to_time);
    execute format(
      'with moved as (delete from recsys.events_default where ts >= $1 and ts < $2 returning event_id, namespace_id, user_id, item_id, type, value, ts, client_ts, source_event_id, meta) '
      'insert into recsys.%I (event_id, namespace_id, user_id, item_id, type, value, ts, client_ts, source_event_id, meta) select * from moved', partition_name)
      using from_time, to_time;
    execute 'alter table recsys.events attach partition recsys.events_default default';
    return true;
  end if;
  execute format('create table recsys.%I partition of recsys.%I for values from (%L) to (%L)', partition_name, parent, from_time, to_time);
  return true;
end $$;

-- Makes every month of [first_day, last_day] for events, and for decisions when asked. Answers how many were made.
create function recsys.ensure_month_partitions(first_day date, last_day date, with_decisions boolean default true) returns integer
language plpgsql as $$
declare
  month_start date;
  made integer := 0;
begin
  for month_start in select generate_series(date_trunc('month', first_day), date_trunc('month', last_day), interval '1 month')::date loop
    made := made + recsys.ensure_month_partition('events', month_start)::integer;
    if with_decisions then
      made := made + recsys.ensure_month_partition('decisions', month_start)::integer;
      made := made + recsys.ensure_month_partition('decision_items', month_start)::integer;
    end if;
  end loop;
  return made;
end $$;

-- Retention: drops whole months that ended before keep_from. Items of decisions go before the decisions they name.
create function recsys.drop_month_partitions(keep_from date) returns integer
language plpgsql as $$
declare
  parent text;
  victim text;
  dropped integer := 0;
begin
  foreach parent in array array['decision_items', 'decisions', 'events'] loop
    for victim in
      select child.relname
      from pg_inherits
      join pg_class child on child.oid = inhrelid
      join pg_class root on root.oid = inhparent
      join pg_namespace on pg_namespace.oid = root.relnamespace
      where nspname = 'recsys' and root.relname = parent and child.relname ~ '_[0-9]{4}_[0-9]{2}$'
        and to_date(right(child.relname, 7), 'YYYY_MM') + interval '1 month' <= keep_from
    loop
      execute format('alter table recsys.%I detach partition recsys.%I', parent, victim);
      execute format('drop table recsys.%I', victim);
      dropped := dropped + 1;
    end loop;
  end loop;
  delete from recsys.event_keys where first_seen < keep_from;
  return dropped;
end $$;
