// How good and how fast the engine is beside its peers, in one run: `npm run bench -- engine [part ...] [--only=set] [--rounds=5] [--exact] [--small]`.
// Each part runs in a process of its own; the Python peers come into a virtual environment beside the temporary files. VITRINE_TEST_DATA names the real data.
import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type KernelLease, leaseKernels } from '@vitrine/engine/lab';
import { nodeKernels } from '@vitrine/pipelines/training';
import { realDataFolder } from '@vitrine/testkit/real-data';
import type { Bench } from './engine/bench.ts';
import { parts, slow } from './engine/parts/index.ts';
import { root, startPeer } from './engine/python.ts';
import { formatTable, type Row } from './engine/table.ts';
import { describeMachine } from './shop-process/shop-process.ts';

interface Asked {
  readonly names: readonly string[];
  /** A piece of the names of the sets to do; empty for all. */
  readonly only: string;
  readonly rounds: number;
  readonly exact: boolean;
  readonly small: boolean;
}

function readArguments(args: readonly string[]): Asked {
  const rounds = Number(args.find((arg) => arg.startsWith('--rounds='))?.slice(9) ?? 5);
  const named = args.filter((arg) => !arg.startsWith('--'));
  const unknown = named.find((name) => !Object.hasOwn(parts, name));
  const option = args.find((arg) => arg.startsWith('--') && !/^--(rounds=[1-9]\d*|only=.+|exact|small)$/.test(arg));
  if (unknown !== undefined || option !== undefined) {
    throw new Error(
      `"${unknown ?? option}" is not known; name parts (${Object.keys(parts).join(', ')}), --only=gowalla, --rounds=5, --exact or --small`,
    );
  }
  const only = args.find((arg) => arg.startsWith('--only='))?.slice(7) ?? '';
  const names = named.length > 0 ? named : Object.keys(parts).filter((name) => !slow.includes(name));
  for (const name of only === '' ? [] : names) {
    const sets = parts[name]?.sets ?? [];
    if (setsOf(name, only).length === 0)
      throw new Error(`${name} has no set "${only}"; ${sets.length > 0 ? `it has ${sets.join(', ')}` : 'it has none'}`);
  }
  return { names, only, rounds, exact: args.includes('--exact'), small: args.includes('--small') };
}

/** The sets of a part whose names hold a text; one without a name for a part without sets. */
function setsOf(name: string, only: string): readonly string[] {
  const sets = parts[name]?.sets;
  if (sets === undefined) return only === '' ? [''] : [];
  return sets.filter((set) => set.toLowerCase().includes(only.toLowerCase()));
}

/** Runs one part here, or one of its sets, and hands its rows to the parent. */
async function runHere(name: string, set: string, asked: Asked): Promise<void> {
  const scratch = mkdtempSync(join(tmpdir(), `vitrine-bench-${name}-`));
  const beganMs = performance.now();
  const leases = new Map<number, KernelLease>();
  const label = set === '' ? name : `${name} ${set}`;
  const bench: Bench = {
    data: realDataFolder(),
    scratch,
    rounds: asked.rounds,
    exact: asked.exact,
    small: asked.small,
    set,
    kernels: (threads) => {
      const lease = leases.get(threads) ?? leaseKernels(nodeKernels(join(root, 'dist'), threads));
      leases.set(threads, lease);
      return lease.kernels;
    },
    endKernels: () => {
      for (const lease of leases.values()) lease.end();
    },
    say: (text) => console.error(`  [${label} ${((performance.now() - beganMs) / 1000).toFixed(0)} s] ${text}`),
  };
  try {
    const rows = await parts[name]?.run(bench);
    await new Promise((resolve) => process.send?.({ rows }, resolve));
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
  // Threads and models of this part have nothing left to do.
  process.exit(0);
}

interface Outcome {
  /** Null when the part failed; its error is on the screen. */
  readonly rows: readonly Row[] | null;
  /** How its process ended. */
  readonly end: string;
}

function runApart(name: string, set: string, args: readonly string[]): Promise<Outcome> {
  return new Promise((resolve) => {
    let rows: readonly Row[] | null = null;
    const child = fork(fileURLToPath(import.meta.url), [`--here=${name}`, set, ...args], {
      execArgv: ['--max-old-space-size=8192', ...process.execArgv],
    });
    child.on('message', (message: { rows: readonly Row[] }) => (rows = message.rows));
    child.once('close', (code, signal) =>
      resolve({ rows, end: signal === null ? `status ${code}` : `ended by ${signal}` }),
    );
  });
}

async function runAll(args: readonly string[]): Promise<void> {
  const asked = readArguments(args);
  const peer = startPeer('factors', { blasThreads: 1, say: (text) => console.error(text) });
  const versions = await peer.ask<Record<string, string>>({ do: 'about' });
  peer.end();
  const machine = `${describeMachine()}\n${cpus()[0]?.model ?? ''}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB`;
  const peers = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  console.log(`${machine}; ${peers.join(', ')}\n`);
  const rows: Row[] = [];
  for (const name of asked.names) {
    if (parts[name]?.needsData === true && realDataFolder() === null) {
      console.log(`${name}: left out, VITRINE_TEST_DATA is not set\n`);
      continue;
    }
    for (const set of setsOf(name, asked.only)) {
      const beganMs = performance.now();
      const { rows: found, end } = await runApart(name, set, args);
      const took = `${set === '' ? name : `${name}, ${set}`}: ${((performance.now() - beganMs) / 1000).toFixed(0)} s`;
      if (found === null) process.exitCode = 1;
      console.log(found === null ? `${took}, FAILED (${end})\n` : `${took}\n${formatTable(found)}\n`);
      rows.push(...(found ?? []));
    }
  }
  console.log(`${formatTable(rows)}\n\n${describeMachine().replace('at the start', 'at the end')}`);
}

const here = process.argv[2]?.startsWith('--here=') === true ? process.argv[2].slice(7) : null;
if (here === null) await runAll(process.argv.slice(2));
else await runHere(here, process.argv[3] ?? '', readArguments(process.argv.slice(4)));
