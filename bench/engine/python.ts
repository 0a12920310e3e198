import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** The checkout: the bundle of a benchmark lies two folders below it. */
export const root = fileURLToPath(new URL('../../', import.meta.url));

/** What we compare with, as pip takes it. */
const packages = ['numpy==2.4.6', 'scipy==1.17.1', 'implicit==0.7.3', 'faiss-cpu==1.15.1', 'scikit-learn==1.9.1'];

function succeed(command: string, args: readonly string[]): void {
  const done = spawnSync(command, args, { encoding: 'utf8' });
  if (done.error !== undefined)
    throw new Error(`${command} cannot be started; install Python 3 with venv, or name one by VITRINE_BENCH_PYTHON`, {
      cause: done.error,
    });
  if (done.status !== 0) throw new Error(`${command} ${args.join(' ')} failed:\n${done.stdout}${done.stderr}`);
}

/** The Python of a virtual environment with the peers, made once and kept beside other temporary files; VITRINE_BENCH_PYTHON names another. */
function peerPython(say: (text: string) => void): string {
  const given = process.env['VITRINE_BENCH_PYTHON'];
  if (given !== undefined) return given;
  const version = createHash('sha256').update(packages.join()).digest('hex').slice(0, 10);
  const folder = join(tmpdir(), `vitrine-bench-peers-${version}`);
  const python = join(folder, 'bin', 'python');
  if (existsSync(join(folder, 'complete'))) return python;
  say(`installing ${packages.join(', ')} into ${folder}`);
  // A half-made one of a run that was stopped.
  if (existsSync(folder)) rmSync(folder, { recursive: true });
  succeed('python3', ['-m', 'venv', folder]);
  succeed(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...packages]);
  writeFileSync(join(folder, 'complete'), '');
  return python;
}

/** A Python process that answers one request a line. */
export interface Peer {
  ask<Answer>(request: { readonly do: string } & Readonly<Record<string, unknown>>): Promise<Answer>;
  end(): void;
}

/** Starts `bench/peers/<script>.py`. `blasThreads` is 1 wherever a library brings threads of its own. */
export function startPeer(
  script: string,
  options: { readonly blasThreads: number; readonly say: (text: string) => void },
): Peer {
  const threads = String(options.blasThreads);
  const child = spawn(peerPython(options.say), [join(root, 'bench', 'peers', `${script}.py`)], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: {
      ...process.env,
      OPENBLAS_NUM_THREADS: threads,
      MKL_NUM_THREADS: threads,
      OMP_NUM_THREADS: threads,
      PYTHONDONTWRITEBYTECODE: '1',
      PYTHONWARNINGS: 'ignore',
    },
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    async ask<Answer>(request: object): Promise<Answer> {
      child.stdin.write(`${JSON.stringify(request)}\n`);
      const next = await lines.next();
      if (next.done === true) throw new Error(`bench/peers/${script}.py ended; its error is above`);
      return JSON.parse(next.value) as Answer;
    },
    end: () => child.stdin.end(),
  };
}

/** Writes an array as it lies in memory. */
export function writeArray(folder: string, name: string, array: NodeJS.TypedArray): void {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, name);
  writeFileSync(`${path}.part`, new Uint8Array(array.buffer, array.byteOffset, array.byteLength));
  renameSync(`${path}.part`, path);
}
