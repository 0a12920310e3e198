// A thread of the kernels for tests: workers do not see TypeScript, so the source is bundled on the way.
import { createRequire } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
const { buildSync } = createRequire(import.meta.url)('esbuild');
const entry = new URL('../../../kernels/src/machine/kernels.ts', import.meta.url);
const { outputFiles } = buildSync({ entryPoints: [entry.pathname], bundle: true, format: 'esm', write: false });
const { serveKernelThread } = await import(
  `data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`
);
parentPort?.postMessage('ready', []);
serveKernelThread(workerData);
