import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { aServer } from '../testing/a-server.ts';

const path = '/api/admin/events/live';
const admin = { vitrine_session: 'admin-token' };

describe('EVT-6 live events of the console', () => {
  it('are for administrators, as an event stream', async () => {
    const { app } = await aServer();
    expect((await app.inject({ url: path })).json()).toMatchObject({ code: 'auth.sign_in_required', status: 401 });
    expect((await app.inject({ url: path, cookies: admin, headers: { accept: 'application/json' } })).statusCode).toBe(
      406,
    );
    await app.close();
  });

  it('arrive as they are recorded, and end when the server closes', async () => {
    const { app, stored } = await aServer();
    await app.listen({ port: 0, host: '127.0.0.1' });
    const { port } = app.server.address() as AddressInfo;
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      headers: { accept: 'text/event-stream', cookie: 'vitrine_session=admin-token' },
    });
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    await reader?.read();
    stored.push({ userId: 'u-1', itemId: 'p-1', type: 1, value: 1 });
    let text = '';
    for (let read = await reader?.read(); read?.done === false; read = await reader?.read()) {
      text += read.value;
      if (text.includes('event: cursor')) break;
    }
    expect(text).toContain('"user_id":"u-1"');
    expect(text).toContain('id: 1');
    const closed = app.close();
    let last = await reader?.read();
    while (last?.done === false) last = await reader?.read();
    expect(last?.done).toBe(true);
    await closed;
  });
});
