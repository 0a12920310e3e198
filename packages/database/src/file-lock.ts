import { readFileSync } from 'node:fs';
import { link, mkdir, readFile, rm, unlink, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Identifies a process beyond its pid, so that a reused pid is not taken for the old owner. */
export interface ProcessMark {
  readonly pid: number;
  readonly started: string;
}

function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

/** The mark of the running process. */
export function ownMark(): ProcessMark {
  return { pid: process.pid, started: startOf(process.pid) };
}

/** Whether the marked process still lives (and is the same one, where the system can tell). */
export function isAlive(mark: ProcessMark): boolean {
  try {
    process.kill(mark.pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  const started = startOf(mark.pid);
  return started === '' || mark.started === '' || started === mark.started;
}

/** Parses a mark; null when the text is not one (a torn or foreign file). */
export function parseMark(text: string): ProcessMark | null {
  try {
    const raw: unknown = JSON.parse(text);
    if (typeof raw !== 'object' || raw === null || !('pid' in raw) || typeof raw.pid !== 'number') return null;
    return { pid: raw.pid, started: 'started' in raw && typeof raw.started === 'string' ? raw.started : '' };
  } catch {
    return null;
  }
}

let serial = 0;

/**
 * Tries once to take an exclusive lock file holding our pid. A lock left by a dead process is taken over.
 * Returns the release function, or the living owner.
 */
export async function tryFileLock(path: string): Promise<{ release(): Promise<void> } | { owner: ProcessMark }> {
  await mkdir(dirname(path), { recursive: true });
  serial += 1;
  const own = `${path}.${process.pid}.${serial}`;
  await writeFile(own, JSON.stringify(ownMark()), { mode: 0o600 });
  try {
    for (let attempt = 0; attempt < 20; attempt += 1) {
      // link() is atomic and the file is complete when it appears, which O_EXCL followed by a write is not.
      const taken = await link(own, path).then(
        () => true,
        (error: NodeJS.ErrnoException) => {
          if (error.code === 'EEXIST') return false;
          throw error;
        },
      );
      if (taken) return { release: () => rm(path, { force: true }) };
      const text = await readFile(path, 'utf8').catch(() => '');
      const owner = parseMark(text);
      if (owner && isAlive(owner)) return { owner };
      const ahead = text === '' ? null : await takeAway(path, text);
      if (ahead !== null) return { owner: ahead };
    }
    throw new Error(
      `Could not take the lock ${path}: delete the file if no other Vitrine process runs, then try again.`,
    );
  } finally {
    await unlink(own).catch(() => undefined);
  }
}

/**
 * Removes a stale lock, unless another process replaced it meanwhile; answers whoever is at it already. One at a time, by a lock of its own: who had
 * looked before another took over would remove the lock of that other, and both would be in.
 */
async function takeAway(path: string, staleText: string): Promise<ProcessMark | null> {
  const turn = await tryFileLock(`${path}.stale`);
  if ('owner' in turn) return turn.owner;
  try {
    const now = await readFile(path, 'utf8').catch(() => '');
    if (now === staleText) await rm(path, { force: true });
    return null;
  } finally {
    await turn.release();
  }
}

/** Waits for an exclusive lock file, runs the work, and releases it. Throws after `timeoutMs`, naming the owner. */
export async function withFileLock<R>(path: string, timeoutMs: number, work: () => Promise<R>): Promise<R> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const lock = await tryFileLock(path);
    if ('release' in lock) {
      try {
        return await work();
      } finally {
        await lock.release();
      }
    }
    if (performance.now() > deadline) {
      throw new Error(
        `Process ${lock.owner.pid} has held ${path} for over ${timeoutMs} ms: wait for it or stop it, then try again.`,
      );
    }
    await sleep(20 + Math.floor(performance.now() % 30));
  }
}
