import { execFile } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { inject } from 'vitest';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** Folder of the homes that tests of one run take copies of. */
    sharedHomes: string;
  }
}

/** Makes the folder for the homes of one run, and removes it at the end: vitest's `globalSetup`. */
export default function setup(project: TestProject): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'vitrine-e2e-homes-'));
  chmodSync(folder, 0o755);
  project.provide('sharedHomes', folder);
  return () => rmSync(folder, { recursive: true, force: true });
}

/**
 * Fills an empty home with a copy of the one of that name. The first test of a run that asks for it makes it, which takes half a minute for a
 * demo shop; a copy takes a second. `make` must leave no process behind but the database's server, which ends by itself.
 */
export async function copyHome(name: string, make: (home: string) => Promise<unknown>, into: string): Promise<void> {
  const finished = join(inject('sharedHomes'), name);
  if (!existsSync(finished)) {
    const own = mkdtempSync(join(inject('sharedHomes'), `${name}-`));
    chmodSync(own, 0o755);
    await make(own);
    while (existsSync(join(own, 'postgres', 'postmaster.pid'))) await new Promise((resolve) => setTimeout(resolve, 50));
    // Another test may have been faster: its home is as good.
    if (!existsSync(finished)) renameSync(own, finished);
  }
  // Files keep their owner: the database's server runs under an account of its own.
  await promisify(execFile)('cp', ['-a', `${finished}/.`, into]);
}
