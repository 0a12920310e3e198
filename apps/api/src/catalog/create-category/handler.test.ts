import { describe } from 'vitest';
import { expectStatuses } from '../../testing/expect-statuses.ts';
import { signedInAs } from '../../testing/signed-in-as.ts';

const admin = signedInAs('admin');

describe('CAT-5 POST /api/categories', () => {
  expectStatuses('POST', [
    {
      when: 'an administrator asks',
      url: '/api/categories',
      body: { texts: { en: { name: 'Jugs', description: '' } } },
      headers: admin,
      status: 201,
      answer: { slug: 'jugs' },
    },
    {
      when: 'nobody is signed in',
      url: '/api/categories',
      body: { texts: { en: { name: 'Jugs', description: '' } } },
      status: 401,
      answer: { code: 'auth.sign_in_required' },
    },
    {
      when: 'support asks',
      url: '/api/categories',
      body: { texts: { en: { name: 'Jugs', description: '' } } },
      headers: signedInAs('support'),
      status: 403,
      answer: { code: 'auth.role_required' },
    },
    {
      when: 'the address is taken',
      url: '/api/categories',
      body: { slug: 'taken' },
      headers: admin,
      status: 409,
      answer: { code: 'catalog.taken' },
    },
    {
      when: 'the parent is no id',
      url: '/api/categories',
      body: { parent_id: 'x' },
      headers: admin,
      status: 400,
      answer: { errors: [{ path: 'parent_id' }] },
    },
  ]);
});
