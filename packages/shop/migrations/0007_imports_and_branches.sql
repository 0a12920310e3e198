-- What the last accepted import record of a product looked like (a hash), so that importing the same record again changes nothing,
-- neither our own edits since then nor the stock that was sold since then.
create table shop.product_import (
  product_id uuid primary key references shop.product (id) on delete cascade,
  fingerprint text not null check (fingerprint <> ''),
  imported_at timestamptz not null
);

-- A category and what is above it, depth 0 first. A function, not a view: the walk starts at one category and reads only its own branch.
create function shop.category_ancestors(p_category_id uuid) returns table (id uuid, depth integer) language sql stable as $$
  with recursive above as (
    select category.id, category.parent_id, 0 as depth from shop.category where category.id = p_category_id
    union all
    select category.id, category.parent_id, above.depth + 1 from above join shop.category on category.id = above.parent_id
  )
  select above.id, above.depth from above
$$;

-- A category and everything below it.
create function shop.category_descendants(p_category_id uuid) returns table (id uuid) language sql stable as $$
  with recursive below as (
    select p_category_id as id
    union all
    select category.id from below join shop.category on category.parent_id = below.id
  )
  select below.id from below
$$;
