-- "Who bought this item, newest first": the first half of the question what was bought together with it.
create index events_bought_item_idx on recsys.events (namespace_id, item_id, ts desc) where type = 3;
