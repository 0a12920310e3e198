import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync, crc32 } from 'node:zlib';
import { systemClock } from '@vitrine/database';
import { createShop, type ShopTables } from '@vitrine/shop';
import { bindPictures, type PictureUseCases } from '@vitrine/shop/pictures';
import { testDatabase, type TestDatabase } from '@vitrine/testkit/database';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { diskBlobs } from '../blobs/index.ts';
import { sharpRenderer } from './index.ts';

const folder = mkdtempSync(join(tmpdir(), 'vitrine-pictures-'));
let database: TestDatabase;
let pictures: PictureUseCases;

beforeAll(async () => {
  database = await testDatabase({ domains: ['shop'] });
  const db = database.connection.handle<ShopTables>();
  const blobs = diskBlobs({ folder, baseUrl: '/media' });
  pictures = bindPictures(createShop({ db, clock: systemClock }).context, { blobs, renderer: sharpRenderer() });
});
afterAll(async () => {
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

const photo = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: { r: 200, g: 80, b: 40 } } });
const stored = async (bytes: Uint8Array, alts: Record<string, string> = {}) => {
  const outcome = await pictures.storePicture(bytes, { alts });
  if (!outcome.ok) throw new Error(outcome.error.message);
  return outcome.value;
};
const refused = async (bytes: Uint8Array) => {
  const outcome = await pictures.storePicture(bytes);
  return outcome.ok ? 'taken' : `${outcome.error.code}: ${outcome.error.message}`;
};
/** The sizes that were made of a picture, by the files of its hash. */
const sizesOf = (url: string) => {
  const hash = /([0-9a-f]{24})-/.exec(url)?.[1] ?? '';
  const made = readdirSync(folder).flatMap(
    (name) => new RegExp(`^${hash}-(\\d+)\\.(\\w+)$`).exec(name)?.slice(1) ?? [],
  );
  return Array.from({ length: made.length / 2 }, (_, at) => `${made[2 * at + 1]} ${made[2 * at]}`).toSorted();
};

/** A PNG of a few bytes that claims a giant picture. */
function bomb(width: number, height: number): Buffer {
  const chunk = (type: string, body: Buffer) => {
    const named = Buffer.concat([Buffer.from(type), body]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(body.length);
    sum.writeUInt32BE(crc32(named));
    return Buffer.concat([length, named, sum]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([1, 0, 0, 0, 0], 8);
  const rows = deflateSync(Buffer.alloc(Math.ceil(width / 8) + 1), { level: 9 });
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', rows),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

describe('CAT-6 uploads', () => {
  it('become WebP and AVIF at 320, 640 and 1280, the largest of them the face', async () => {
    const picture = await stored(await photo(2000, 1000).jpeg().toBuffer(), { en: 'A kettle', de: 'Ein Kessel' });
    expect(picture).toMatchObject({ width: 1280, height: 640 });
    expect(picture.url).toMatch(/^\/media\/[0-9a-f]{24}-1280\.webp$/);
    expect(sizesOf(picture.url)).toEqual(['avif 1280', 'avif 320', 'avif 640', 'webp 1280', 'webp 320', 'webp 640']);
    expect((await sharp(join(folder, picture.url.slice(7))).metadata()).format).toBe('webp');
  });

  it('are never made larger, and the same bytes are one picture, even twice at once', async () => {
    const bytes = await photo(500, 700).png().toBuffer();
    const [first, second] = await Promise.all([stored(bytes), stored(bytes)]);
    expect(second).toEqual(first);
    expect(await stored(bytes)).toEqual(first);
    expect(first).toMatchObject({ width: 500, height: 700 });
    expect(sizesOf(first.url)).toEqual(['avif 320', 'avif 500', 'webp 320', 'webp 500']);
    expect(readdirSync(folder).filter((name) => name.includes('partial'))).toEqual([]);
  });

  it('stand upright and lose what the camera wrote into them', async () => {
    const bytes = await photo(800, 400)
      .jpeg()
      .withMetadata({ orientation: 6 })
      .withExif({ IFD0: { Copyright: 'secret owner' }, IFD3: { GPSLatitudeRef: 'N' } })
      .toBuffer();
    const turned = await sharp(bytes).withMetadata({ orientation: 6 }).jpeg().toBuffer();
    const picture = await stored(turned);
    expect(picture.width).toBeLessThan(picture.height);
    const kept = await sharp(join(folder, picture.url.slice(7))).metadata();
    expect([kept.exif, kept.orientation, kept.xmp]).toEqual([undefined, undefined, undefined]);
  });

  it('show the first frame of an animation and keep what is transparent', async () => {
    const frames = await Promise.all([photo(40, 40).png().toBuffer(), photo(40, 40).negate().png().toBuffer()]);
    const gif = await sharp(frames, { join: { animated: true } })
      .gif()
      .toBuffer();
    expect(await stored(gif)).toMatchObject({ width: 40, height: 40 });
    const glass = await sharp({
      create: { width: 64, height: 64, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } },
    })
      .png()
      .toBuffer();
    const { url } = await stored(glass);
    expect((await sharp(join(folder, url.slice(7))).metadata()).hasAlpha).toBe(true);
  });

  it('are refused with a sentence that says what to do', async () => {
    const text = (content: string) => new TextEncoder().encode(content);
    expect(await refused(text('<?xml version="1.0"?><svg onload="alert(1)"/>'))).toMatch(
      /^pictures.not_a_picture: SVG/,
    );
    expect(await refused(text('<!doctype html><script>1</script>'))).toMatch(
      /^pictures.not_a_picture: This is a web page/,
    );
    expect(await refused(text('hello'))).toMatch(/^pictures.not_a_picture: .*Upload a JPEG/);
    expect(await refused(new Uint8Array())).toMatch(/^pictures.not_a_picture: The file is empty/);
    expect(await refused(new Uint8Array(10 * 1024 * 1024 + 1))).toMatch(/^pictures.too_large/);
    const whole = await photo(600, 600).jpeg().toBuffer();
    expect(await refused(whole.subarray(0, whole.length / 2))).toMatch(/^pictures.broken: The picture is damaged/);
    expect(await refused(Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.from('<svg/>')]))).toMatch(
      /^pictures.broken/,
    );
  });

  it('refuse decompression bombs before they unfold', async () => {
    const before = process.memoryUsage().rss;
    expect(await refused(bomb(60_000, 60_000))).toMatch(/^pictures.broken: .*40 million pixels/);
    expect(process.memoryUsage().rss - before).toBeLessThan(200 * 1024 * 1024);
    expect(readdirSync(folder).length).toBeGreaterThan(0);
  });
});
