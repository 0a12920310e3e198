import { describe } from 'vitest';
import { expectStatuses } from '../../testing/expect-statuses.ts';
import { knownId } from '../../testing/in-memory-catalog.ts';
import { signedInAs } from '../../testing/signed-in-as.ts';

const admin = signedInAs('admin');

describe('CAT-5 PATCH /api/brands/{id}', () => {
  expectStatuses('PATCH', [
    {
      when: 'an administrator asks',
      url: `/api/brands/${knownId}`,
      body: { version: 3, name: 'Alder', slug: 'alder' },
      headers: admin,
      status: 200,
      answer: { name: 'Alder' },
    },
    {
      when: 'nobody is signed in',
      url: `/api/brands/${knownId}`,
      body: { version: 3, name: 'Alder', slug: 'alder' },
      status: 401,
      answer: { code: 'auth.sign_in_required' },
    },
    {
      when: 'support asks',
      url: `/api/brands/${knownId}`,
      body: { version: 3, name: 'Alder', slug: 'alder' },
      headers: signedInAs('support'),
      status: 403,
      answer: { code: 'auth.role_required' },
    },
    {
      when: 'somebody else changed it',
      url: `/api/brands/${knownId}`,
      body: { version: 2, name: 'Alder', slug: 'alder' },
      headers: admin,
      status: 409,
      answer: { code: 'catalog.conflict' },
    },
    {
      when: 'it is not there',
      url: `/api/brands/01890000-0000-7000-8000-00000000dead`,
      body: { version: 3, name: 'Alder', slug: 'alder' },
      headers: admin,
      status: 404,
      answer: { code: 'catalog.brand_not_found' },
    },
  ]);
});
