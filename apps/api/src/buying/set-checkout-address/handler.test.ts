import { describe } from 'vitest';
import { expectBuying } from '../../testing/expect-buying.ts';

describe('ORD-2 POST /api/checkout/address', () => {
  expectBuying('POST', [
    {
      when: 'all is there',
      url: async (world) => {
        await world.shop.cart.add(world.guest, { skuId: world.kettle.skuId, quantity: 2 });
        return '/api/checkout/address';
      },
      body: {
        email: 'a@example.org',
        recipient: 'Ada',
        line1: 'A 1',
        postal_code: '10115',
        city: 'Berlin',
        country: 'DE',
      },
      status: 200,
      answer: { next: 'delivery', email: 'a@example.org' },
    },
    {
      when: 'fields are wrong',
      url: async (world) => {
        await world.shop.cart.add(world.guest, { skuId: world.kettle.skuId, quantity: 2 });
        return '/api/checkout/address';
      },
      body: { country: 'DE', postal_code: '1' },
      status: 422,
      answer: {
        code: 'checkout.invalid_address',
        errors: [
          { path: 'email' },
          { path: 'recipient' },
          { path: 'line1' },
          { path: 'postal_code' },
          { path: 'city' },
        ],
      },
    },
    {
      when: 'the basket is empty',
      url: '/api/checkout/address',
      body: {
        email: 'a@example.org',
        recipient: 'Ada',
        line1: 'A 1',
        postal_code: '10115',
        city: 'Berlin',
        country: 'DE',
      },
      status: 409,
      answer: { code: 'checkout.empty' },
    },
    {
      when: 'a field has another type',
      url: '/api/checkout/address',
      body: { email: 1 },
      status: 400,
      answer: { errors: [{ path: 'email' }] },
    },
    {
      when: 'another site sends it',
      url: '/api/checkout/address',
      body: {},
      headers: { 'sec-fetch-site': 'cross-site' },
      status: 403,
      answer: { code: 'request.cross_site' },
    },
  ]);
});
