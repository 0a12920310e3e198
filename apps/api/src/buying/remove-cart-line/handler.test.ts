import { describe } from 'vitest';
import { expectBuying } from '../../testing/expect-buying.ts';

describe('ORD-1 DELETE /api/cart/lines/{sku_id}', () => {
  expectBuying('DELETE', [
    {
      when: 'it is there',
      url: async (world) => {
        await world.shop.cart.add(world.guest, { skuId: world.kettle.skuId, quantity: 2 });
        return `/api/cart/lines/${world.kettle.skuId}`;
      },
      status: 200,
      answer: { item_count: 0 },
    },
    { when: 'it is not', url: '/api/cart/lines/x', status: 200, answer: { item_count: 0 } },
    {
      when: 'another site sends it',
      url: '/api/cart/lines/x',
      headers: { 'sec-fetch-site': 'cross-site' },
      status: 403,
      answer: { code: 'request.cross_site' },
    },
  ]);
});
