import { spawn } from 'node:child_process';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isAlive, ownMark, parseMark } from '../file-lock.ts';

let serial = 0;

/** Notes that this process uses the cluster; the returned path is given to `leaveCluster`. */
export async function joinCluster(usersFolder: string): Promise<string> {
  await mkdir(usersFolder, { recursive: true });
  serial += 1;
  const name = `${process.pid}-${serial}`;
  const path = join(usersFolder, name);
  // Whole or not there: who counts takes away a note that says nothing, and the server would stop under us.
  const draft = join(usersFolder, `.${name}`);
  await writeFile(draft, JSON.stringify(ownMark()), { mode: 0o600 });
  await rename(draft, path);
  return path;
}

/** Takes the note away. */
export async function leaveCluster(note: string): Promise<void> {
  await rm(note, { force: true });
}

/** How many living uses the cluster has; notes of dead processes are removed on the way. */
export async function countUsers(usersFolder: string): Promise<number> {
  let living = 0;
  for (const name of await readdir(usersFolder).catch(() => [])) {
    if (name.startsWith('.')) continue;
    const path = join(usersFolder, name);
    const mark = parseMark(await readFile(path, 'utf8').catch(() => ''));
    if (mark && isAlive(mark)) living += 1;
    else await rm(path, { force: true });
  }
  return living;
}

/**
 * Waits in a shell of its own for our standard input to end, which the kernel sees to even after `kill -9`; then, after a
 * pause in which a restart may attach, stops the server if no living process uses it. Own session: Ctrl-C does not reach it.
 * The note may be stale and its number somebody else's by now: only a PostgreSQL is stopped, where the system tells names.
 */
const watchScript = `
IFS= read -r _
sleep "$3"
for note in "$2"/*; do
  [ -e "$note" ] || continue
  name="\${note##*/}"
  kill -0 "\${name%%-*}" 2>/dev/null && exit 0
done
IFS= read -r pid < "$1" || exit 0
if IFS= read -r name < "/proc/$pid/comm"; then
  [ "$name" = postgres ] || exit 0
fi
kill -INT "$pid"
`;

/** Starts the watcher; call the result when this process has left the cluster by itself. POSIX only (elsewhere a no-op). */
export function watchOwnDeath(options: { pidFile: string; usersFolder: string; lingerSec: number }): () => void {
  if (process.platform === 'win32') return () => undefined;
  const args = ['-c', watchScript, 'vitrine-watch', options.pidFile, options.usersFolder, String(options.lingerSec)];
  const child = spawn('/bin/sh', args, { detached: true, stdio: ['pipe', 'ignore', 'ignore'], cwd: '/' });
  child.on('error', () => undefined);
  child.stdin.on('error', () => undefined);
  child.unref();
  // A child's stdin is a socket whose handle would keep the event loop alive.
  (child.stdin as unknown as { unref?(): void }).unref?.();
  return () => child.stdin.end();
}
