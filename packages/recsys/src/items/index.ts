export { type ItemInput, type ItemRow, judgeItem, normaliseTags } from './item.ts';
export { catalogChannel, catalogRevision, type ItemFilter, itemsSince, type StoredItem } from './items.store.ts';
export { createItems } from './items.ts';
export { type DescribedItemRow, readDescribedItems } from './read-items.store.ts';
