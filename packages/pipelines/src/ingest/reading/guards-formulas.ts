import { readFile, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** Manifests of our own exports are a few kilobytes; a file of that name that is larger is something else. */
const largestManifest = 1_000_000;

/**
 * Whether an apostrophe before `=`, `+`, `-`, `@` in a table only guards against formulas and is to be taken away: so unless the manifest beside the file
 * says that it was exported as it is.
 */
export async function guardsFormulas(path: string): Promise<boolean> {
  const manifest = join(dirname(path), 'manifest.json');
  try {
    if ((await stat(manifest)).size > largestManifest) return true;
    const { formulaGuard, files } = JSON.parse(await readFile(manifest, 'utf8')) as Record<string, unknown>;
    const isListed =
      Array.isArray(files) && files.some((file: { name?: unknown } | null) => file?.name === basename(path));
    return !(formulaGuard === false && isListed);
  } catch {
    // None, or none of ours.
    return true;
  }
}
