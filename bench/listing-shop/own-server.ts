import { createServer, type ApiServices } from '@vitrine/api';
import { isDatabaseAway, newId, openDatabase, systemClock } from '@vitrine/database';
import { createShop, type ShopTables } from '@vitrine/shop';

/**
 * Our own operations of the shop on the port until it is killed: the whole dispatch, a pool of 8. The recommender is not asked. Answers for strangers are kept
 * for `cacheMs`; 0 asks every time.
 */
export async function serveOwn(databaseUrl: string, port: number, cacheMs = 0): Promise<void> {
  const connection = await openDatabase({ databaseUrl, home: '/nowhere', poolSize: 8 });
  const shop = createShop({ db: connection.handle<ShopTables>(), clock: systemClock });
  const services = {
    shop: { ...shop, accounts: { session: async () => null } },
    keys: { configured: false, find: async () => null },
    clock: systemClock,
    newId: () => newId(systemClock),
    shopTenant: { orgId: '00000000-0000-4000-8000-000000000001', namespace: 'shop' },
    currencyOf: () => 'EUR',
    readiness: async () => [],
    version: async () => ({ version: '0', gitCommit: '', buildTime: '', modelVersion: '' }),
    isAway: isDatabaseAway,
    reportError: (error: unknown) => console.error(error),
  };
  const { app } = await createServer({ services: services as unknown as ApiServices, version: '0', cacheMs });
  await app.listen({ port, host: '127.0.0.1' });
}
