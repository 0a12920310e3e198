import { Worker } from 'node:worker_threads';
import type { TrainingResult } from './run-training.ts';
import type { Trainer } from './train-model.ts';

type Message =
  | { readonly kind: 'progress'; readonly done: number; readonly total: number; readonly phase: string }
  | { readonly kind: 'result'; readonly result: TrainingResult };

/**
 * Trains in a thread of its own, so that the server goes on answering. `entry` is the built `training-worker`; the thread ends with
 * the training and gives its memory back.
 */
export function createWorkerTrainer(entry: URL | string): Trainer {
  return (interactions, task, hooks) =>
    new Promise((resolve, reject) => {
      const worker = new Worker(entry, { workerData: { interactions, task } });
      worker.on('message', (message: Message) => {
        if (message.kind === 'progress') hooks.progress?.(message.done, message.total, message.phase);
        else resolve(message.result);
      });
      worker.on('error', reject);
      worker.on('exit', (code) =>
        reject(
          new Error(
            `the training thread ended with code ${code} before it had a result; it may have run out of memory`,
          ),
        ),
      );
    });
}
