import { describe, expect, it } from 'vitest';
import { aServer } from '../../testing/a-server.ts';
import { expectStatuses } from '../../testing/expect-statuses.ts';

describe('REC-7 GET /api/recommendations', () => {
  expectStatuses('GET', [
    {
      when: 'nothing is said',
      url: '/api/recommendations',
      status: 200,
      answer: { surface: 'home', request_id: 'r-1', fallback: null },
    },
    {
      when: 'the surface is too long',
      url: `/api/recommendations?surface=${'x'.repeat(65)}`,
      status: 400,
      answer: { errors: [{ path: 'surface' }] },
    },
  ]);

  it('asks for the visitor of the session, in the tenant of the shop, and may not be kept', async () => {
    const { app, asked } = await aServer();
    const answer = await app.inject({ url: '/api/recommendations', cookies: { vitrine_sid: 'session-session-1' } });
    expect(answer.headers['cache-control']).toBe('private, no-store');
    expect(asked[0]).toMatchObject({
      input: { tenant: { namespace: 'shop' }, request: { userId: 'session-session-1' } },
    });
  });
});
