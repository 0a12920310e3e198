import { describe } from 'vitest';
import { expectStatuses } from '../../testing/expect-statuses.ts';
import { signedInAs } from '../../testing/signed-in-as.ts';

const admin = signedInAs('admin');

describe('CAT-5 POST /api/brands', () => {
  expectStatuses('POST', [
    {
      when: 'an administrator asks',
      url: '/api/brands',
      body: { name: 'Alder' },
      headers: admin,
      status: 201,
      answer: { slug: 'alder' },
    },
    {
      when: 'nobody is signed in',
      url: '/api/brands',
      body: { name: 'Alder' },
      status: 401,
      answer: { code: 'auth.sign_in_required' },
    },
    {
      when: 'support asks',
      url: '/api/brands',
      body: { name: 'Alder' },
      headers: signedInAs('support'),
      status: 403,
      answer: { code: 'auth.role_required' },
    },
    {
      when: 'the address is taken',
      url: '/api/brands',
      body: { name: 'Alder', slug: 'taken' },
      headers: admin,
      status: 409,
      answer: { code: 'catalog.taken' },
    },
    {
      when: 'there is no name',
      url: '/api/brands',
      body: {},
      headers: admin,
      status: 400,
      answer: { errors: [{ path: 'name' }] },
    },
  ]);
});
