import { fakeClock } from '@vitrine/testkit/clock';
import { testDatabase } from '@vitrine/testkit/database';
import { aProduct } from '@vitrine/testkit/shop';
import { expect, it, describe } from 'vitest';
import { createShop, type ShopTables } from '../index.ts';
import { loadCatalog } from '../loading/index.ts';

describe('ORD-1 a basket that nobody comes back for', () => {
  it('is forgotten with its guest after half a year, and no other', async () => {
    const database = await testDatabase({ domains: ['shop'] });
    try {
      const clock = fakeClock('2026-01-01T08:00:00Z');
      const db = database.connection.handle<ShopTables>();
      const shop = createShop({ db, clock });
      await loadCatalog(db, { products: [aProduct()] }, { clock });
      const skuId = (await shop.catalog.getProductBySlug('kettle'))?.skus[0]?.id ?? '';
      const put = (visitorId: string) => shop.cart.add({ visitorId }, { skuId, quantity: 1 });
      await put('gone');
      await put('back');
      clock.advanceMs(100 * 86_400_000);
      await put('back');
      clock.advanceMs(81 * 86_400_000);
      expect([await shop.cart.sweep(), await shop.cart.sweep()]).toEqual([1, 0]);
      expect([await shop.cart.count({ visitorId: 'gone' }), await shop.cart.count({ visitorId: 'back' })]).toEqual([
        0, 2,
      ]);
    } finally {
      await database.drop();
    }
  });
});
