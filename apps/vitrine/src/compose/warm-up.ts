import { shopTenant } from '@vitrine/recsys';
import type { Platform } from './platform.ts';

/**
 * Loads the shop's tenant and asks each surface once, leaving no trace, so that the first visitors meet code and memory that are warm and not the
 * fallback.
 */
export async function warmUp({ recsys }: Pick<Platform, 'recsys'>): Promise<void> {
  await recsys.refresh(shopTenant);
  await recsys.warmUp(shopTenant);
  const { items } = await recsys.items.list(shopTenant, { limit: 1 });
  const itemId = items[0]?.itemId ?? null;
  for (const surface of ['home', 'trending', 'recently-viewed', 'pdp-similar'])
    await recsys.recommend(shopTenant, { surface, itemId, k: 12, record: false });
}
