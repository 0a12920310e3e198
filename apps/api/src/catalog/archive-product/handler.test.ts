import { describe } from 'vitest';
import { expectStatuses } from '../../testing/expect-statuses.ts';
import { knownId } from '../../testing/in-memory-catalog.ts';
import { signedInAs } from '../../testing/signed-in-as.ts';

const admin = signedInAs('admin');

describe('CAT-2 DELETE /api/products/{id}', () => {
  expectStatuses('DELETE', [
    {
      when: 'an administrator asks',
      url: `/api/products/${knownId}`,
      headers: admin,
      status: 200,
      answer: { archived: true, changed: true },
    },
    {
      when: 'nobody is signed in',
      url: `/api/products/${knownId}`,
      status: 401,
      answer: { code: 'auth.sign_in_required' },
    },
    {
      when: 'support asks',
      url: `/api/products/${knownId}`,
      headers: signedInAs('support'),
      status: 403,
      answer: { code: 'auth.role_required' },
    },
    {
      when: 'it is not there',
      url: `/api/products/01890000-0000-7000-8000-00000000dead`,
      headers: admin,
      status: 404,
      answer: { code: 'catalog.product_not_found' },
    },
  ]);
});
