import { describe } from 'vitest';
import { expectBuying } from '../../testing/expect-buying.ts';

describe('ORD-3 GET /api/orders/{number}', () => {
  expectBuying('GET', [
    {
      when: 'its token is sent',
      url: async (world) => {
        const { number, token } = await world.ordered();
        return `/api/orders/${number}?token=${token}`;
      },
      status: 200,
      answer: { status: 'pending', history: [{ status: 'pending' }], costs: { total_minor: 5480 } },
    },
    {
      when: 'the token is another',
      url: async (world) => {
        const { number, token } = await world.ordered();
        return `/api/orders/${number}?token=${token.toUpperCase()}`;
      },
      status: 404,
      answer: { code: 'orders.not_found' },
    },
    { when: 'only its number is known', url: '/api/orders/100001', status: 404, answer: { code: 'orders.not_found' } },
    { when: 'it is no number', url: '/api/orders/one', status: 400, answer: { errors: [{ path: 'number' }] } },
  ]);
});
