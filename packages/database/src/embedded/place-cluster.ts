import { randomBytes } from 'node:crypto';
import {
  access,
  chmod,
  cp,
  lstat,
  mkdir,
  readdir,
  readFile,
  realpath,
  rename,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { NativeFiles } from './native-files.ts';
import { isServerAlive, readServerNote } from './server-process.ts';
import { closedFolder } from './system-user.ts';
import type { SystemUser } from './system-user.ts';

/** Open to every account, so that a lent account can reach a cluster whose home lies under /root. */
const systemFolder = '/var/lib/vitrine';

/**
 * The real data folder for `<home>/postgres`. When root works in a folder the lent account may not enter (such as
 * /root), the data goes to /var/lib/vitrine and `<home>/postgres` becomes a link to it.
 */
export async function placeDataFolder(wanted: string, user: SystemUser | null): Promise<string> {
  const present = await lstat(wanted).catch(() => null);
  if (present) return realpath(wanted).catch(() => wanted);
  await mkdir(dirname(wanted), { recursive: true });
  if (!user || !(await closedFolder(dirname(wanted), user))) return join(await realpath(dirname(wanted)), 'postgres');
  await sweepTemporary();
  const outside = join(systemFolder, randomBytes(6).toString('hex'), 'postgres');
  await mkdir(dirname(outside), { recursive: true });
  for (const folder of [systemFolder, dirname(outside)]) await chmod(folder, 0o755);
  await symlink(outside, wanted);
  // Last: a folder with this note and without its link is taken for the rest of a home that is gone, by whoever starts at the same time.
  await writeFile(join(dirname(outside), 'home'), wanted);
  return outside;
}

/** Removes the data of homes in the temporary folder that are gone; any other home may only be unmounted. */
async function sweepTemporary(): Promise<void> {
  for (const name of await readdir(systemFolder).catch(() => [])) {
    const folder = join(systemFolder, name);
    const link = await readFile(join(folder, 'home'), 'utf8').catch(() => null);
    if (link === null || !link.startsWith(`${tmpdir()}/`) || (await lstat(link).catch(() => null))) continue;
    const note = await readServerNote(join(folder, 'postgres'));
    if (!note || !(await isServerAlive(note))) await rm(folder, { recursive: true, force: true });
  }
}

/** The same programs where `user` can reach them: a copy under /var/lib/vitrine when node_modules lies in a closed folder. */
export async function placeNativeFiles(native: NativeFiles, user: SystemUser | null): Promise<NativeFiles> {
  if (!user || !(await closedFolder(native.folder, user))) return native;
  const folder = join(systemFolder, `postgresql-${native.version}`);
  const there = await access(join(folder, 'bin', 'postgres')).then(
    () => true,
    () => false,
  );
  if (!there) {
    const partial = `${folder}.${process.pid}.partial`;
    await mkdir(systemFolder, { recursive: true });
    await chmod(systemFolder, 0o755);
    await cp(native.folder, partial, { recursive: true, verbatimSymlinks: true });
    // Another process may have put the same copy there first.
    await rename(partial, folder).catch(() => rm(partial, { recursive: true, force: true }));
  }
  return { ...native, folder, initdb: join(folder, 'bin', 'initdb'), postgres: join(folder, 'bin', 'postgres') };
}
