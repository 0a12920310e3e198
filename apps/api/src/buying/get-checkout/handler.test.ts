import { describe } from 'vitest';
import { expectBuying } from '../../testing/expect-buying.ts';

describe('ORD-2 GET /api/checkout', () => {
  expectBuying('GET', [
    {
      when: 'every step is answered',
      url: async (world) => {
        await world.reviewed();
        return '/api/checkout';
      },
      status: 200,
      answer: { next: 'review', delivery: 'standard', payment: 'mock', address: { city: 'B' } },
    },
    {
      when: 'nothing is answered',
      url: async (world) => {
        await world.shop.cart.add(world.guest, { skuId: world.kettle.skuId, quantity: 2 });
        return '/api/checkout';
      },
      status: 200,
      answer: { next: 'address', email: null },
    },
    { when: 'the basket is empty', url: '/api/checkout', status: 409, answer: { code: 'checkout.empty' } },
  ]);
});
