import { createWriteStream, rmSync } from 'node:fs';
import { open, realpath, rename, rm, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { CommandError } from '../../shell.ts';

/** A draft is taken away before these end the program. */
const endings = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** A place that results go to, tried before the work that makes them. */
export interface WholeFile {
  readonly path: string;
  /**
   * Writes beside the place and renames at the end, so that a stopped run leaves no half file; gzip when the name ends in .gz.
   * Devices and pipes are written to as they are.
   * @throws CommandError naming the place and why.
   */
  write(lines: () => Iterable<string>): Promise<void>;
}

/**
 * Makes sure that something can be written to a place, before hours are spent on what would be lost.
 * @throws CommandError when nothing can.
 */
export async function openWhole(path: string, what: string): Promise<WholeFile> {
  const { target, isDevice } = await placeOf(path, what);
  const draft = isDevice ? target : `${target}.${process.pid}.part`;
  try {
    if (!isDevice) {
      await (await open(draft, 'w')).close();
      await rm(draft, { force: true });
    }
  } catch (error) {
    throw new CommandError(`The ${what} cannot be written to ${path}: ${whyUnwritable(error, target)}`);
  }
  return {
    path,
    async write(lines) {
      const stop = () => {
        if (!isDevice) rmSync(draft, { force: true });
        process.exit(130);
      };
      for (const signal of endings) process.once(signal, stop);
      try {
        const file = createWriteStream(draft);
        await (target.endsWith('.gz')
          ? pipeline(inBlocks(lines), createGzip(), file)
          : pipeline(inBlocks(lines), file));
        if (!isDevice) await rename(draft, target);
      } catch (error) {
        if (!isDevice) await rm(draft, { force: true });
        throw new CommandError(`The ${what} could not be written to ${path}: ${whyUnwritable(error, target)}`);
      } finally {
        for (const signal of endings) process.off(signal, stop);
      }
    },
  };
}

/** Where the bytes go in the end. A link is followed, for what is renamed over it would take its place; /dev/stdout is such a link. */
async function placeOf(path: string, what: string): Promise<{ target: string; isDevice: boolean }> {
  const named = resolve(path);
  const found = await stat(named).catch(() => null);
  if (found?.isDirectory())
    throw new CommandError(`The ${what} cannot be written to ${path}: this is a folder. Name a file.`);
  if (named.startsWith('/dev/') || named.startsWith('/proc/') || (found !== null && !found.isFile()))
    return { target: named, isDevice: true };
  return { target: found === null ? named : await realpath(named), isDevice: false };
}

/** Lines in pieces of some size: a write a line would cost more than making it. */
function* inBlocks(lines: () => Iterable<string>): Generator<string> {
  let block = '';
  for (const line of lines()) {
    block += `${line}\n`;
    if (block.length < 65_536) continue;
    yield block;
    block = '';
  }
  if (block !== '') yield block;
}

function whyUnwritable(error: unknown, target: string): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOSPC' || code === 'EDQUOT') return 'the disk is full. Make room or name another place.';
  if (code === 'EACCES' || code === 'EPERM') return 'this user may not write there. Name another place.';
  if (code === 'EROFS') return 'this place is read-only. Name another.';
  if (code === 'ENOENT' || code === 'ENOTDIR') return `there is no folder ${dirname(target)}. Make it first.`;
  if (code === 'ENAMETOOLONG') return 'the name is too long. Name a shorter one.';
  return `${message}.`;
}
