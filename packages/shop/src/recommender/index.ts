export { createRecommenderSync } from './recommender-sync.ts';
export type { RecommenderSync, RecommenderSyncOptions } from './recommender-sync.ts';
export type { RecommenderSink } from './recommender-sink.ts';
export { checkedUrl, toItem, toPurchase, toUser } from './to-item.ts';
export type { SyncedCustomer, SyncedProduct, SyncedPurchase } from './to-item.ts';
