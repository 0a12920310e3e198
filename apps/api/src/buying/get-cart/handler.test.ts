import { describe } from 'vitest';
import { expectBuying } from '../../testing/expect-buying.ts';

describe('ORD-1 GET /api/cart', () => {
  expectBuying('GET', [
    { when: 'nothing was put in', url: '/api/cart', status: 200, answer: { item_count: 0, lines: [] } },
    {
      when: 'there is something',
      url: async (world) => {
        await world.shop.cart.add(world.guest, { skuId: world.kettle.skuId, quantity: 2 });
        return '/api/cart';
      },
      status: 200,
      answer: {
        item_count: 2,
        orderable: true,
        lines: [{ slug: 'kettle', line_minor: 9980 }],
        costs: { goods_minor: 9980, delivery_minor: 0 },
      },
    },
  ]);
});
