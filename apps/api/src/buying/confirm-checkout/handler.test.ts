import { describe, expect } from 'vitest';
import { type BuyingWorld, expectBuying } from '../../testing/expect-buying.ts';

describe('ORD-2 POST /api/checkout/confirm', () => {
  expectBuying('POST', [
    {
      when: 'all is answered',
      url: async (world) => {
        await world.reviewed();
        return '/api/checkout/confirm';
      },
      body: {},
      status: 200,
      answer: { replayed: false, token: expect.stringMatching(/^.{32}$/) },
    },
    {
      when: 'it was confirmed before',
      url: '/api/checkout/confirm',
      body: async (world: BuyingWorld) => {
        const checkout_id = await world.reviewed();
        await world.shop.checkout.confirm(world.guest, { checkoutId: checkout_id, trace: null });
        return { checkout_id };
      },
      status: 200,
      answer: { replayed: true },
    },
    {
      when: 'its key was confirmed before',
      url: '/api/checkout/confirm',
      headers: { 'idempotency-key': 'one-order-only' },
      body: async (world: BuyingWorld) => {
        await world.reviewed();
        await world.shop.checkout.confirm(world.guest, { requestKey: 'one-order-only', trace: null });
        return {};
      },
      status: 200,
      answer: { replayed: true },
    },
    {
      when: 'its key was used for another checkout',
      url: '/api/checkout/confirm',
      headers: { 'idempotency-key': 'one-order-only' },
      body: async (world: BuyingWorld) => {
        await world.reviewed();
        await world.shop.checkout.confirm(world.guest, { requestKey: 'one-order-only', trace: null });
        return { checkout_id: await world.reviewed() };
      },
      status: 409,
      answer: { code: 'request.idempotency_conflict' },
    },
    {
      when: 'the basket is empty',
      url: '/api/checkout/confirm',
      body: {},
      status: 409,
      answer: { code: 'checkout.empty' },
    },
    {
      when: 'a step is open',
      url: async (world) => {
        await world.shop.cart.add(world.guest, { skuId: world.kettle.skuId, quantity: 2 });
        return '/api/checkout/confirm';
      },
      body: {},
      status: 409,
      answer: { code: 'checkout.incomplete' },
    },
    {
      when: 'something else was shown',
      url: '/api/checkout/confirm',
      body: async (world: BuyingWorld) => {
        await world.reviewed();
        return { seen: 'x~1~1!0' };
      },
      status: 409,
      answer: { code: 'checkout.changed' },
    },
    {
      when: 'another site sends it',
      url: '/api/checkout/confirm',
      body: {},
      headers: { 'sec-fetch-site': 'cross-site' },
      status: 403,
      answer: { code: 'request.cross_site' },
    },
  ]);
});
