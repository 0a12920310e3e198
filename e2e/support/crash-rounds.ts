import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { WriterTask } from './crash-writer.ts';
import { root } from './running-shop.ts';

/** What a client knows after all the crashes: what it sent, and what was acknowledged. */
export interface Ledger {
  readonly begun: Set<number>;
  readonly acknowledged: Set<number>;
  /** Retries of writes that had been committed, their acknowledgement lost. */
  again: number;
  /** What went wrong in a writer for another reason than a killed server. */
  readonly faults: string[];
}

/** A number from 0 to below 1 that depends on the words alone: the same crashes in every run, another each round. */
export function drawn(...words: (string | number)[]): number {
  return createHash('sha256').update(words.join(' ')).digest().readUInt32BE(0) / 2 ** 32;
}

/** A running writer. */
export interface Writer {
  readonly child: ChildProcess;
  /** Waits until so many writes of this process are acknowledged; throws when it ends before. */
  acknowledgedHere(count: number): Promise<void>;
  /** Waits for its end; the ledger then holds all it said. */
  ended: Promise<{ code: number | null; said: string }>;
}

/** Starts the writer where the ledger stands. */
export function startWriter(
  program: string,
  ledger: Ledger,
  task: Pick<WriterTask, 'databaseUrl' | 'home' | 'until'>,
): Writer {
  const retry = [...ledger.begun].filter((n) => !ledger.acknowledged.has(n));
  const whole: WriterTask = { ...task, root, retry, next: Math.max(-1, ...ledger.begun) + 1 };
  const child = spawn(process.execPath, [program, JSON.stringify(whole)], { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  let rest = '';
  const here = { acknowledged: 0, over: false };
  let wake: () => void = () => undefined;
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  child.stdout.on('data', (chunk: Buffer) => {
    const lines = `${rest}${chunk.toString()}`.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (enter(line, ledger)) here.acknowledged += 1;
    wake();
  });
  const ended = new Promise<{ code: number | null; said: string }>((resolve) =>
    child.once('close', (code) => {
      here.over = true;
      wake();
      resolve({ code, said });
    }),
  );
  return {
    child,
    ended,
    async acknowledgedHere(count) {
      while (here.acknowledged < count) {
        if (here.over)
          throw new Error(
            `The writer ended after ${here.acknowledged} of ${count} writes: ${said || child.signalCode}`,
          );
        if (ledger.faults.length > 0) throw new Error(ledger.faults[0]);
        await new Promise<void>((resolve) => (wake = resolve));
      }
    },
  };
}

/** Books one line of a writer; whether it was an acknowledgement. */
function enter(line: string, ledger: Ledger): boolean {
  const [word, number, note] = line.split(' ');
  const n = Number(number);
  if (word === 'begin') ledger.begun.add(n);
  if (word === 'fail' && note === 'Error:' && line.includes('half:')) ledger.faults.push(line);
  if (word !== 'ack') return false;
  ledger.acknowledged.add(n);
  if (note === 'again') ledger.again += 1;
  return true;
}

/** The embedded database server of a home that is in use, to be killed as the kernel does when memory is short. */
export async function serverOf(home: string): Promise<{ kill(): void }> {
  const note = await readFile(join(await realpath(join(home, 'postgres')), 'postmaster.pid'), 'utf8');
  const pid = Number(note.split('\n')[0]);
  return {
    kill() {
      try {
        process.kill(pid, 'SIGKILL');
      } catch (error) {
        // A second after its last user it stops by itself: where this machine slept so long, it was gone.
        if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
      }
    },
  };
}

/** Who dies in a round, in which order, and how long the pieces lie there. */
export interface Blow {
  readonly victims: readonly ('program' | 'server')[];
  readonly betweenMs: number;
  readonly beforeRestartMs: number;
}

/** The blow of one round. Every third one also hits the server; a restart may meet the moment in which an unused server is stopped. */
export function drawBlow(name: string, round: number, hasServer: boolean): Blow {
  const both = drawn(name, round, 'order') < 0.5 ? (['program', 'server'] as const) : (['server', 'program'] as const);
  return {
    victims: hasServer && round % 3 === 1 ? both : ['program'],
    betweenMs: drawn(name, round, 'between') * 60,
    beforeRestartMs: drawn(name, round, 'late') < 0.25 ? 900 + drawn(name, round, 'restart') * 300 : 0,
  };
}

/** Strikes, waits for the end of the writer, and lets the pieces lie as long as the blow says. */
export async function strike(writer: Writer, home: string, blow: Blow): Promise<void> {
  const server = blow.victims.includes('server') ? await serverOf(home) : null;
  for (const [index, victim] of blow.victims.entries()) {
    if (index > 0) await sleep(blow.betweenMs);
    if (victim === 'server') server?.kill();
    else writer.child.kill('SIGKILL');
  }
  await writer.ended;
  await sleep(blow.beforeRestartMs);
}
