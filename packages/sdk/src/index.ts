export { createRecommender } from './create-recommender.ts';
export type { CallOptions, Fallback, Recommender, RecommenderOptions } from './create-recommender.ts';
export { batchEvents } from './batch-events.ts';
export type { BatchOptions, EventBatcher } from './batch-events.ts';
export { optionsFromEnv } from './options-from-env.ts';
export { RecommenderError } from './recommender-error.ts';
export { fetchTransport } from './transport.ts';
export type { Transport, TransportRequest, TransportResponse } from './transport.ts';
