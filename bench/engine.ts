// How good and how fast the engine is beside its peers, in one run: `npm run bench -- engine [part ...] [--rounds=5] [--exact] [--small]`.
// Each part runs in a process of its own; the Python peers come into a virtual environment beside the temporary files. VITRINE_TEST_DATA names the real data.
import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { nodeKernels } from '@vitrine/pipelines/training';
import { realDataFolder } from '@vitrine/testkit/real-data';
import type { Bench } from './engine/bench.ts';
import { parts, slow } from './engine/parts/index.ts';
import { root, startPeer } from './engine/python.ts';
import { formatTable, type Row } from './engine/table.ts';
import { describeMachine } from './shop-process/shop-process.ts';

interface Asked {
  readonly names: readonly string[];
  readonly rounds: number;
  readonly exact: boolean;
  readonly small: boolean;
}

function readArguments(args: readonly string[]): Asked {
  const rounds = Number(args.find((arg) => arg.startsWith('--rounds='))?.slice(9) ?? 5);
  const named = args.filter((arg) => !arg.startsWith('--'));
  const unknown = named.find((name) => !Object.hasOwn(parts, name));
  if (unknown !== undefined || !(rounds >= 1)) {
    throw new Error(
      `"${unknown ?? rounds}" is not known; name parts (${Object.keys(parts).join(', ')}), --rounds=5, --exact or --small`,
    );
  }
  const names = named.length > 0 ? named : Object.keys(parts).filter((name) => !slow.includes(name));
  return { names, rounds, exact: args.includes('--exact'), small: args.includes('--small') };
}

/** Runs one part here and hands its rows to the parent. */
async function runHere(name: string, asked: Asked): Promise<void> {
  const scratch = mkdtempSync(join(tmpdir(), `vitrine-bench-${name}-`));
  const beganMs = performance.now();
  const bench: Bench = {
    data: realDataFolder(),
    scratch,
    rounds: asked.rounds,
    exact: asked.exact,
    small: asked.small,
    kernels: (threads) => nodeKernels(join(root, 'dist'), threads),
    say: (text) => console.error(`  [${name} ${((performance.now() - beganMs) / 1000).toFixed(0)} s] ${text}`),
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

/** Null when the part failed; its error is on the screen. */
function runApart(name: string, args: readonly string[]): Promise<readonly Row[] | null> {
  return new Promise((resolve) => {
    let rows: readonly Row[] | null = null;
    const child = fork(fileURLToPath(import.meta.url), [`--here=${name}`, ...args], {
      execArgv: ['--max-old-space-size=8192', ...process.execArgv],
    });
    child.on('message', (message: { rows: readonly Row[] }) => (rows = message.rows));
    child.once('close', () => resolve(rows));
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
    const beganMs = performance.now();
    const found = await runApart(name, args);
    const took = `${name}: ${((performance.now() - beganMs) / 1000).toFixed(0)} s`;
    if (found === null) process.exitCode = 1;
    console.log(found === null ? `${took}, FAILED\n` : `${took}\n${formatTable(found)}\n`);
    rows.push(...(found ?? []));
  }
  console.log(`${formatTable(rows)}\n\n${describeMachine().replace('at the start', 'at the end')}`);
}

const here = process.argv[2]?.startsWith('--here=') === true ? process.argv[2].slice(7) : null;
if (here === null) await runAll(process.argv.slice(2));
else await runHere(here, { ...readArguments(process.argv.slice(3)), names: [here] });
