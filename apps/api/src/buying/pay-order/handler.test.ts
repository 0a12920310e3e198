import { describe } from 'vitest';
import { expectBuying } from '../../testing/expect-buying.ts';

describe('ORD-2 POST /api/orders/{number}/payment', () => {
  expectBuying('POST', [
    {
      when: 'the card is good',
      url: async (world) => {
        const { number, token } = await world.ordered();
        return `/api/orders/${number}/payment?token=${token}`;
      },
      body: { form: { card: '4242' } },
      status: 200,
      answer: { state: 'paid' },
    },
    {
      when: 'the card is declined',
      url: async (world) => {
        const { number, token } = await world.ordered();
        return `/api/orders/${number}/payment?token=${token}`;
      },
      body: { form: { card: '4000' } },
      status: 200,
      answer: { state: 'declined' },
    },
    {
      when: 'the provider asks back',
      url: async (world) => {
        const { number, token } = await world.ordered();
        return `/api/orders/${number}/payment?token=${token}`;
      },
      body: { answer: 'yes' },
      status: 200,
      answer: { state: 'waiting', waits_for: 'buyer' },
    },
    {
      when: 'a field is missing',
      url: async (world) => {
        const { number, token } = await world.ordered();
        return `/api/orders/${number}/payment?token=${token}`;
      },
      body: {},
      status: 422,
      answer: { code: 'payments.invalid', errors: [{ path: 'form.card' }] },
    },
    {
      when: 'the provider is out of reach',
      url: async (world) => {
        const { number, token } = await world.ordered();
        return `/api/orders/${number}/payment?token=${token}`;
      },
      body: { answer: 'check' },
      status: 503,
      answer: { code: 'payments.provider_unavailable' },
    },
    {
      when: 'it waits for no payment',
      url: async (world) => {
        const { number, token } = await world.ordered();
        const order = await world.shop.orders.getByToken(token);
        await world.shop.orders.cancelByBuyer(order?.id ?? '');
        return `/api/orders/${number}/payment?token=${token}`;
      },
      body: { form: { card: '4242' } },
      status: 409,
      answer: { code: 'payments.not_due' },
    },
    {
      when: 'only its number is known',
      url: '/api/orders/100001/payment',
      body: {},
      status: 404,
      answer: { code: 'orders.not_found' },
    },
    {
      when: 'another site sends it',
      url: '/api/orders/100001/payment',
      body: {},
      headers: { 'sec-fetch-site': 'cross-site' },
      status: 403,
      answer: { code: 'request.cross_site' },
    },
  ]);
});
