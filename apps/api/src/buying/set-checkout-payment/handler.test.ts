import { describe } from 'vitest';
import { expectBuying } from '../../testing/expect-buying.ts';

describe('ORD-2 POST /api/checkout/payment', () => {
  expectBuying('POST', [
    {
      when: 'it is one of those there are',
      url: async (world) => {
        await world.shop.cart.add(world.guest, { skuId: world.kettle.skuId, quantity: 2 });
        return '/api/checkout/payment';
      },
      body: { code: 'mock' },
      status: 200,
      answer: { payment: 'mock' },
    },
    {
      when: 'it is not',
      url: async (world) => {
        await world.shop.cart.add(world.guest, { skuId: world.kettle.skuId, quantity: 2 });
        return '/api/checkout/payment';
      },
      body: { code: 'pigeon' },
      status: 422,
      answer: { code: 'checkout.unknown_payment' },
    },
    {
      when: 'the basket is empty',
      url: '/api/checkout/payment',
      body: { code: 'mock' },
      status: 409,
      answer: { code: 'checkout.empty' },
    },
    {
      when: 'none is named',
      url: '/api/checkout/payment',
      body: {},
      status: 400,
      answer: { errors: [{ path: 'code' }] },
    },
    {
      when: 'another site sends it',
      url: '/api/checkout/payment',
      body: {},
      headers: { 'sec-fetch-site': 'cross-site' },
      status: 403,
      answer: { code: 'request.cross_site' },
    },
  ]);
});
