import { workerData } from 'node:worker_threads';
import { serveKernelThread, type ThreadTask } from '@vitrine/engine';

/** Entry of a thread of the kernels: works until its team is ended. */
serveKernelThread(workerData as ThreadTask);
