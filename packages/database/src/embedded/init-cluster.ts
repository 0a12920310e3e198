import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, chown, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { NativeFiles } from './native-files.ts';
import type { SystemUser } from './system-user.ts';

/** The one role and database of an embedded cluster. */
export const clusterRole = 'vitrine';

/** The password in `<home>/postgres.password` (mode 0600), made on first use. */
export async function readOrMakePassword(path: string): Promise<string> {
  const present = await readFile(path, 'utf8').catch(() => '');
  if (present.trim() !== '') return present.trim();
  const made = randomBytes(24).toString('base64url');
  await writeFile(path, `${made}\n`, { mode: 0o600 });
  await chmod(path, 0o600);
  return made;
}

/** The major version of an existing data folder; null when there is none. */
export async function clusterMajor(dataFolder: string): Promise<number | null> {
  const text = await readFile(join(dataFolder, 'PG_VERSION'), 'utf8').catch(() => '');
  return text.trim() === '' ? null : Number.parseInt(text, 10);
}

/**
 * Makes a cluster: UTF-8, C.UTF-8 (so that É and ß are letters), scram passwords for every local connection. It is
 * built beside its final place and renamed, so an interrupted start leaves no half-made cluster.
 */
export async function initCluster(options: {
  native: NativeFiles;
  user: SystemUser | null;
  dataFolder: string;
  password: string;
  /** Skips the flush to disk at the end: for clusters of tests. */
  hasty: boolean;
}): Promise<void> {
  const { native, user, dataFolder } = options;
  await removeHalfMade(dataFolder);
  // A name of its own: the initdb of a program killed a moment ago works on in its folder, and nobody waits for it.
  const building = `${dataFolder}.building-${randomBytes(4).toString('hex')}`;
  await mkdir(building, { recursive: true, mode: 0o700 });
  const passwordFile = join(building, 'password');
  const cluster = join(building, 'cluster');
  await writeFile(passwordFile, options.password, { mode: 0o600 });
  if (user) for (const path of [building, passwordFile]) await chown(path, user.uid, user.gid);
  const args = [
    ['-D', cluster, '-U', clusterRole, '--pwfile', passwordFile, '--encoding=UTF8', '--auth=scram-sha-256'],
    native.major >= 17 ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8'] : [],
    process.platform === 'linux' ? ['--locale=C.UTF-8'] : ['--locale=en_US.UTF-8'],
    ['--no-instructions', ...(options.hasty ? ['--no-sync'] : [])],
  ].flat();
  await promisify(execFile)(native.initdb, args, {
    cwd: '/',
    env: { ...process.env, ...native.env },
    ...(user ? { uid: user.uid, gid: user.gid } : {}),
  }).catch((error: Error & { stderr?: string }) => {
    throw new Error(
      `initdb failed: ${(error.stderr ?? error.message).trim()}\nFree disk space and permissions of ${building} are the usual causes; or set DATABASE_URL to another PostgreSQL.`,
    );
  });
  await rename(cluster, dataFolder);
  await removeHalfMade(dataFolder);
}

/** Takes away what interrupted starts were building. What an initdb still writes into may stay: it is in nobody's way. */
async function removeHalfMade(dataFolder: string): Promise<void> {
  const around = dirname(dataFolder);
  for (const name of await readdir(around).catch(() => [])) {
    if (!name.startsWith(`${basename(dataFolder)}.building`)) continue;
    await rm(join(around, name), { recursive: true, force: true, maxRetries: 3, retryDelay: 50 }).catch(
      () => undefined,
    );
  }
}
