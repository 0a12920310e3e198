import { describe } from 'vitest';
import { expectBuying } from '../../testing/expect-buying.ts';

describe('ORD-2 POST /api/checkout/delivery', () => {
  expectBuying('POST', [
    {
      when: 'it is one of those there are',
      url: async (world) => {
        await world.shop.cart.add(world.guest, { skuId: world.kettle.skuId, quantity: 2 });
        return '/api/checkout/delivery';
      },
      body: { code: 'express' },
      status: 200,
      answer: { delivery: 'express' },
    },
    {
      when: 'it is not',
      url: async (world) => {
        await world.shop.cart.add(world.guest, { skuId: world.kettle.skuId, quantity: 2 });
        return '/api/checkout/delivery';
      },
      body: { code: 'pigeon' },
      status: 422,
      answer: { code: 'checkout.unknown_delivery' },
    },
    {
      when: 'the basket is empty',
      url: '/api/checkout/delivery',
      body: { code: 'express' },
      status: 409,
      answer: { code: 'checkout.empty' },
    },
    {
      when: 'none is named',
      url: '/api/checkout/delivery',
      body: {},
      status: 400,
      answer: { errors: [{ path: 'code' }] },
    },
    {
      when: 'another site sends it',
      url: '/api/checkout/delivery',
      body: {},
      headers: { 'sec-fetch-site': 'cross-site' },
      status: 403,
      answer: { code: 'request.cross_site' },
    },
  ]);
});
