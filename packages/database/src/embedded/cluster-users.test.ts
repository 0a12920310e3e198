import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { watchOwnDeath } from './cluster-users.ts';

it.runIf(existsSync('/proc/self/comm'))(
  'OPS-9 a stale note of the server ends no process that has its number',
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'vitrine-watch-'));
    const stranger = spawn('sleep', ['1000']);
    const ended = once(stranger, 'exit');
    const pidFile = join(folder, 'postmaster.pid');
    await writeFile(pidFile, `${stranger.pid}\n`);
    const stopWatching = watchOwnDeath({ pidFile, usersFolder: join(folder, 'users'), lingerSec: 0 });
    const isWatched = async () => {
      const commands = (await readdir('/proc'))
        .filter((name) => /^\d+$/.test(name))
        .map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => ''));
      return (await Promise.all(commands)).some(
        (command) => command.includes('vitrine-watch') && command.includes(pidFile),
      );
    };
    expect(await isWatched()).toBe(true);
    stopWatching();
    await expect.poll(isWatched).toBe(false);
    stranger.kill('SIGKILL');
    expect(await ended).toEqual([null, 'SIGKILL']);
    await rm(folder, { recursive: true });
  },
);
