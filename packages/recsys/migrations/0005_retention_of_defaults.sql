-- Retention also empties what waited in default partitions: rows of months that nobody made in time are as old as others.
create function recsys.drop_expired(keep_from date) returns integer
language plpgsql as $$
declare
  from_time timestamptz := keep_from::timestamp at time zone 'UTC';
begin
  delete from recsys.decision_items_default where decided_at < from_time;
  delete from recsys.decisions_default where decided_at < from_time;
  delete from recsys.events_default where ts < from_time;
  return recsys.drop_month_partitions(keep_from);
end $$;
comment on function recsys.drop_expired is 'Deletes behaviour and decisions older than a day; whole months by dropping their partitions.';
