import { describe } from 'vitest';
import { type BuyingWorld, expectBuying } from '../../testing/expect-buying.ts';

/** Sends the same key before, for so many. */
const keyed = (quantity: number) => async (world: BuyingWorld) => {
  await world.shop.cart.add(world.guest, { skuId: world.kettle.skuId, quantity, requestKey: 'the-same-key' });
  return '/api/cart/lines';
};

describe('ORD-1 POST /api/cart/lines', () => {
  expectBuying('POST', [
    {
      when: 'a SKU is named',
      url: '/api/cart/lines',
      body: (world: BuyingWorld) => ({ sku_id: world.kettle.skuId }),
      status: 200,
      answer: { item_count: 1, limited_to: null },
    },
    {
      when: 'a product has one kind',
      url: '/api/cart/lines',
      body: (world: BuyingWorld) => ({ product_id: world.kettle.id, quantity: 2 }),
      status: 200,
      answer: { item_count: 2 },
    },
    {
      when: 'options mean one kind',
      url: '/api/cart/lines',
      body: (world: BuyingWorld) => ({ product_id: world.jugId, options: { Size: 'L' } }),
      status: 200,
      answer: { lines: [{ sku: 'JUG-L' }] },
    },
    {
      when: 'there are fewer',
      url: '/api/cart/lines',
      body: (world: BuyingWorld) => ({ sku_id: world.kettle.skuId, quantity: 99 }),
      status: 200,
      answer: { item_count: 40, limited_to: 40 },
    },
    {
      when: 'a product has several kinds',
      url: '/api/cart/lines',
      body: (world: BuyingWorld) => ({ product_id: world.jugId }),
      status: 409,
      answer: { code: 'cart.choose_sku' },
    },
    {
      when: 'it is unknown',
      url: '/api/cart/lines',
      body: { sku_id: '01890000-0000-7000-8000-00000000dead' },
      status: 409,
      answer: { code: 'cart.sku_unavailable' },
    },
    {
      when: 'nothing is named',
      url: '/api/cart/lines',
      body: {},
      status: 400,
      answer: { errors: [{ path: 'sku_id' }] },
    },
    {
      when: 'the quantity is none',
      url: '/api/cart/lines',
      body: (world: BuyingWorld) => ({ sku_id: world.kettle.skuId, quantity: 0 }),
      status: 400,
      answer: { errors: [{ path: 'quantity' }] },
    },
    {
      when: 'the same key comes again',
      url: keyed(1),
      body: (world: BuyingWorld) => ({ sku_id: world.kettle.skuId }),
      headers: { 'idempotency-key': 'the-same-key' },
      status: 200,
      answer: { item_count: 1 },
    },
    {
      when: 'the key was another request’s',
      url: keyed(2),
      body: (world: BuyingWorld) => ({ sku_id: world.kettle.skuId }),
      headers: { 'idempotency-key': 'the-same-key' },
      status: 409,
      answer: { code: 'request.idempotency_conflict' },
    },
    {
      when: 'another site sends it',
      url: '/api/cart/lines',
      body: {},
      headers: { 'sec-fetch-site': 'cross-site' },
      status: 403,
      answer: { code: 'request.cross_site' },
    },
  ]);
});
