import { existsSync, readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';

/** What one round of load measured. */
export interface Round {
  readonly perSec: number;
  readonly bytes: number;
  readonly failed: number;
}

function call(agent: Agent, port: number, path: string): Promise<{ status: number; bytes: number }> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, path, agent }, (answer) => {
      let bytes = 0;
      answer.on('data', (chunk: Buffer) => (bytes += chunk.length));
      answer.on('error', reject);
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, bytes }));
    });
    asked.on('error', reject);
    asked.end();
  });
}

/** Ten connections that each ask the next path as soon as the one before is answered, for so long or until so many are answered. */
export async function loadRound(
  port: number,
  paths: readonly string[],
  { seconds, atMost = Number.POSITIVE_INFINITY }: { seconds: number; atMost?: number },
): Promise<Round> {
  const agent = new Agent({ keepAlive: true, maxSockets: 10 });
  const until = performance.now() + seconds * 1000;
  let [next, answered, bytes, failed] = [0, 0, 0, 0];
  await Promise.all(
    Array.from({ length: 10 }, async () => {
      while (performance.now() < until && next < atMost) {
        const answer = await call(agent, port, paths[next++ % paths.length] ?? '/');
        answered += 1;
        bytes += answer.bytes;
        if (answer.status !== 200) failed += 1;
      }
    }),
  );
  agent.destroy();
  return { perSec: answered / seconds, bytes: bytes / Math.max(1, answered), failed };
}

const ticksPerSec = 100;

/** Fields of `/proc/PID/stat` after the name, which may hold blanks itself; null once the process is gone. */
function statOf(pid: number): { readonly parent: number; readonly ticks: number; readonly endedTicks: number } | null {
  if (!existsSync(`/proc/${pid}/stat`)) return null;
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ').map(Number) ?? [];
  const [own = 0, system = 0, ended = 0, endedSystem = 0] = fields.slice(11, 15);
  return { parent: fields[1] ?? 0, ticks: own + system, endedTicks: ended + endedSystem };
}

/** The process that a process was started by. */
export function parentOf(pid: number): number {
  return statOf(pid)?.parent ?? 0;
}

/**
 * Seconds of processor time that a process and its children have spent, those that ended too. Beside other programs it is the steadier
 * figure: waiting for a core does not count. NaN where there is no `/proc`.
 */
export function cpuSeconds(pid: number): number {
  const own = statOf(pid);
  if (own === null) return Number.NaN;
  const path = `/proc/${pid}/task/${pid}/children`;
  const children = existsSync(path) ? readFileSync(path, 'utf8').trim().split(' ').filter(Boolean).map(Number) : [];
  const spent = children.reduce((sum, child) => sum + (statOf(child)?.ticks ?? 0), own.ticks + own.endedTicks);
  return spent / ticksPerSec;
}

/** Milliseconds of each path, asked one after another. */
export async function latencies(port: number, paths: readonly string[]): Promise<number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const spent: number[] = [];
  for (const path of paths) {
    const startMs = performance.now();
    await call(agent, port, path);
    spent.push(performance.now() - startMs);
  }
  agent.destroy();
  return spent.sort((a, b) => a - b);
}

/** The middle one. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}
