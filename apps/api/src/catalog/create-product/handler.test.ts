import { describe } from 'vitest';
import { expectStatuses } from '../../testing/expect-statuses.ts';
import { knownId } from '../../testing/in-memory-catalog.ts';
import { signedInAs } from '../../testing/signed-in-as.ts';

const admin = signedInAs('admin');

describe('CAT-2 POST /api/products', () => {
  expectStatuses('POST', [
    {
      when: 'an administrator asks',
      url: '/api/products',
      body: {
        texts: { en: { name: 'Jug', description: '' } },
        category_id: knownId,
        skus: [{ code: 'J', price_minor: 1 }],
      },
      headers: admin,
      status: 201,
      answer: { slug: 'jug', version: 3 },
    },
    {
      when: 'nobody is signed in',
      url: '/api/products',
      body: {
        texts: { en: { name: 'Jug', description: '' } },
        category_id: knownId,
        skus: [{ code: 'J', price_minor: 1 }],
      },
      status: 401,
      answer: { code: 'auth.sign_in_required' },
    },
    {
      when: 'support asks',
      url: '/api/products',
      body: {
        texts: { en: { name: 'Jug', description: '' } },
        category_id: knownId,
        skus: [{ code: 'J', price_minor: 1 }],
      },
      headers: signedInAs('support'),
      status: 403,
      answer: { code: 'auth.role_required' },
    },
    {
      when: 'there is no name',
      url: '/api/products',
      body: { slug: 'jug' },
      headers: admin,
      status: 422,
      answer: { code: 'catalog.invalid', errors: [{ path: 'texts.en.name' }] },
    },
    {
      when: 'the address is taken',
      url: '/api/products',
      body: { slug: 'taken', texts: { en: { name: 'Jug', description: '' } } },
      headers: admin,
      status: 409,
      answer: { code: 'catalog.taken', errors: [{ path: 'slug' }] },
    },
    {
      when: 'a price is negative',
      url: '/api/products',
      body: { skus: [{ code: 'J', price_minor: -1 }] },
      headers: admin,
      status: 400,
      answer: { errors: [{ path: 'skus[0].price_minor' }] },
    },
  ]);
});
