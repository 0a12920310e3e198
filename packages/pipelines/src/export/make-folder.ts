import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Makes a folder and those above it that are missing. Not by mkdir's own `recursive`: where nothing can be made, as in /proc, that asks for ever (Node 20).
 */
export async function makeFolder(path: string): Promise<void> {
  const error = await tryFolder(path);
  if (error === null) return;
  const above = dirname(path);
  if (error.code !== 'ENOENT' || above === path) throw error;
  // Whoever makes the same at the same time may have made what is above since: then it only has to be tried again.
  if (!(await isFolder(above))) await makeFolder(above);
  const again = await tryFolder(path);
  if (again !== null) throw again;
}

/** Makes one folder; null when it is there now, else why it cannot be. */
async function tryFolder(path: string): Promise<NodeJS.ErrnoException | null> {
  try {
    await mkdir(path);
    return null;
  } catch (error) {
    return (await isFolder(path)) ? null : (error as NodeJS.ErrnoException);
  }
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isDirectory() === true;
}
