import { createHash, timingSafeEqual } from 'node:crypto';
import type { ApiKeys, ApiServices, KeyScope } from '@vitrine/api';
import { isDatabaseAway, migrationStatus, newId, outboxDepth, systemClock } from '@vitrine/database';
import { shopTenant } from '@vitrine/recsys';
import { bindCatalogCsv } from '@vitrine/shop/catalog-csv';
import type { Config } from '../config/index.ts';
import { builtFrom } from './built-from.ts';
import { migrationSources } from './database.ts';
import { pictureStore } from './picture-store.ts';
import type { Platform } from './platform.ts';

/** Everything behind the HTTP operations, over one platform. */
export function apiServices(platform: Platform, report: ApiServices['reportError']): ApiServices {
  const { recsys, shop, config } = platform;
  return {
    recommender: recsys,
    shop: { ...shop, pictures: pictureStore(platform), catalogCsv: bindCatalogCsv(shop.context) },
    keys: configuredKeys(config.VITRINE_API_KEYS),
    clock: systemClock,
    newId: () => newId(systemClock),
    shopTenant,
    currencyOf: () => shop.context.currency,
    readiness: () => readiness(platform),
    async version() {
      return {
        version: '0.1.0',
        ...builtFrom(),
        modelVersion: (await recsys.models.current(shopTenant)) ?? 'popularity_v1',
      };
    },
    isAway: isDatabaseAway,
    reportError: report,
  };
}

const everyScope: readonly KeyScope[] = ['ingest', 'read', 'recommend', 'publish', 'backfill', 'admin'];

/** Keys of VITRINE_API_KEYS (`key:org|org,key:*`). Looked up by hash, so that a wrong key takes as long as a right one. */
export function configuredKeys(setting: Config['VITRINE_API_KEYS']): ApiKeys {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  const known = (setting ?? '')
    .split(',')
    .filter(Boolean)
    .map((entry) => {
      const at = entry.indexOf(':');
      const organisations = entry.slice(at + 1);
      return {
        digest: digest(entry.slice(0, at)),
        organisations: organisations === '*' ? ('*' as const) : organisations.split('|'),
      };
    });
  return {
    configured: known.length > 0,
    async find(key) {
      const asked = digest(key);
      const found = known.find((entry) => timingSafeEqual(entry.digest, asked));
      return found === undefined ? null : { organisations: found.organisations, scopes: everyScope };
    },
  };
}

/** What has to be there before this process may be sent visitors. */
async function readiness({ connection, recsys }: Platform) {
  const database = await migrationStatus(connection, migrationSources()).then(
    ({ pending, problems }) => ({
      name: 'database',
      ok: pending.length === 0 && problems.length === 0,
      detail: connection.description,
    }),
    (error: unknown) => ({
      name: 'database',
      ok: false,
      detail: error instanceof Error ? error.message : String(error),
    }),
  );
  if (!database.ok) return [database];
  const champion = await recsys.models.current(shopTenant);
  const { waiting } = await outboxDepth(connection.handle());
  return [
    database,
    // Without a model the popularity fallback answers, so pages may be served.
    { name: 'model', ok: true, detail: champion ?? 'none yet; popularity answers' },
    { name: 'outbox', ok: true, detail: `${waiting} waiting` },
  ];
}
