import { openDatabase, migrate, systemClock } from '@vitrine/database';
import { loadCatalog } from '@vitrine/shop/loading';
import type { ShopTables } from '@vitrine/shop';
import { syntheticProducts } from './listing-shop/synthetic-catalog.ts';
const [home, n] = [process.argv[2] ?? '', Number(process.argv[3])];
const connection = await openDatabase({ home, log: () => undefined });
await migrate(connection, [
  { domain: 'platform', directory: '/tmp/search/mig/platform' },
  { domain: 'shop', directory: '/tmp/search/mig/shop' },
]);
const db = connection.handle<ShopTables>();
for (let at = 0; at < n; at += 2500) {
  const t = Date.now();
  const report = await loadCatalog(
    db,
    { products: syntheticProducts(at, Math.min(n, at + 2500)) },
    { clock: systemClock, skipOutbox: true },
  );
  console.log(at, Date.now() - t, report.inserted, report.rejected[0]);
}
console.log(connection.url);
await connection.close();
