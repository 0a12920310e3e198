import { availableParallelism, setPriority } from 'node:os';
import { fileURLToPath } from 'node:url';
import { nodeKernels } from '../training/node-kernels.ts';
import type { ProcessMessage } from '../training/process-trainer.ts';
import { type EmbeddingOrder, type EmbeddingResult, embedTextsOf } from './embed-texts.ts';

// Entry of the embedding process: one order, one answer, and the end.
// Nobody waits for it: pages come first.
setPriority(10);
process.once('disconnect', () => process.exit());
// Ctrl-C goes to every process of the terminal; the parent says what becomes of the work.
for (const signal of ['SIGINT', 'SIGHUP'] as const) process.on(signal, () => undefined);
process.once('message', (order) => {
  // Beside this file's folder, as the build puts them; one core is left to whoever answers visitors meanwhile.
  const kernels = nodeKernels(fileURLToPath(new URL('..', import.meta.url)), Math.max(1, availableParallelism() - 1));
  embedTextsOf(order as EmbeddingOrder, kernels).then(
    (result) => tell({ kind: 'result', result }),
    (error: unknown) => tell({ kind: 'failed', message: error instanceof Error ? error.message : String(error) }),
  );
});

function tell(message: ProcessMessage<EmbeddingResult>): void {
  process.send?.(message, undefined, {}, () => process.exit());
}
