import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** A shop started as a person starts it, on any free port with a home of its own. */
export interface RunningShop {
  readonly url: string;
  readonly home: string;
  readonly port: number;
  readonly child: ChildProcess;
  /** All it printed so far. */
  output(): string;
  /** Ends it with this signal and waits; resolves to how it ended. */
  end(signal?: NodeJS.Signals): Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
}

/** A folder that the test removes at its end. */
export function temporaryHome(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'vitrine-e2e-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** On a crowded test machine a page may wait for its recommendations: what is tested is what they are, not how fast this machine is. */
const unhurried = { RECOMMENDATION_BUDGET_MS: '5000' };

interface StartOptions {
  readonly home: string;
  readonly environment?: Record<string, string>;
  readonly args?: readonly string[];
  readonly node?: string;
  readonly timeoutMs?: number;
}

/** A started program whose end cannot be missed, however early it comes. */
export interface Followed {
  /** All it printed so far. */
  output(): string;
  readonly ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
  /** Waits until it says that its shop is ready, filled, trained and listening; resolves to where. Throws with all it printed. */
  ready(timeoutMs: number): Promise<string>;
}

/** Follows a program that runs a shop; call it at once after the spawn. */
export function follow(child: ChildProcess): Followed {
  let printed = '';
  child.stdout?.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  const ended = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve) =>
    child.once('close', (code, signal) => resolve({ code, signal })),
  );
  return {
    output: () => printed,
    ended,
    async ready(timeoutMs) {
      const deadline = Date.now() + timeoutMs;
      for (;;) {
        const url = readyAt(printed);
        if (url !== undefined && (await answers(`${url}/readyz`))) return url;
        if (child.exitCode !== null || child.signalCode !== null)
          throw new Error(`The shop ended before it was ready:\n${printed}`);
        if (Date.now() > deadline) throw new Error(`The shop was not ready in time:\n${printed}`);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
  };
}

/** The address that a ready shop has printed. One that opened before its first model was there is ready when that is. */
function readyAt(printed: string): string | undefined {
  const training = printed.includes('goes on while the shop is open');
  if (!printed.includes('Ctrl-C stops it') || (training && !printed.includes('beside the shop:'))) return undefined;
  return /^ *Shop +(http:\S+)\/\n/m.exec(printed)?.[1];
}

/** Starts the built program and waits until it says that it is ready: filled, trained and listening. */
export async function startShop({
  home,
  environment = {},
  args = [],
  node = process.execPath,
  timeoutMs = 380_000,
}: StartOptions): Promise<RunningShop> {
  const child = spawn(node, [join(root, 'dist/vitrine.mjs'), 'start', ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      NODE_ENV: 'production',
      VITRINE_HOME: home,
      // Any: a port that was free when it was asked for may be somebody's when the shop listens.
      PORT: '0',
      ...unhurried,
      ...environment,
    },
  });
  const { output, ended, ready } = follow(child);
  const url = await ready(timeoutMs).catch(async (error: unknown) => {
    child.kill('SIGKILL');
    await ended;
    throw error;
  });
  return {
    url,
    home,
    port: Number(new URL(url).port),
    child,
    output,
    async end(signal = 'SIGTERM') {
      child.kill(signal);
      return ended;
    },
  };
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(2_000) })).ok;
  } catch {
    return false;
  }
}

/** Runs one command line of the built program to its end, on this Node unless another is named. */
export function runVitrine(
  args: readonly string[],
  environment: Record<string, string> = {},
  node: string = process.execPath,
): Promise<{ status: number | null; stdout: string; stderr: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(node, [join(root, 'dist/vitrine.mjs'), ...args], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NODE_ENV: 'production', ...environment },
    });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    child.once('error', reject);
    child.once('close', (status) => resolve({ status, stdout, stderr }));
  });
}
