export { createRecommenderSync } from './recommender-sync.ts';
export type { RecommenderSync, RecommenderSyncOptions } from './recommender-sync.ts';
export type { RecommenderSink } from './recommender-sink.ts';
export { checkedUrl, toItem, toUser } from './to-item.ts';
export type { SyncedCustomer, SyncedProduct } from './to-item.ts';
