import { orderFromProcess } from '../training/index.ts';
import type { EmbeddingResult } from './embed-texts.ts';
import type { EmbeddingPorts } from './refresh-embeddings.ts';

/** Embeds in a process of its own, so that the server goes on answering. `entry` is the built `embedding-worker`; it ends with this process. */
export function createProcessEmbedder(entry: URL | string, signal?: AbortSignal): EmbeddingPorts['embed'] {
  return (order) =>
    orderFromProcess<EmbeddingResult>(entry, order, {
      what: 'embedding',
      otherwise: 'give it more',
      ...(signal === undefined ? {} : { signal }),
    });
}
