-- Two processes that make the same month at once: the one that waited must see what the other made.

create or replace function recsys.ensure_month_partition(parent text, month_start date) returns boolean
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
  -- Whoever held the lock may have made it. to_regclass may still answer from what this session remembered before it
  -- waited; a query takes a snapshot of its own.
  if exists (
    select from pg_class join pg_namespace on pg_namespace.oid = relnamespace
    where nspname = 'recsys' and relname = partition_name
  ) then
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
