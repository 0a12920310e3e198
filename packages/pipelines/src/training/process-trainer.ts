import { type ChildProcess, fork } from 'node:child_process';
import type { TrainingHooks, TrainingMaterial, TrainingResult, TrainingTask } from './run-training.ts';
import type { Trainer } from './train-model.ts';

/** What the training process is sent: all it needs, once. */
export interface TrainingOrder extends TrainingMaterial {
  readonly task: TrainingTask;
}

/** What a process says that was given an order. */
export type ProcessMessage<Result> =
  | { readonly kind: 'progress'; readonly done: number; readonly total: number; readonly phase: string }
  | { readonly kind: 'result'; readonly result: Result }
  | { readonly kind: 'failed'; readonly message: string };

/** What the training process says. */
export type TrainingMessage = ProcessMessage<TrainingResult>;

/**
 * Trains in a process of its own, so that the server goes on answering, and what the training took is given back to the system when
 * it ends: a thread would leave its memory with the server. `entry` is the built `training-worker`; it ends with this process, and on the signal.
 */
export function createProcessTrainer(entry: URL | string, signal?: AbortSignal): Trainer {
  return (material, task, hooks) => {
    const order: TrainingOrder = { ...material, task };
    return orderFromProcess<TrainingResult>(entry, order, {
      what: 'training',
      otherwise: 'give it more, or let it learn from fewer events',
      progress: hooks.progress?.bind(hooks),
      ...(signal === undefined ? {} : { signal }),
    });
  };
}

/** How a process is asked. */
export interface ProcessHooks {
  /** What it does, for people: "training". */
  readonly what: string;
  /** What helps when it ran out of memory. */
  readonly otherwise: string;
  readonly progress?: TrainingHooks['progress'];
  /** Ends the process; the order then fails. */
  readonly signal?: AbortSignal;
}

/** Gives a process of its own one order and answers its result. */
export function orderFromProcess<Result>(entry: URL | string, order: object, hooks: ProcessHooks): Promise<Result> {
  const child = fork(entry, {
    // Columns travel as the bytes they are.
    serialization: 'advanced',
    execArgv: process.execArgv.filter((flag) => flag.startsWith('--max-old-space-size')),
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    ...(hooks.signal === undefined ? {} : { signal: hooks.signal }),
  });
  const result = resultOf<Result>(child, hooks);
  // A process that cannot be told what to do would wait for ever; when it ended before, its status says more than the broken pipe.
  child.send(order, (error) => error && child.kill());
  return result;
}

/** Apart from the order, so that nothing here keeps it while the process works. */
function resultOf<Result>(child: ChildProcess, hooks: ProcessHooks): Promise<Result> {
  return new Promise((resolve, reject) => {
    child.on('message', (sent) => {
      const message = sent as ProcessMessage<Result>;
      if (message.kind === 'progress') hooks.progress?.(message.done, message.total, message.phase);
      else if (message.kind === 'result') resolve(message.result);
      else reject(new Error(message.message));
    });
    child.on('error', reject);
    // "exit" may come before the last message has been read.
    child.on('close', (code, signal) =>
      reject(
        new Error(
          `the ${hooks.what} process ${signal === null ? `ended with code ${code}` : `was ended by ${signal}`} before it had a result; if nobody ended it, it ran out of memory: ${hooks.otherwise}`,
        ),
      ),
    );
  });
}
