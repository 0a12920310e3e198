import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeFolder } from './make-folder.ts';

describe('DB-8 the folder of an export', () => {
  it('is made with those above it, and may be there', async () => {
    const home = await mkdtemp(join(tmpdir(), 'vitrine-folder-'));
    try {
      const deep = join(home, 'a', 'b', 'c');
      await Promise.all([makeFolder(deep), makeFolder(deep)]);
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
