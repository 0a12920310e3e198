import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isAlive, ownMark, tryFileLock, withFileLock } from './file-lock.ts';

describe('DB-5 file lock', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vitrine-lock-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('lets one in at a time', async () => {
    let inside = 0;
    const most: number[] = [];
    await Promise.all(
      Array.from({ length: 5 }, () =>
        withFileLock(join(folder, 'lock'), 20_000, async () => {
          inside += 1;
          most.push(inside);
          await new Promise((resolve) => setTimeout(resolve, 5));
          inside -= 1;
        }),
      ),
    );
    expect(most).toEqual([1, 1, 1, 1, 1]);
  });

  it('names the living owner, and takes over from a dead one or from rubbish', async () => {
    const path = join(folder, 'lock');
    const held = await tryFileLock(path);
    expect(await tryFileLock(path)).toEqual({ owner: ownMark() });
    await expect(withFileLock(path, 0, async () => 1)).rejects.toThrow(`Process ${process.pid} has held`);
    if ('release' in held) await held.release();
    for (const stale of [JSON.stringify({ pid: 2 ** 22 + 1, started: '1' }), 'torn{']) {
      await writeFile(path, stale);
      expect(await withFileLock(path, 1000, async () => 'in')).toBe('in');
    }
  });

  it('lets one of many in who find the lock of a dead one at the same time', async () => {
    const entered: number[] = [];
    for (let round = 0; round < 60; round++) {
      const path = join(folder, `lock-${round}`);
      await writeFile(path, JSON.stringify({ pid: 2 ** 22 + 1, started: '1' }));
      const tried = await Promise.all(Array.from({ length: 8 }, () => tryFileLock(path)));
      entered.push(tried.filter((lock) => 'release' in lock).length);
    }
    expect(entered).toEqual(Array(60).fill(1));
    expect((await readdir(folder)).toSorted()).toEqual(entered.map((_, round) => `lock-${round}`).toSorted());
  });

  it('does not take a reused pid for the old owner', () => {
    expect(isAlive(ownMark())).toBe(true);
    // Where the system tells when a process began, the same pid with another beginning is another process.
    if (ownMark().started !== '') expect(isAlive({ pid: process.pid, started: '1' })).toBe(false);
  });
});
