import { type KernelCode, sharedOperations, type SharedOperation } from './kernel-code.ts';

/** What a thread of the team is given when it is started; all of it can be sent to a worker. */
export interface ThreadTask {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  readonly control: SharedArrayBuffer;
  /** 1 and up; 0 is the thread that leads. */
  readonly thread: number;
}

/** Starts a thread that calls `serveTeam(task)`; the answer ends it. */
export type SpawnThread = (task: ThreadTask) => () => void;

/** One task for the team. */
export interface SharedTask {
  readonly operation: SharedOperation;
  readonly args: readonly number[];
  /** The task is the range 0 to `total`, taken in pieces of `grain`. */
  readonly total: number;
  readonly grain: number;
  /** Byte offset of scratch for all threads, and bytes of each. */
  readonly scratch: number;
  readonly scratchBytes: number;
}

// Places in the control block, in 32-bit words; arguments follow from word 16 as 64-bit floats.
const turn = 0;
const next = 1;
const active = 2;
const failed = 3;
const operationAt = 4;
const totalAt = 5;
const grainAt = 6;
const argumentCount = 7;
const ended = 8;
const mostArguments = 24;
const controlBytes = 64 + mostArguments * 8;

/**
 * Threads that share one memory. The leader works too, so that a task never waits for a thread to start; a thread joins whatever task is open.
 * `turn` is odd while a task is open. A thread counts itself in before it looks at `turn`, and the leader closes the turn before it looks at the
 * count: so none can still read the arguments of a task when the next is written. The leader blocks while the last pieces are worked on; it
 * belongs in a process or a worker of its own, never on the thread that answers requests.
 */
export class ThreadTeam {
  readonly #code: KernelCode;
  readonly #control: SharedArrayBuffer;
  readonly #words: Int32Array;
  readonly #numbers: Float64Array;
  readonly #ends: (() => void)[];

  constructor(
    code: KernelCode,
    members: { readonly threads: number; spawn(control: SharedArrayBuffer, thread: number): () => void },
  ) {
    this.#code = code;
    this.#control = new SharedArrayBuffer(controlBytes);
    this.#words = new Int32Array(this.#control);
    this.#numbers = new Float64Array(this.#control, 64);
    this.#ends = Array.from({ length: members.threads - 1 }, (_, at) => members.spawn(this.#control, at + 1));
  }

  /** Runs a task to its end. @throws Error when a thread failed. */
  run(task: SharedTask): void {
    const words = this.#words;
    words[next] = 0;
    // Of a task that the leader failed in too.
    words[failed] = 0;
    words[operationAt] = sharedOperations.indexOf(task.operation);
    words[totalAt] = task.total;
    words[grainAt] = task.grain;
    words[argumentCount] = task.args.length;
    const numbers = [...task.args, task.scratch, task.scratchBytes];
    if (numbers.length > mostArguments) throw new RangeError(`${task.operation} has too many arguments`);
    this.#numbers.set(numbers);
    Atomics.add(words, turn, 1);
    if (task.total > task.grain) Atomics.notify(words, turn);
    try {
      takePieces(this.#code, this.#control, 0);
    } finally {
      Atomics.add(words, turn, 1);
      for (let busy = Atomics.load(words, active); busy !== 0; busy = Atomics.load(words, active)) {
        Atomics.wait(words, active, busy);
      }
    }
    if (Atomics.exchange(words, failed, 0) !== 0) throw new Error(`a thread failed in ${task.operation}`);
  }

  /** Ends the threads. */
  end(): void {
    Atomics.store(this.#words, ended, 1);
    Atomics.add(this.#words, turn, 2);
    Atomics.notify(this.#words, turn);
    for (const end of this.#ends) end();
  }
}

/** What a thread of the team does until the team is ended; blocks. */
export function serveTeam(code: KernelCode, control: SharedArrayBuffer, thread: number): void {
  const words = new Int32Array(control);
  let seen = 0;
  for (;;) {
    Atomics.wait(words, turn, seen);
    if (Atomics.load(words, ended) !== 0) return;
    Atomics.add(words, active, 1);
    seen = Atomics.load(words, turn);
    try {
      if (seen % 2 === 1) takePieces(code, control, thread);
    } catch {
      Atomics.store(words, failed, 1);
    } finally {
      if (Atomics.sub(words, active, 1) === 1) Atomics.notify(words, active);
    }
  }
}

/** Works on pieces of the open task until none is left. */
function takePieces(code: KernelCode, control: SharedArrayBuffer, thread: number): void {
  const words = new Int32Array(control);
  const count = words[argumentCount];
  const numbers = new Float64Array(control, 64);
  const args = Array.from(numbers.subarray(0, count));
  const scratch = numbers[count] + thread * numbers[count + 1];
  const run = code[sharedOperations[words[operationAt]]];
  const total = words[totalAt];
  const grain = words[grainAt];
  for (let begin = Atomics.add(words, next, grain); begin < total; begin = Atomics.add(words, next, grain)) {
    run(...args, scratch, begin, Math.min(total, begin + grain));
  }
}
