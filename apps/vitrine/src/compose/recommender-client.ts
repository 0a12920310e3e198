import { type ApiServices, createInProcessTransport } from '@vitrine/api';
import { shopTenant } from '@vitrine/recsys';
import { createRecommenderSync } from '@vitrine/shop/recommender';
import { type Recommender, createRecommender } from '@vitrine/sdk';
import { apiServices } from './api-services.ts';
import type { Platform } from './platform.ts';

/** The shop's own client of the recommender: the SDK that others use, on a transport inside this process. */
export const recommenderClient = (services: ApiServices): Recommender =>
  createRecommender({ ...shopTenant, transport: createInProcessTransport(services) });

/** Tells the recommender, in this process, everything that waits in the outbox; returns how many changes. For one-shot commands. */
export function tellRecommender(platform: Platform): Promise<number> {
  const unexpected: unknown[] = [];
  const client = recommenderClient(apiServices(platform, (error) => unexpected.push(error)));
  return syncOf(platform, client).drain();
}

/** The relay from the shop's outbox to a client of the recommender. */
export const syncOf = ({ shop, config }: Platform, client: Recommender) =>
  createRecommenderSync(shop.context, client, { batchSize: config.BATCH_SIZE });
