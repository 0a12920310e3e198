import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeFolder } from './make-folder.ts';

describe('DB-8 the folder of an export', () => {
  it('is made with those above it, and may be there', async () => {
    const home = await mkdtemp(join(tmpdir(), 'vitrine-folder-'));
    try {
      const deep = join(home, 'a', 'b', 'c');
      // Two for each, one of them a little later: between its try and its look at why that failed the other makes what is above.
      const later = async (path: string, turns: number) => {
        for (let turn = 0; turn < turns; turn += 1) await setImmediate();
        await makeFolder(path);
      };
      for (let turns = 0; turns < 40; turns += 1) {
        const path = join(deep, `${turns}`, 'd', 'e');
        await Promise.all([makeFolder(path), later(path, turns)]);
      }
      await makeFolder(deep);
      expect((await stat(deep)).isDirectory()).toBe(true);
      await writeFile(join(home, 'file'), '');
      await expect(makeFolder(join(home, 'file', 'x'))).rejects.toMatchObject({ code: 'ENOTDIR' });
      await expect(makeFolder(join(home, 'file'))).rejects.toMatchObject({ code: 'EEXIST' });
    } finally {
      await rm(home, { recursive: true, force: true });
    }
  });

  it.runIf(process.platform === 'linux')('is refused at once where nothing can be made', async () => {
    await expect(makeFolder('/proc/vitrine/x')).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
