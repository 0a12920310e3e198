-- Editing by people: two who edit the same thing find out, every change says who made it, and an address that was given up leads on.

alter table shop.product add column version integer not null default 1 check (version > 0);
alter table shop.category add column version integer not null default 1 check (version > 0);
alter table shop.brand add column version integer not null default 1 check (version > 0);
alter table shop.collection add column version integer not null default 1 check (version > 0);

-- Counted by the database, so that an import counts as an editor too.
create function shop.count_version() returns trigger language plpgsql as $$
begin
  new.version := old.version + 1;
  return new;
end $$;
create trigger product_version before update on shop.product for each row execute function shop.count_version();
create trigger category_version before update on shop.category for each row execute function shop.count_version();
create trigger brand_version before update on shop.brand for each row execute function shop.count_version();
create trigger collection_version before update on shop.collection for each row execute function shop.count_version();

-- Slugs nobody has any more and whose they were. One that is taken again leaves this table: the living come first.
create table shop.slug_history (
  kind text not null check (kind in ('product', 'category', 'brand', 'collection')),
  slug text not null check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  entity_id uuid not null,
  replaced_at timestamptz not null,
  primary key (kind, slug)
);
create index slug_history_entity on shop.slug_history (kind, entity_id);

create function shop.keep_slug_history() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' then
    insert into shop.slug_history (kind, slug, entity_id, replaced_at) values (tg_argv[0], old.slug, new.id, now())
      on conflict (kind, slug) do update set entity_id = excluded.entity_id, replaced_at = excluded.replaced_at;
    delete from shop.slug_history where kind = tg_argv[0] and slug = new.slug;
    return null;
  end if;
  delete from shop.slug_history using added where slug_history.kind = tg_argv[0] and slug_history.slug = added.slug;
  return null;
end $$;
create trigger product_slug_moved after update on shop.product
  for each row when (old.slug is distinct from new.slug) execute function shop.keep_slug_history('product');
create trigger category_slug_moved after update on shop.category
  for each row when (old.slug is distinct from new.slug) execute function shop.keep_slug_history('category');
create trigger brand_slug_moved after update on shop.brand
  for each row when (old.slug is distinct from new.slug) execute function shop.keep_slug_history('brand');
create trigger collection_slug_moved after update on shop.collection
  for each row when (old.slug is distinct from new.slug) execute function shop.keep_slug_history('collection');
create trigger product_slug_taken after insert on shop.product referencing new table as added
  for each statement execute function shop.keep_slug_history('product');
create trigger category_slug_taken after insert on shop.category referencing new table as added
  for each statement execute function shop.keep_slug_history('category');
create trigger brand_slug_taken after insert on shop.brand referencing new table as added
  for each statement execute function shop.keep_slug_history('brand');
create trigger collection_slug_taken after insert on shop.collection referencing new table as added
  for each statement execute function shop.keep_slug_history('collection');

-- One decision about many products: a bulk edit or the upload of a table.
create table shop.catalog_batch (
  id uuid primary key,
  kind text not null check (kind in ('bulk', 'csv')),
  summary text not null check (summary <> ''),
  actor text not null check (actor <> ''),
  started_at timestamptz not null,
  undone_at timestamptz,
  undone_by text,
  check ((undone_at is null) = (undone_by is null))
);

-- Who changed what, when: field name to [before, after]. A log, so it names things by id and label and outlives them.
create table shop.catalog_change (
  id uuid primary key,
  batch_id uuid references shop.catalog_batch (id),
  kind text not null check (kind in ('product', 'category', 'brand', 'collection')),
  entity_id uuid not null,
  label text not null,
  action text not null check (action in ('created', 'updated', 'archived', 'restored', 'deleted', 'merged')),
  actor text not null check (actor <> ''),
  changed_at timestamptz not null,
  fields jsonb not null default '{}' check (jsonb_typeof(fields) = 'object')
);
create index catalog_change_entity on shop.catalog_change (kind, entity_id, changed_at desc);
create index catalog_change_newest on shop.catalog_change (changed_at desc, id desc);
create index catalog_change_batch on shop.catalog_change (batch_id) where batch_id is not null;
create trigger catalog_change_is_history before update or delete on shop.catalog_change for each row execute function shop.refuse_change();

-- Goods also break.
alter table shop.stock_movement drop constraint stock_movement_reason_check;
alter table shop.stock_movement add constraint stock_movement_reason_check check (reason in ('received', 'sold', 'returned', 'corrected', 'damaged'));
alter table shop.stock_movement add constraint stock_movement_damage_takes check (reason <> 'damaged' or change < 0);
