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

/** Ten connections that each ask the next path as soon as the one before is answered. */
export async function loadRound(port: number, paths: readonly string[], seconds: number): Promise<Round> {
  const agent = new Agent({ keepAlive: true, maxSockets: 10 });
  const until = performance.now() + seconds * 1000;
  let [next, answered, bytes, failed] = [0, 0, 0, 0];
  await Promise.all(
    Array.from({ length: 10 }, async () => {
      while (performance.now() < until) {
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
