import { type ChildProcess, fork } from 'node:child_process';
import type { TrainingHooks, TrainingMaterial, TrainingResult, TrainingTask } from './run-training.ts';
import type { Trainer } from './train-model.ts';

/** What the training process is sent: all it needs, once. */
export interface TrainingOrder extends TrainingMaterial {
  readonly task: TrainingTask;
}

/** What the training process says. */
export type TrainingMessage =
  | { readonly kind: 'progress'; readonly done: number; readonly total: number; readonly phase: string }
  | { readonly kind: 'result'; readonly result: TrainingResult }
  | { readonly kind: 'failed'; readonly message: string };

/**
 * Trains in a process of its own, so that the server goes on answering, and what the training took is given back to the system when
 * it ends: a thread would leave its memory with the server. `entry` is the built `training-worker`; it ends with this process.
 */
export function createProcessTrainer(entry: URL | string): Trainer {
  return (material, task, hooks) => {
    const child = fork(entry, {
      // Columns travel as the bytes they are.
      serialization: 'advanced',
      execArgv: process.execArgv.filter((flag) => flag.startsWith('--max-old-space-size')),
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const result = resultOf(child, hooks);
    const order: TrainingOrder = { ...material, task };
    // A process that cannot be told what to do would wait for ever; when it ended before, its status says more than the broken pipe.
    child.send(order, (error) => error && child.kill());
    return result;
  };
}

/** Apart from the order, so that nothing here keeps the interactions while the training runs. */
function resultOf(child: ChildProcess, hooks: TrainingHooks): Promise<TrainingResult> {
  return new Promise((resolve, reject) => {
    child.on('message', (sent) => {
      const message = sent as TrainingMessage;
      if (message.kind === 'progress') hooks.progress?.(message.done, message.total, message.phase);
      else if (message.kind === 'result') resolve(message.result);
      else reject(new Error(message.message));
    });
    child.on('error', reject);
    // "exit" may come before the last message has been read.
    child.on('close', (code, signal) =>
      reject(
        new Error(
          `the training process ${signal === null ? `ended with code ${code}` : `was ended by ${signal}`} before it had a result; if nobody ended it, it ran out of memory: give it more, or let it learn from fewer events`,
        ),
      ),
    );
  });
}
