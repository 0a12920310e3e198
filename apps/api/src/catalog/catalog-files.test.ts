import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aServer } from '../testing/a-server.ts';
import { inMemoryShop } from '../testing/in-memory-shop.ts';
import { signedInAs } from '../testing/signed-in-as.ts';

describe('CAT-6 POST /api/pictures and ADM-4 GET /api/catalog.csv', () => {
  let house: Awaited<ReturnType<typeof aServer>>;
  const got: Uint8Array[] = [];
  beforeAll(async () => {
    const shop = {
      ...inMemoryShop(),
      pictures: {
        async storePicture(bytes: Uint8Array) {
          got.push(bytes);
          return bytes.length < 3
            ? { ok: false as const, error: { code: 'pictures.not_a_picture' as const, message: 'This is no picture.' } }
            : { ok: true as const, value: { mediaId: 'm-1', url: '/media/a-320.webp', width: 320, height: 200 } };
        },
      },
      catalogCsv: {
        async *write() {
          yield 'slug,sku\r\n';
          yield 'jug,JUG-1\r\n';
        },
        read: () => Promise.reject(new Error('not asked here')),
      },
    };
    house = await aServer({ services: { shop } });
  });
  afterAll(() => house.app.close());

  const upload = (payload: Buffer, headers: Record<string, string> = {}) =>
    house.app.inject({
      method: 'POST',
      url: '/api/pictures',
      payload,
      headers: { 'content-type': 'image/png', ...headers },
    });

  it('takes the bytes of an administrator, whatever type they claim, and of nobody else', async () => {
    const bytes = Buffer.from([1, 2, 3, 255]);
    expect((await upload(bytes)).statusCode).toBe(401);
    expect((await upload(bytes, signedInAs('support'))).statusCode).toBe(403);
    expect((await upload(bytes, { ...signedInAs('admin'), 'sec-fetch-site': 'cross-site' })).statusCode).toBe(403);
    expect(got).toEqual([]);
    const taken = await upload(bytes, { ...signedInAs('admin'), 'content-type': 'application/octet-stream' });
    expect([taken.statusCode, taken.json()]).toEqual([
      201,
      { media_id: 'm-1', url: '/media/a-320.webp', width: 320, height: 200 },
    ]);
    expect(Buffer.from(got[0] ?? []).equals(bytes)).toBe(true);
    const refused = await upload(Buffer.from('x'), signedInAs('admin'));
    expect([refused.statusCode, refused.json().code]).toEqual([415, 'pictures.not_a_picture']);
    expect((await upload(Buffer.alloc(12 * 1024 * 1024), signedInAs('admin'))).statusCode).toBe(413);
  });

  it('gives the catalog as a file to those who may read it', async () => {
    const ask = (headers = {}) => house.app.inject({ url: '/api/catalog.csv', headers });
    expect((await ask()).statusCode).toBe(401);
    expect((await ask(signedInAs('customer'))).statusCode).toBe(403);
    const file = await ask(signedInAs('analyst'));
    expect([file.statusCode, file.headers['content-type'], file.body]).toEqual([
      200,
      'text/csv; charset=utf-8',
      'slug,sku\r\njug,JUG-1\r\n',
    ]);
  });
});
