-- Colours of several words ("light-blue") are found under their word with spaces, as tags are; lists must follow when that word changes.
create or replace function shop.note_listed_words() returns trigger language plpgsql as $$
declare
  words text[];
begin
  if tg_op = 'UPDATE' then
    words := array(select distinct word from (
      (select * from changed except select * from before) union all (select * from before except select * from changed)) as now);
  else
    words := array(select distinct word from changed);
  end if;
  perform shop.note_listing_changes(array(
    select id from shop.product where lower(color) = any (words) or replace(lower(color), '-', ' ') = any (words)
    union select product_id from shop.product_tag where lower(tag) = any (words) or replace(lower(tag), '-', ' ') = any (words)
  ), true);
  return null;
end $$;

select shop.refresh_listing(array(
  select product.id from shop.product where color like '%-%' and exists (select from shop.word_translation) order by id), '{}');
