import { createHash } from 'node:crypto';
import { access, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import sharp from 'sharp';

/** A picture as the shop knows it. */
export interface StoredPicture {
  readonly url: string;
  readonly width: number;
  readonly height: number;
  /** Whether it was there before. */
  readonly unchanged: boolean;
}

/** Widths a page asks for. The address names the larger; the smaller has `-320` in the place of `-640`. */
const [small, large] = [320, 640] as const;
const quality = 78;

/** Pictures in the making, by the beginning of their path. */
const making = new Map<string, Promise<StoredPicture>>();

/**
 * Writes a photograph as WebP at 320 and 640 pixels (an original of up to 320 only at 320), whole and never cropped, on
 * white, into `<home>/media`, named by the hash of the original; what is there is kept. Throws when the bytes are no picture.
 */
export async function storePicture(file: string, home: string): Promise<StoredPicture> {
  const original = await readFile(file);
  const hash = createHash('sha256').update(original).digest('hex').slice(0, 20);
  const place = join(home, 'media', hash);
  // Garments in several colours share a photograph and are taken together: who comes second waits for the first.
  const underway = making.get(place);
  if (underway !== undefined) return { ...(await underway), unchanged: true };
  const made = makeSizes(original, hash, place).finally(() => making.delete(place));
  making.set(place, made);
  return made;
}

async function makeSizes(original: Buffer, hash: string, place: string): Promise<StoredPicture> {
  await mkdir(dirname(place), { recursive: true });
  const smallPath = `${place}-${small}.webp`;
  const largePath = `${place}-${large}.webp`;
  if ((await exists(smallPath)) && (await exists(largePath))) return pictureOf(hash, large, true);
  const { width = 0, height = 0 } = await sharp(original).metadata();
  const shown = Math.max(width, height) > small ? large : small;
  if (shown === small && (await exists(smallPath))) return pictureOf(hash, small, true);
  await writeSize(original, smallPath, small);
  if (shown === large) await writeSize(original, largePath, large);
  return pictureOf(hash, shown, false);
}

function pictureOf(hash: string, width: number, unchanged: boolean): StoredPicture {
  return { url: `/media/${hash}-${width}.webp`, width, height: width, unchanged };
}

async function writeSize(original: Buffer, path: string, width: number): Promise<void> {
  const bytes = await sharp(original, { failOn: 'truncated', limitInputPixels: 50_000_000 })
    .rotate()
    .resize(width, width, { fit: 'contain', background: '#ffffff' })
    .flatten({ background: '#ffffff' })
    .webp({ quality, effort: 2 })
    .toBuffer();
  // Renamed into place, so that a killed import leaves no half picture under its final name, nor two imports at once.
  const partial = `${path}.${process.pid}.partial`;
  await writeFile(partial, bytes);
  await rename(partial, path);
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
