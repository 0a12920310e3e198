import { randomUUID } from 'node:crypto';
import { access, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { BlobStore } from '@vitrine/shop/pictures';
import { checkBlobName } from '../blob-name.ts';

/** Blobs as files of one folder, made when missing. `baseUrl` is where the folder is served, without a slash at its end. */
export function diskBlobs(options: { folder: string; baseUrl: string }): BlobStore {
  const { folder, baseUrl } = options;
  const pathOf = (name: string) => join(folder, checkBlobName(name));
  return {
    async put(name, { bytes }) {
      const path = pathOf(name);
      if (await exists(path)) return;
      await mkdir(folder, { recursive: true });
      // Renamed into place, so that nobody is ever served half a picture; synced first, so that a power cut does not leave an empty one.
      const partial = `${path}.${randomUUID()}.partial`;
      try {
        const file = await open(partial, 'wx');
        try {
          await file.writeFile(bytes);
          await file.sync();
        } finally {
          await file.close();
        }
        await rename(partial, path);
      } catch (error) {
        await rm(partial, { force: true });
        throw error;
      }
    },
    async read(name) {
      try {
        return await readFile(pathOf(name));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
        throw error;
      }
    },
    urlOf: (name) => `${baseUrl}/${checkBlobName(name)}`,
  };
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
