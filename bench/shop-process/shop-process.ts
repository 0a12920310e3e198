import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { createServer } from 'node:net';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';

/** A shop that was started as a person starts it, and when it gave signs of life; milliseconds since it was spawned. */
interface ShopProcess {
  readonly port: number;
  readonly pid: number;
  /** First 200 of `/`. */
  readonly firstPageMs: number;
  /** All addresses printed: filled, trained, warm. */
  readonly readyMs: number;
  /** SIGTERM to the process of its own pid; resolves when it has ended, and fails when that was not in order. */
  end(): Promise<void>;
}

/** A new folder for the shop's home, outside of the checkout. */
export function temporaryHome(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'vitrine-bench-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** Where and how busy: printed above every table, because a shared machine makes slow figures. */
export function describeMachine(): string {
  const load = loadavg().map((value) => value.toFixed(1));
  return `${new Date().toISOString().slice(0, 16).replace('T', ' ')} UTC, Node ${process.versions.node}, ${cpus().length} cores, load average ${load.join(' ')} at the start`;
}

/** A port nobody listens on. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}

function statusOf(port: number): Promise<number> {
  return new Promise((resolve) => {
    const asked = request({ host: '127.0.0.1', port, path: '/', timeout: 10_000 }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    asked.on('timeout', () => asked.destroy());
    asked.on('error', () => resolve(0));
    asked.end();
  });
}

/** Until it answers, as a person who reloads would: every 20 ms. */
async function firstPage(port: number, child: ChildProcess): Promise<void> {
  while ((await statusOf(port)) !== 200) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error('The shop ended before its first page.');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** What `npm start` runs, without npm. */
function startArguments(): string[] {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: { start: string } };
  return scripts.start.split(' ').slice(1);
}

/** Spawns what `npm start` runs in the working folder with a home of its own and a free port, and waits until it is ready. */
export async function startShop(home: string, settings: Readonly<Record<string, string>> = {}): Promise<ShopProcess> {
  const port = await freePort();
  const spawnedMs = performance.now();
  const child = spawn(process.execPath, startArguments(), {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      NODE_ENV: 'production',
      VITRINE_HOME: home,
      PORT: String(port),
      DATABASE_URL: '',
      ...settings,
    },
  });
  let printed = '';
  const ended = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)));
  const ready = new Promise<number>((resolve, reject) => {
    const listen = (chunk: Buffer) => {
      printed += chunk.toString();
      if (printed.includes('Ctrl-C stops it')) resolve(performance.now() - spawnedMs);
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    void ended.then(() => reject(new Error(`The shop ended before it was ready:\n${printed}`)));
  });
  try {
    const [firstPageMs, readyMs] = await Promise.all([
      firstPage(port, child).then(() => performance.now() - spawnedMs),
      ready,
    ]);
    return {
      port,
      pid: child.pid ?? 0,
      firstPageMs,
      readyMs,
      async end() {
        child.kill('SIGTERM');
        const code = await ended;
        if (code !== 0) throw new Error(`The shop ended with status ${code}:\n${printed}`);
      },
    };
  } catch (error) {
    child.kill('SIGTERM');
    await ended;
    throw error;
  }
}
