-- A return is a custom event with an item, and would pass for interest in it. It is left out of a visitor's past; what was looked
-- at while sold out stays, for it says what the visitor is looking for.
create or replace function recsys.visitor_history(of_namespace integer, of_user text, purchased_since timestamptz, most integer)
returns table (person text, item_id text, type smallint, value double precision, ts timestamptz, session_id text)
language plpgsql stable
set plan_cache_mode = force_generic_plan
as $$
declare
  person_id text;
  ids text[];
begin
  select coalesce((select l.user_id from recsys.identity_links l where l.namespace_id = of_namespace and l.anonymous_id = of_user), of_user)
    into person_id;
  select array_agg(distinct id) into ids
  from (
    select person_id as id
    union all select of_user
    union all select l.anonymous_id from recsys.identity_links l where l.namespace_id = of_namespace and l.user_id = person_id
  ) known;
  return query
    with latest as (
      select e.* from unnest(ids) as known (id) cross join lateral (
        select v.event_id, v.item_id, v.type, v.value, v.ts, v.session_id from recsys.events v
        where v.namespace_id = of_namespace and v.user_id = known.id and v.is_impression = false
          and coalesce(v.meta ->> 'kind', '') <> 'return'
        order by v.ts desc, v.event_id desc limit most
      ) e
      order by e.ts desc, e.event_id desc limit most
    ), bought as (
      -- Purchases would drown among views, and what is bought must stay out of the lists for its whole window.
      select e.* from unnest(ids) as known (id) cross join lateral (
        select v.event_id, v.item_id, v.type, v.value, v.ts, v.session_id from recsys.events v
        where v.namespace_id = of_namespace and v.user_id = known.id and v.type = 3 and v.ts >= purchased_since
        order by v.ts desc limit 100
      ) e
    ), past as (
      select * from latest union select * from bought
    )
    select person_id, past.item_id, past.type, past.value, past.ts, past.session_id
    from (select 1) as always left join past on true
    order by past.ts desc, past.event_id desc;
end $$;
