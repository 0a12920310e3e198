import { describe } from 'vitest';
import { expectStatuses } from '../../testing/expect-statuses.ts';
import { knownId } from '../../testing/in-memory-catalog.ts';
import { signedInAs } from '../../testing/signed-in-as.ts';

const admin = signedInAs('admin');

describe('CAT-5 DELETE /api/brands/{id}', () => {
  expectStatuses('DELETE', [
    {
      when: 'an administrator asks',
      url: `/api/brands/${knownId}?move_to=${knownId}`,
      headers: admin,
      status: 200,
      answer: { deleted: true },
    },
    {
      when: 'nobody is signed in',
      url: `/api/brands/${knownId}?move_to=${knownId}`,
      status: 401,
      answer: { code: 'auth.sign_in_required' },
    },
    {
      when: 'support asks',
      url: `/api/brands/${knownId}?move_to=${knownId}`,
      headers: signedInAs('support'),
      status: 403,
      answer: { code: 'auth.role_required' },
    },
    {
      when: 'it is not there',
      url: `/api/brands/01890000-0000-7000-8000-00000000dead?move_to=${knownId}`,
      headers: admin,
      status: 404,
      answer: { code: 'catalog.brand_not_found' },
    },
    {
      when: 'something stands there',
      url: `/api/brands/${knownId}`,
      headers: admin,
      status: 409,
      answer: { code: 'catalog.in_use' },
    },
  ]);
});
