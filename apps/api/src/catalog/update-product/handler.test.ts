import { describe } from 'vitest';
import { expectStatuses } from '../../testing/expect-statuses.ts';
import { knownId } from '../../testing/in-memory-catalog.ts';
import { signedInAs } from '../../testing/signed-in-as.ts';

const admin = signedInAs('admin');

describe('CAT-2 PATCH /api/products/{id}', () => {
  expectStatuses('PATCH', [
    {
      when: 'an administrator asks',
      url: `/api/products/${knownId}`,
      body: { version: 3, color: 'red' },
      headers: admin,
      status: 200,
      answer: { color: 'red' },
    },
    {
      when: 'nobody is signed in',
      url: `/api/products/${knownId}`,
      body: { version: 3, color: 'red' },
      status: 401,
      answer: { code: 'auth.sign_in_required' },
    },
    {
      when: 'support asks',
      url: `/api/products/${knownId}`,
      body: { version: 3, color: 'red' },
      headers: signedInAs('support'),
      status: 403,
      answer: { code: 'auth.role_required' },
    },
    {
      when: 'somebody else changed it',
      url: `/api/products/${knownId}`,
      body: { version: 2, color: 'red' },
      headers: admin,
      status: 409,
      answer: { code: 'catalog.conflict', errors: [{ path: 'color' }] },
    },
    {
      when: 'the version is missing',
      url: `/api/products/${knownId}`,
      body: { color: 'red' },
      headers: admin,
      status: 400,
      answer: { errors: [{ path: 'version' }] },
    },
    {
      when: 'it is not there',
      url: `/api/products/01890000-0000-7000-8000-00000000dead`,
      body: { version: 3, color: 'red' },
      headers: admin,
      status: 404,
      answer: { code: 'catalog.product_not_found' },
    },
  ]);
});
