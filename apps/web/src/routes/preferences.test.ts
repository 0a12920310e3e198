// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { action } from './preferences.ts';

async function post(fields: Record<string, string>) {
  const request = new Request('https://shop.example/preferences', {
    method: 'POST',
    body: new URLSearchParams(fields),
  });
  return action({ request } as unknown as Parameters<typeof action>[0]);
}

describe('EVT-5 the answer to the consent question', () => {
  it('is kept in a cookie no script can read, and leads back', async () => {
    const response = await post({ consent: 'functional', back: '/products/a?sku=1' });
    expect(response.status).toBe(303);
    expect(response.headers.get('Location')).toBe('/products/a?sku=1');
    expect(response.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^vitrine_consent=functional; Path=\/; Max-Age=\d+; SameSite=Lax; HttpOnly; Secure$/),
    ]);
  });

  it('refuses any other answer', async () => {
    await expect(post({ consent: 'everything; Domain=evil' })).rejects.toMatchObject({ init: { status: 400 } });
  });

  it('forgets the theme when the device shall decide', async () => {
    expect((await post({ theme: 'auto' })).headers.getSetCookie()[0]).toContain('vitrine_theme=; Path=/; Max-Age=0');
  });
});
