import { execFile } from 'node:child_process';
import { chown, readdir, readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

/** The system account that owns and runs the cluster; null = the account of this process. */
export interface SystemUser {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

const run = promisify(execFile);

async function lookUp(match: (name: string, uid: number) => boolean): Promise<SystemUser | null> {
  const text = await readFile('/etc/passwd', 'utf8').catch(() => '');
  for (const line of text.split('\n')) {
    const [name = '', , uid = '', gid = ''] = line.split(':');
    if (name && match(name, Number(uid))) return { name, uid: Number(uid), gid: Number(gid) };
  }
  return null;
}

/**
 * PostgreSQL refuses to run as root, so root lends it an unprivileged account: the owner of an existing cluster, else
 * `postgres`, else a new system account `vitrine`, else `nobody`. Null when this process is not root.
 */
export async function clusterUser(dataFolder: string): Promise<SystemUser | null> {
  if (process.platform === 'win32' || process.getuid?.() !== 0) return null;
  const owner = await stat(dataFolder).then(
    (entry) => entry.uid,
    () => 0,
  );
  const found =
    (owner > 0 ? await lookUp((_, uid) => uid === owner) : null) ??
    (await lookUp((name) => name === 'postgres' || name === 'vitrine'));
  if (found) return found;
  await run('useradd', ['--system', '--no-create-home', '--shell', '/usr/sbin/nologin', 'vitrine']).catch(
    () => undefined,
  );
  const made = (await lookUp((name) => name === 'vitrine')) ?? (await lookUp((name) => name === 'nobody'));
  if (made) return made;
  throw new Error(
    'PostgreSQL does not run as root, and there is no account to lend it: create one with `useradd --system vitrine`, start Vitrine as an ordinary user, or set DATABASE_URL.',
  );
}

/** The first folder on the way to `path` that `user` may not enter, or null. */
export async function closedFolder(path: string, user: SystemUser): Promise<string | null> {
  const ancestors: string[] = [];
  for (let at = path; ; at = dirname(at)) {
    ancestors.unshift(at);
    if (at === dirname(at)) break;
  }
  for (const folder of ancestors) {
    const entry = await stat(folder).catch(() => null);
    if (!entry) return null;
    const shift = entry.uid === user.uid ? 6 : entry.gid === user.gid ? 3 : 0;
    if (entry.isDirectory() && ((entry.mode >> shift) & 1) === 0) return folder;
  }
  return null;
}

/** Gives a folder tree to `user` (after a restore or a move by root). */
export async function giveTree(path: string, user: SystemUser): Promise<void> {
  await chown(path, user.uid, user.gid);
  for (const entry of await readdir(path, { withFileTypes: true })) {
    const child = join(path, entry.name);
    if (entry.isDirectory()) await giveTree(child, user);
    else if (!entry.isSymbolicLink()) await chown(child, user.uid, user.gid);
  }
}
