import { createHash } from 'node:crypto';
import { access, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';

/** A picture as the shop knows it. */
export interface StoredPicture {
  readonly url: string;
  readonly width: number;
  readonly height: number;
  /** Whether it was there before. */
  readonly unchanged: boolean;
}

/** Widths a page asks for; the address names the larger, the smaller has `-320` in the place of `-640`. */
const widths = [320, 640] as const;
const shownWidth = 640;
const quality = 78;

/**
 * Writes a photograph as WebP at 320 and 640 pixels, whole and never cropped, on white, into `<home>/media`, named by
 * the hash of the original; what is there is kept. Throws when the bytes are no picture.
 */
export async function storePicture(file: string, home: string): Promise<StoredPicture> {
  const original = await readFile(file);
  const hash = createHash('sha256').update(original).digest('hex').slice(0, 20);
  const folder = join(home, 'media');
  await mkdir(folder, { recursive: true });
  let unchanged = true;
  for (const width of widths) {
    const path = join(folder, `${hash}-${width}.webp`);
    if (await exists(path)) continue;
    unchanged = false;
    const bytes = await sharp(original, { failOn: 'truncated', limitInputPixels: 50_000_000 })
      .rotate()
      .resize(width, width, { fit: 'contain', background: '#ffffff' })
      .flatten({ background: '#ffffff' })
      .webp({ quality })
      .toBuffer();
    // Renamed into place, so that a killed import leaves no half picture under its final name.
    await writeFile(`${path}.partial`, bytes);
    await rename(`${path}.partial`, path);
  }
  return { url: `/media/${hash}-${shownWidth}.webp`, width: shownWidth, height: shownWidth, unchanged };
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
