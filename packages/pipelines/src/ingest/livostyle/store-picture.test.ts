import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import { storePicture } from './store-picture.ts';

it('INS-1 makes a photograph that several garments show once, however many come together', async () => {
  const home = await mkdtemp(join(tmpdir(), 'vitrine-photograph-'));
  try {
    const bytes = await sharp({ create: { width: 700, height: 900, channels: 3, background: '#00f' } })
      .jpeg()
      .toBuffer();
    const files = ['a', 'b', 'c', 'd'].map((name) => join(home, `${name}.jpg`));
    for (const file of files) await writeFile(file, bytes);
    const stored = await Promise.all(files.map((file) => storePicture(file, home)));
    expect(new Set(stored.map(({ url }) => url)).size).toBe(1);
    expect(stored.filter(({ unchanged }) => !unchanged)).toHaveLength(1);
    expect((await readdir(join(home, 'media'))).map((name) => name.slice(20)).toSorted()).toEqual([
      '-320.webp',
      '-640.webp',
    ]);
  } finally {
    await rm(home, { recursive: true, force: true });
  }
});
