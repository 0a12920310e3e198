import { describe } from 'vitest';
import { expectBuying } from '../../testing/expect-buying.ts';

describe('ORD-3 POST /api/orders/{number}/cancel', () => {
  expectBuying('POST', [
    {
      when: 'nothing is paid',
      url: async (world) => {
        const { number, token } = await world.ordered();
        return `/api/orders/${number}/cancel?token=${token}`;
      },
      status: 200,
      answer: { status: 'cancelled', payments: [{ status: 'cancelled' }] },
    },
    {
      when: 'it was cancelled before',
      url: async (world) => {
        const { number, token } = await world.ordered();
        const order = await world.shop.orders.getByToken(token);
        await world.shop.orders.cancelByBuyer(order?.id ?? '');
        return `/api/orders/${number}/cancel?token=${token}`;
      },
      status: 200,
      answer: { status: 'cancelled' },
    },
    {
      when: 'it is paid',
      url: async (world) => {
        const { number, token } = await world.ordered();
        const order = await world.shop.orders.getByToken(token);
        await world.shop.payments.pay(order?.id ?? '', { card: '4242' });
        return `/api/orders/${number}/cancel?token=${token}`;
      },
      status: 409,
      answer: { code: 'orders.not_cancellable' },
    },
    {
      when: 'only its number is known',
      url: '/api/orders/100001/cancel',
      status: 404,
      answer: { code: 'orders.not_found' },
    },
    {
      when: 'another site sends it',
      url: '/api/orders/100001/cancel',
      headers: { 'sec-fetch-site': 'cross-site' },
      status: 403,
      answer: { code: 'request.cross_site' },
    },
  ]);
});
