import { getHeapStatistics } from 'node:v8';
import type { Interactions } from '@vitrine/engine';
import { type MemoryLimits, type PlainReport, checkMemoryNeed, createPlainReader } from '@vitrine/engine/lab';
import type { Shell } from '../../shell.ts';
import { readTextFile } from './lab-file.ts';

/** The rows of a file and what is to say of them. */
export interface PlainFile {
  readonly interactions: Interactions;
  readonly report: PlainReport;
}

/** What a study may take: what the person said, else nine tenths of what the machine has free. */
export function memoryLimits(megabytes: number | undefined): MemoryLimits {
  const heap = getHeapStatistics();
  return {
    bytes: megabytes === undefined ? 0.9 * freeBytes() : megabytes * 1e6,
    // A tenth stays free: at the very limit the machine ends the program without a word of ours.
    heapBytes: 0.9 * (heap.heap_size_limit - heap.used_heap_size),
  };
}

/** Free memory as the container sees it, plus what this program already holds. */
function freeBytes(): number {
  return process.availableMemory() + process.memoryUsage.rss();
}

/** Reads `user<TAB>item[<TAB>value[<TAB>unix seconds]]`, also gzip. @throws CommandError naming file and line. */
export async function readPlain(shell: Shell, path: string, limits: MemoryLimits): Promise<PlainFile> {
  const reader = createPlainReader();
  let found: PlainFile | undefined;
  await readTextFile(shell, path, {
    taker: reader,
    onPlace: (place) => checkMemoryNeed({ ...place, rows: reader.lines, ids: reader.ids }, limits),
    finish: () => {
      found = reader.finish();
      const { rows, users, items, duplicates } = found.report;
      return `${rows} rows, ${users} users, ${items} items${duplicates > 0 ? `, ${duplicates} repeated` : ''}`;
    },
  });
  if (!found) throw new Error(`${path} was read without an end`);
  return found;
}
