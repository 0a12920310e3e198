import { compiledCode } from './compiled-code.ts';
import type { KernelCode, SharedOperation } from './kernel-code.ts';
import { KernelMemory } from './kernel-memory.ts';
import { plainCode } from './plain-code.ts';
import { serveTeam, type SpawnThread, type ThreadTask, ThreadTeam } from './thread-team.ts';

/** How kernels are started. */
export interface KernelStart {
  /** The compiled `assembly/`; without it the plain TypeScript code runs, on one thread. */
  readonly module?: WebAssembly.Module;
  /** Threads in all, the calling one included; 1 when left out. */
  readonly threads?: number;
  /** Starts a thread; needed for more than one. */
  readonly spawn?: SpawnThread;
  /** Bound of the memory; 4 GiB when left out. */
  readonly mostBytes?: number;
}

/** A task of one operation, see `KernelCode` for its arguments. */
export interface KernelTask {
  readonly args: readonly number[];
  /** The task is the range 0 to `total`. */
  readonly total: number;
  /** Length of the pieces that threads take; results do not depend on it, but where an operation keeps a share for each piece. */
  readonly grain: number;
  /** Scratch of each thread in bytes. */
  readonly scratchBytes?: number;
}

/** One memory, the code that works on it, and the threads that share the work. */
export interface Kernels {
  readonly kind: 'simd' | 'plain';
  readonly threads: number;
  readonly memory: KernelMemory;
  readonly code: KernelCode;
  run(operation: SharedOperation, task: KernelTask): void;
  /** Starts the threads now, where the first task would, so that they come up while the caller prepares what they will work on. */
  startThreads(): void;
  /** Ends the threads; the memory goes when nothing refers to it any more. */
  end(): void;
}

/** Pieces in which one thread takes a task. */
const mostPieces = 64;

/** The smallest module that uses SIMD: (func (result v128) i32.const 0 i8x16.splat). */
const simdProbe = Uint8Array.of(
  0,
  97,
  115,
  109,
  1,
  0,
  0,
  0,
  1,
  5,
  1,
  96,
  0,
  1,
  123,
  3,
  2,
  1,
  0,
  10,
  8,
  1,
  6,
  0,
  65,
  0,
  253,
  15,
  11,
);

/** Whether this machine runs the compiled kernels. */
export function hasSimd(): boolean {
  return WebAssembly.validate(simdProbe);
}

/** Starts kernels with a memory of their own. */
export function startKernels(start: KernelStart = {}): Kernels {
  const memory = new KernelMemory(start.mostBytes);
  const { module, spawn } = start;
  const code = module === undefined ? plainCode(memory.memory) : compiledCode(module, memory.memory);
  const threads = module === undefined || spawn === undefined ? 1 : Math.max(1, start.threads ?? 1);
  let team: ThreadTeam | null = null;
  const startedTeam = (): ThreadTeam =>
    (team ??= new ThreadTeam(code, {
      threads,
      spawn: (control, thread) =>
        spawn?.({ module: module as WebAssembly.Module, memory: memory.memory, control, thread }) ?? (() => undefined),
    }));
  return {
    kind: module === undefined ? 'plain' : 'simd',
    threads,
    memory,
    code,
    run(operation, task) {
      const scratchBytes = Math.ceil((task.scratchBytes ?? 0) / 64) * 64 + 64;
      memory.scope(() => {
        const scratch = memory.bytes(scratchBytes * threads);
        // A single piece is not worth waking anybody.
        if (threads === 1 || task.total <= task.grain) runAlone(code[operation], task, scratch);
        else startedTeam().run({ operation, ...task, scratch, scratchBytes });
      });
    },
    startThreads() {
      if (threads > 1) startedTeam();
    },
    end: () => team?.end(),
  };
}

/** One thread works in pieces too: a compiled function is exchanged for its optimised form between calls, never within one. */
function runAlone(run: KernelCode[SharedOperation], { args, total, grain }: KernelTask, scratch: number): void {
  const piece = Math.max(1, Math.ceil(total / grain / mostPieces)) * grain;
  for (let begin = 0; begin < total; begin += piece) run(...args, scratch, begin, Math.min(total, begin + piece));
}

/** What a thread does that was started with `task`; returns when the team is ended. */
export function serveKernelThread(task: ThreadTask): void {
  serveTeam(compiledCode(task.module, task.memory), task.control, task.thread);
}
