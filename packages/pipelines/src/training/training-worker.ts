import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { nodeKernels } from './node-kernels.ts';
import type { TrainingMessage, TrainingOrder } from './process-trainer.ts';
import { runTraining } from './run-training.ts';

/**
 * Entry of the training process. The training runs in a thread, so that the process goes on hearing its parent: with it, it ends,
 * however that ended.
 */
if (isMainThread) obeyParent();
else compute();

function obeyParent(): void {
  process.once('disconnect', () => process.exit());
  // Ctrl-C goes to every process of the terminal; the parent says what becomes of the training.
  for (const signal of ['SIGINT', 'SIGHUP'] as const) process.on(signal, () => undefined);
  process.once('message', (order) => {
    const { interactions, itemFeatures, task } = order as TrainingOrder;
    const { users, items, weights, types, timesSec, sessions } = interactions;
    // What arrived is one piece of memory; columns of their own can be handed over without a second copy staying here.
    const columns = {
      users: users.slice(),
      items: items.slice(),
      weights: weights.slice(),
      types: types.slice(),
      timesSec: timesSec.slice(),
      sessions: sessions.slice(),
    };
    const thread = new Worker(new URL(import.meta.url), {
      workerData: { interactions: { ...interactions, ...columns }, itemFeatures, task } satisfies TrainingOrder,
      transferList: Object.values(columns).map(({ buffer }) => buffer as ArrayBuffer),
    });
    thread.on('message', (message: TrainingMessage) => tell(message));
    thread.on('error', (error: Error) => tell({ kind: 'failed', message: error.message }));
  });
}

/** Passes a message on to the parent; the last one ends the process. */
function tell(message: TrainingMessage): void {
  process.send?.(message, undefined, {}, () => {
    if (message.kind !== 'progress') process.exit();
  });
}

function compute(): void {
  const { task, ...material } = workerData as TrainingOrder;
  const say = (message: TrainingMessage) => parentPort?.postMessage(message, []);
  const result = runTraining(material, task, {
    elapsedMs: () => performance.now(),
    // Beside this file's folder, as the build puts them; one core is left to whoever answers visitors meanwhile.
    kernels: nodeKernels(fileURLToPath(new URL('..', import.meta.url)), Math.max(1, availableParallelism() - 1)),
    progress: (done, total, phase) => say({ kind: 'progress', done, total, phase }),
  });
  say({ kind: 'result', result });
}
