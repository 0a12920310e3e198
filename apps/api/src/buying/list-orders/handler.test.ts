import { describe } from 'vitest';
import { expectStatuses } from '../../testing/expect-statuses.ts';
import { signedInAs } from '../../testing/signed-in-as.ts';

describe('ORD-3 GET /api/orders', () => {
  expectStatuses('GET', [
    {
      when: 'a customer asks',
      url: '/api/orders',
      headers: signedInAs('customer'),
      status: 200,
      answer: { orders: [] },
    },
    { when: 'nobody is signed in', url: '/api/orders', status: 401, answer: { code: 'auth.sign_in_required' } },
  ]);
});
