export { featureRows, itemFeaturesOf, withItems, type DescribedItem, type ItemFeatures } from './item-features.ts';
export { createItemReader, ItemFormatError, type ItemReader } from './item-reader.ts';
