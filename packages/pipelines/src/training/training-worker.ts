import { parentPort, workerData } from 'node:worker_threads';
import type { Interactions } from '@vitrine/engine';
import { runTraining, type TrainingTask } from './run-training.ts';

/** Entry of the training thread: computes what `workerData` asks for and posts progress and the result. */
const { interactions, task } = workerData as { interactions: Interactions; task: TrainingTask };

const result = runTraining(interactions, task, {
  elapsedMs: () => performance.now(),
  progress: (done, total, phase) => parentPort?.postMessage({ kind: 'progress', done, total, phase }, []),
});
parentPort?.postMessage({ kind: 'result', result }, []);
