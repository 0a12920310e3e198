import { createHash, randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join, normalize } from 'node:path';

/** An artifact that cannot be used. `missing`: no file; `corrupt`: its bytes are not those that were written. */
export class ArtifactError extends Error {
  readonly code: 'missing' | 'corrupt';

  constructor(code: 'missing' | 'corrupt', message: string) {
    super(message);
    this.name = 'ArtifactError';
    this.code = code;
  }
}

/** Where trained models lie. */
export interface ArtifactStore {
  /** Stores bytes under a relative path, whole or not at all, and answers their SHA-256. */
  write(path: string, bytes: Uint8Array): Promise<{ sha256: Buffer; sizeBytes: number }>;
  /** @throws ArtifactError when the file is missing or does not have that SHA-256. */
  read(path: string, sha256: Uint8Array): Promise<Uint8Array>;
  remove(path: string): Promise<void>;
}

/** Artifacts as files below `directory`, each with a `.sha256` beside it that `sha256sum -c` understands. */
export function diskArtifacts(directory: string): ArtifactStore {
  const placeOf = (path: string): string => {
    const place = normalize(path);
    if (place.startsWith('..') || place.startsWith('/') || place.includes('\0')) {
      throw new RangeError(`artifact path "${path}" leaves the artifact folder; give a relative path`);
    }
    return join(directory, place);
  };
  return {
    async write(path, bytes) {
      const place = placeOf(path);
      await mkdir(dirname(place), { recursive: true });
      const sha256 = createHash('sha256').update(bytes).digest();
      await writeWhole(place, bytes);
      await writeWhole(
        `${place}.sha256`,
        Buffer.from(`${sha256.toString('hex')}  ${place.slice(dirname(place).length + 1)}\n`),
      );
      return { sha256, sizeBytes: bytes.byteLength };
    },
    async read(path, sha256) {
      const bytes = await readFile(placeOf(path)).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT')
          throw new ArtifactError(
            'missing',
            `artifact ${path} is not there; train the model again or restore the folder`,
          );
        throw error;
      });
      if (!(await digestOf(bytes)).equals(sha256)) {
        throw new ArtifactError(
          'corrupt',
          `artifact ${path} is not what was written (SHA-256 differs); train the model again or roll back`,
        );
      }
      return bytes;
    },
    async remove(path) {
      await rm(placeOf(path), { force: true });
      await rm(`${placeOf(path)}.sha256`, { force: true });
    },
  };
}

/** Bytes that are summed in one go: some milliseconds. */
const sliceBytes = 4 * 1024 ** 2;

/** SHA-256 of bytes, letting others have their turn in between: a server reads artifacts while it answers. */
async function digestOf(bytes: Uint8Array): Promise<Buffer> {
  const hash = createHash('sha256');
  for (let at = 0; at < bytes.length; at += sliceBytes) {
    hash.update(bytes.subarray(at, at + sliceBytes));
    await new Promise((resolve) => setImmediate(resolve));
  }
  return hash.digest();
}

/** Written beside, synced, then renamed: a reader or a crash sees the old file or the new one, never half. */
async function writeWhole(place: string, bytes: Uint8Array): Promise<void> {
  const draft = `${place}.${randomBytes(6).toString('hex')}.part`;
  try {
    const file = await open(draft, 'w');
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, place);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}
