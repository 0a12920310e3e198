import type { BlobStore } from '@vitrine/shop/pictures';
import { expect, it } from 'vitest';

/** What every store of blobs promises. `load` fetches an address as a browser would; left out where nothing serves it in a test. */
export function itKeepsBlobs(
  open: () => Promise<{
    blobs: BlobStore;
    load?: (url: string) => Promise<{ bytes: Uint8Array; type: string; cache: string }>;
  }>,
): void {
  const bytes = (text: string) => new TextEncoder().encode(text);
  const webp = (text: string) => ({ bytes: bytes(text), contentType: 'image/webp' });

  it('gives back what it was given, and null for what it never had', async () => {
    const { blobs } = await open();
    await blobs.put('aa11-320.webp', webp('first'));
    expect(Buffer.from((await blobs.read('aa11-320.webp')) ?? []).toString()).toBe('first');
    expect(await blobs.read('bb22-320.webp')).toBeNull();
  });

  it('never changes what a name holds, even when two write it at once', async () => {
    const { blobs } = await open();
    await Promise.all(['same', 'same', 'same'].map((text) => blobs.put('cc33-640.webp', webp(text))));
    await blobs.put('cc33-640.webp', webp('other'));
    expect(Buffer.from((await blobs.read('cc33-640.webp')) ?? []).toString()).toBe('same');
  });

  it('refuses names that could leave its place', async () => {
    const { blobs } = await open();
    for (const name of ['../x.webp', 'a/b.webp', '.hidden', 'x', 'A.webp', 'a.webp\0'])
      expect(() => blobs.urlOf(name), name).toThrow(/name of a blob/);
    await expect(blobs.put('../x.webp', webp('x'))).rejects.toThrow(/name of a blob/);
  });

  it('says where a browser finds it, to be kept for ever', async () => {
    const { blobs, load } = await open();
    await blobs.put('dd44-320.avif', { bytes: bytes('picture'), contentType: 'image/avif' });
    const url = blobs.urlOf('dd44-320.avif');
    expect(url).toMatch(/^(\/|https?:\/\/)\S+\/dd44-320\.avif$/);
    if (load === undefined) return;
    const { bytes: loaded, type, cache } = await load(url);
    expect(Buffer.from(loaded).toString()).toBe('picture');
    expect(type).toBe('image/avif');
    expect(cache).toContain('immutable');
  });
}
