import type { VitrineServer } from '@vitrine/api';
import { modelChannel, shopTenant } from '@vitrine/recsys';
import { catalogChannel } from '@vitrine/recsys/items';
import type { Platform } from './platform.ts';

/** Changes of a catalog come in bursts, and what is in memory follows them within this time. */
const settleMs = 1_000;

/**
 * Forgets the kept pages when the catalog or the answering model changed, in this process or another, so that a promotion is seen at once and not after
 * CACHE_TTL. Resolves to the function that ends it.
 */
export async function keepPagesFresh(
  { connection, recsys }: Pick<Platform, 'connection' | 'recsys'>,
  pageCache: Pick<VitrineServer['pageCache'], 'clear'>,
): Promise<() => Promise<void>> {
  let settling: NodeJS.Timeout | undefined;
  const clear = () => pageCache.clear();
  const stops = [
    await connection.listen(catalogChannel, () => {
      settling ??= setTimeout(() => {
        settling = undefined;
        clear();
      }, settleMs);
    }),
    // Pages rendered before the new model is in memory would be kept again.
    await connection.listen(modelChannel, () => void recsys.refresh(shopTenant).then(clear, clear)),
  ];
  clear();
  return async () => {
    clearTimeout(settling);
    for (const stop of stops) await stop();
  };
}
