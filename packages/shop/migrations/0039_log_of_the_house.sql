-- The log holds what people change beside the catalog too: who may do what in the house, and the words that find each other. A pair of words has no id of
-- its own; the log gives it one made of the pair.
alter table shop.catalog_change drop constraint catalog_change_kind_check;
alter table shop.catalog_change add constraint catalog_change_kind_check
  check (kind in ('product', 'category', 'brand', 'collection', 'user', 'synonym'));
