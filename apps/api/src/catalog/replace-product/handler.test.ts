import { describe } from 'vitest';
import { expectStatuses } from '../../testing/expect-statuses.ts';
import { knownId } from '../../testing/in-memory-catalog.ts';
import { signedInAs } from '../../testing/signed-in-as.ts';

const admin = signedInAs('admin');

describe('CAT-2 PUT /api/products/{id}', () => {
  expectStatuses('PUT', [
    {
      when: 'an administrator asks',
      url: `/api/products/${knownId}`,
      body: {
        version: 3,
        category_id: knownId,
        texts: { en: { name: 'Jug', description: '' } },
        skus: [{ code: 'J', price_minor: 1 }],
      },
      headers: admin,
      status: 200,
      answer: { color: null },
    },
    {
      when: 'nobody is signed in',
      url: `/api/products/${knownId}`,
      body: {
        version: 3,
        category_id: knownId,
        texts: { en: { name: 'Jug', description: '' } },
        skus: [{ code: 'J', price_minor: 1 }],
      },
      status: 401,
      answer: { code: 'auth.sign_in_required' },
    },
    {
      when: 'support asks',
      url: `/api/products/${knownId}`,
      body: {
        version: 3,
        category_id: knownId,
        texts: { en: { name: 'Jug', description: '' } },
        skus: [{ code: 'J', price_minor: 1 }],
      },
      headers: signedInAs('support'),
      status: 403,
      answer: { code: 'auth.role_required' },
    },
    {
      when: 'fields are missing',
      url: `/api/products/${knownId}`,
      body: { version: 3 },
      headers: admin,
      status: 400,
      answer: {},
    },
    {
      when: 'it is not there',
      url: `/api/products/01890000-0000-7000-8000-00000000dead`,
      body: {
        version: 3,
        category_id: knownId,
        texts: { en: { name: 'Jug', description: '' } },
        skus: [{ code: 'J', price_minor: 1 }],
      },
      headers: admin,
      status: 404,
      answer: { code: 'catalog.product_not_found' },
    },
  ]);
});
