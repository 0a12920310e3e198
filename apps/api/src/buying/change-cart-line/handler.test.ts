import { describe } from 'vitest';
import { expectBuying } from '../../testing/expect-buying.ts';

describe('ORD-1 PATCH /api/cart/lines/{sku_id}', () => {
  expectBuying('PATCH', [
    {
      when: 'it is less',
      url: async (world) => {
        await world.shop.cart.add(world.guest, { skuId: world.kettle.skuId, quantity: 2 });
        return `/api/cart/lines/${world.kettle.skuId}`;
      },
      body: { quantity: 1 },
      status: 200,
      answer: { item_count: 1 },
    },
    {
      when: 'it is none',
      url: async (world) => {
        await world.shop.cart.add(world.guest, { skuId: world.kettle.skuId, quantity: 2 });
        return `/api/cart/lines/${world.kettle.skuId}`;
      },
      body: { quantity: 0 },
      status: 200,
      answer: { item_count: 0 },
    },
    {
      when: 'there are fewer',
      url: async (world) => {
        await world.shop.cart.add(world.guest, { skuId: world.kettle.skuId, quantity: 2 });
        return `/api/cart/lines/${world.kettle.skuId}`;
      },
      body: { quantity: 77 },
      status: 200,
      answer: { item_count: 40, limited_to: 40 },
    },
    {
      when: 'it is too much',
      url: '/api/cart/lines/x',
      body: { quantity: 1000 },
      status: 400,
      answer: { errors: [{ path: 'quantity' }] },
    },
    {
      when: 'it is unknown',
      url: '/api/cart/lines/x',
      body: { quantity: 1 },
      status: 409,
      answer: { code: 'cart.sku_unavailable' },
    },
    {
      when: 'another site sends it',
      url: '/api/cart/lines/x',
      body: { quantity: 1 },
      headers: { 'sec-fetch-site': 'cross-site' },
      status: 403,
      answer: { code: 'request.cross_site' },
    },
  ]);
});
