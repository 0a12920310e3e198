import { type ItemFeatures, createItemReader } from '@vitrine/engine';
import type { Shell } from '../../shell.ts';
import { readTextFile } from './lab-file.ts';

/** Reads descriptions of items: JSON lines, or tab-separated text with a header; also gzip. @throws CommandError naming file and line. */
export async function readItems(shell: Shell, path: string): Promise<ItemFeatures> {
  const reader = createItemReader();
  let found: ItemFeatures | undefined;
  await readTextFile(shell, path, {
    taker: reader,
    finish: () => {
      found = reader.finish();
      return `${found.itemIds.length} items described`;
    },
  });
  if (!found) throw new Error(`${path} was read without an end`);
  return found;
}
