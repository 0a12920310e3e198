import { createReadStream } from 'node:fs';
import { open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { ImportStopped } from '../import-outcome.ts';

/** One file of a source and its size on disk. */
export interface SourceFile {
  readonly path: string;
  readonly bytes: number;
}

/**
 * The files that the paths name, sorted by path: files as they are, folders by the files in them with one of the
 * endings, or, where a folder has none itself, those of the folders in it, as archives are often unpacked. Throws
 * ImportStopped when a path is missing or there are none.
 */
export async function findSourceFiles(paths: readonly string[], endings: readonly string[]): Promise<SourceFile[]> {
  const found: SourceFile[] = [];
  for (const path of paths) {
    const entry = await stat(path).catch(() => null);
    if (!entry) {
      throw new ImportStopped({
        code: 'import.not_found',
        message: `${path} does not exist: give a file or a folder that does.`,
        file: path,
      });
    }
    if (!entry.isDirectory()) {
      found.push({ path, bytes: entry.size });
      continue;
    }
    found.push(...(await filesIn(path, endings)));
  }
  if (found.length === 0) {
    throw new ImportStopped({
      code: 'import.empty',
      message: `${paths.join(', ') || 'No path'} holds no file that ends in ${endings.join(' or ')}: name the folder that does.`,
      file: null,
    });
  }
  return found.sort((left, right) => (left.path < right.path ? -1 : 1));
}

async function filesIn(folder: string, endings: readonly string[], goesDown = true): Promise<SourceFile[]> {
  const own: SourceFile[] = [];
  const folders: string[] = [];
  for (const name of await readdir(folder)) {
    // What archives made on a Mac hold beside the files is called like them and is none.
    if (name.startsWith('.') || name === '__MACOSX') continue;
    const path = join(folder, name);
    const entry = await stat(path).catch(() => null);
    if (entry?.isDirectory()) folders.push(path);
    else if (entry?.isFile() && endings.some((ending) => name.toLowerCase().endsWith(ending)))
      own.push({ path, bytes: entry.size });
  }
  if (own.length > 0 || !goesDown) return own;
  const inner = await Promise.all(folders.map((path) => filesIn(path, endings, false)));
  return inner.flat();
}

/** The bytes of a file, unpacked when it begins like gzip; `onBytes` hears of each piece read from the disk. */
export async function openSource(file: SourceFile, onBytes: (bytes: number) => void): Promise<Readable> {
  const handle = await open(file.path);
  const head = Buffer.alloc(2);
  await handle.read(head, 0, 2, 0).finally(() => handle.close());
  const raw = createReadStream(file.path, { highWaterMark: 256 * 1024 });
  raw.on('data', (chunk) => onBytes(chunk.length));
  if (head.readUInt16BE() !== 0x1f8b) return raw;
  const unpacked = createGunzip();
  raw.on('error', (error) => unpacked.destroy(error));
  return raw.pipe(unpacked);
}
