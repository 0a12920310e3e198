import { existsSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const pathIn = (home: string) => join(home, 'demo-unfinished');

/** Whether a filling with the demo was begun from this home and never ended. */
export const isDemoUnfinished = (home: string): boolean => existsSync(pathIn(home));

/**
 * Fills a shop with the demo; if the process dies or is stopped meanwhile, {@link isDemoUnfinished} stays true until a later filling ends. The mark is set
 * before and not after, so that a shop which was filled once is never filled again, whatever its owner deletes.
 */
export async function untilFinished<Result>(home: string, fill: () => Promise<Result>): Promise<Result> {
  await writeFile(pathIn(home), 'The demo is being made. The next start continues.\n');
  const result = await fill();
  await rm(pathIn(home), { force: true });
  return result;
}
