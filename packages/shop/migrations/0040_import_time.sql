-- Of when the newest thing is that a source said about a product, where the source says so. A log of an earlier month that is
-- imported after a later one must not bring back old prices and names.
alter table shop.product_import add column as_of timestamptz;
comment on column shop.product_import.as_of is 'Time of the newest row the record was made of; null where the source names none.';
