import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

const codeOf = (error: unknown): unknown => (error instanceof Error ? Reflect.get(error, 'code') : null);

/**
 * Makes a folder and those above it that are missing. Not by mkdir's own `recursive`: where nothing can be made, as in /proc, that asks for ever (Node 20).
 */
export async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path);
  } catch (error) {
    const there = await stat(path).catch(() => null);
    if (there?.isDirectory() === true) return;
    const above = dirname(path);
    const isMissing = codeOf(error) === 'ENOENT' && (await stat(above).catch(() => null)) === null;
    if (!isMissing || above === path) throw error;
    await makeFolder(above);
    await makeFolder(path);
  }
}
